"""CSV files through a mapping: event logs and any records."""

import json

import pytest
from msgspec import UNSET

from storage.errors import BadUserInput
from storage.ingest.reader import Notice
from storage.nouns.guardian import Guardian
from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.process_group import ProcessGroup
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.run import Run
from storage.nouns.task import Task
from storage.nouns.verdict import Verdict
from tests.storage.ingest.conftest import Read, complaints, micros, notices, records_of

MAPPING = """
[model]
id = "shop/orders"
name = "Orders"
version = 3
[groups]
shop = "The shop"
[columns]
case = "order"
activity = "step"
start = "from"
end = "to"
resource = "who"
[time]
timezone = "Europe/Berlin"
[attributes]
cost = "number"
[metadata]
country = "text"
"""
LOG = """order,step,from,to,who,cost,country
1,Pack,2026-05-01 10:00,2026-05-01 10:30,Ann,1.5,DE
1,Ship,2026-05-01T10:30:00+00:00,2026-05-01T11:00:00Z,,,DE
2,Pack,2026-12-01 10:00,,Bob,2,
"""


def test_a_row_is_a_task_with_times_in_the_zone_of_the_mapping(read_text: Read) -> None:
    first, second, third = records_of(read_text("log.csv", LOG, mapping=MAPPING), Task)
    assert (first.name, first.username, first.attributes, first.state) == ("Pack", "Ann", '{"cost":1.5}', "COMPLETED")
    assert (first.started_at, first.ended_at) == (micros("2026-05-01T08:00:00Z"), micros("2026-05-01T08:30:00Z"))
    assert second.started_at == micros("2026-05-01T10:30:00Z")
    assert (third.state, third.started_at) == ("STARTED", micros("2026-12-01T09:00:00Z"))


def test_cases_are_instances_whose_times_are_those_of_their_tasks(read_text: Read) -> None:
    instances = records_of(read_text("log.csv", LOG, mapping=MAPPING), ProcessInstance)
    assert [(one.id, one.model_id, one.version, one.status, one.times_from_tasks) for one in instances] == [
        ("shop/orders:1", "shop/orders", 3, "COMPLETE", True),
        ("shop/orders:2", "shop/orders", 3, "COMPLETE", True),
    ]


def test_model_and_groups_are_told_with_their_names(read_text: Read) -> None:
    items = read_text("log.csv", LOG, mapping=MAPPING)
    assert [(one.id, one.display_name) for one in records_of(items, ProcessModel)] == [("shop/orders", "Orders")]
    assert [(one.id, one.display_name) for one in records_of(items, ProcessGroup)] == [("shop", "The shop")]


def test_columns_of_the_case_become_metadata(read_text: Read) -> None:
    entries = records_of(read_text("log.csv", LOG, mapping=MAPPING), InstanceMetadata)
    assert [(one.instance_id, one.name, one.value) for one in entries] == [("shop/orders:1", "country", "DE")]


def test_options_name_another_model_and_group(read_text: Read) -> None:
    instances = records_of(read_text("log.csv", LOG, mapping=MAPPING, model="sales", group="eu"), ProcessInstance)
    assert instances[0].id == "eu/sales:1"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,Pack,yesterday,,,,", "log.csv:5: field from: expected an ISO 8601 time"),
        (",Pack,2026-05-01 10:00,,,,", "log.csv:5: field order: required, but empty"),
        ("1,Pack,,,,,", "log.csv:5: the event has no time"),
        ("1,Pack,2026-05-01 10:00", "log.csv:5: the row has 3 cells, but the header has 7"),
        ("1,Pack,1960-05-01 10:00,,,,", "log.csv:5: field from: a time must be between 1970 and 9999"),
        ('1,"Pack"x,2026-05-01 10:00,,,,', "log.csv:5: invalid CSV"),
    ],
)
def test_a_broken_row_is_named_and_the_rest_is_read(read_text: Read, row: str, said: str) -> None:
    items = read_text("log.csv", LOG + row + "\n1,Bill,2026-05-02 10:00,,,,\n", mapping=MAPPING)
    assert said in complaints(items)[0]
    assert [task.name for task in records_of(items, Task)] == ["Pack", "Ship", "Pack", "Bill"]


@pytest.mark.parametrize("cell", ["dear", "nan", "1e400", "1_000", "٤٢", "12,5"])
def test_a_cell_that_is_no_number_costs_only_itself(read_text: Read, cell: str) -> None:
    items = read_text("log.csv", LOG + f'1,Bill,2026-05-02 10:00,,Ann,"{cell}",\n', mapping=MAPPING)
    assert complaints(items) == [f'log.csv:5: field cost: expected a number, got "{cell}"']
    bill = records_of(items, Task)[-1]
    assert (bill.name, bill.username, bill.attributes) == ("Bill", "Ann", UNSET)


def test_an_open_state_has_no_end(read_text: Read) -> None:
    mapping = MAPPING.replace("[columns]", '[columns]\nstate = "country"').replace('country = "text"', "")
    items = read_text("log.csv", LOG + "1,Bill,2026-05-02 10:00,2026-05-02 11:00,Ann,,STARTED\n", mapping=mapping)
    bill = records_of(items, Task)[-1]
    assert (bill.name, bill.state, bill.ended_at) == ("Bill", "STARTED", None)
    assert notices(items)["ends of tasks whose state is STARTED"] == 1


def test_a_time_without_a_zone_needs_one_in_the_mapping(read_text: Read) -> None:
    items = read_text("log.csv", LOG, mapping=MAPPING.replace('timezone = "Europe/Berlin"', ""))
    assert "has no time zone" in complaints(items)[0]


def test_a_missing_column_is_named_with_its_key_and_the_columns_there_are(read_text: Read) -> None:
    items = read_text("log.csv", LOG.replace("step", "stage"), mapping=MAPPING)
    there = "order, stage, from, to, who, cost, country"
    assert complaints(items) == [f"log.csv:1: the mapping requires columns.activity = 'step'; columns of the file: {there}"]


def test_an_empty_file_says_which_columns_it_lacks(read_text: Read) -> None:
    assert "columns of the file: " in complaints(read_text("log.csv", "", mapping=MAPPING))[0]


def test_quoted_line_feeds_keep_the_number_of_the_line_on_which_a_row_begins(read_text: Read) -> None:
    text = 'order,step,from\n1,"Pack\nand ship",2026-05-01 10:00\n1,Bill,never\n'
    mapping = MAPPING.partition("[attributes]")[0].replace('end = "to"\nresource = "who"\n', "")
    items = read_text("log.csv", text, mapping=mapping)
    assert [task.name for task in records_of(items, Task)] == ["Pack\nand ship"]
    assert complaints(items)[0].startswith("log.csv:4: field from")


def test_delimiter_encoding_and_pattern_of_times_come_from_the_mapping(read_text: Read) -> None:
    mapping = """
        model.id = "m"
        file = { delimiter = ";", encoding = "latin-1", empty = ["", "-"] }
        columns = { case = "Fall", activity = "Tätigkeit", start = "Beginn", resource = "Wer" }
        time = { format = "%d.%m.%Y %H:%M", timezone = "UTC" }
    """
    text = "Fall;Tätigkeit;Beginn;Wer\n1;Prüfen;01.05.2026 10:00;-\n".encode("latin-1")
    (task,) = records_of(read_text("log.csv", text, mapping=mapping), Task)
    assert (task.name, task.started_at) == ("Prüfen", micros("2026-05-01T10:00:00Z"))


@pytest.mark.parametrize(
    ("row", "notice"),
    [
        (b"1,P\xff,2026-05-01 10:00,,,,", Notice("texts with characters that cannot be stored", 1, lost=False)),
        (b"1,Pa\x00ck,2026-05-01 10:00,,,,", Notice("texts with characters that cannot be stored", 1, lost=False)),
        (b"9" * 1100 + b",Pack,2026-05-01 10:00,,,,", Notice("ids longer than 1,024 bytes", lost=False)),
    ],
)
def test_what_no_store_can_hold_is_changed_and_counted(read_text: Read, row: bytes, notice: Notice) -> None:
    items = read_text("log.csv", LOG.encode() + row + b"\n", mapping=MAPPING)
    assert complaints(items) == []
    assert notice in items
    assert len(records_of(items, Task)) == 4
    assert {task.instance_id for task in records_of(items, Task)} <= {each.id for each in records_of(items, ProcessInstance)}


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (None, "use --mapping FILE"),
        ("columns = 7", "columns: expected `object"),
        ('[columns]\ncase = "a"\nactivity = "b"\ncolour = "c"', "colour"),
        ('[columns]\ncase = "a"\nactivity = "b"', "has no time"),
        ('[columns]\ncase = "a"\nactivity = "b"\nstart = "c"', "use --model ID"),
        ("", "requires either"),
        ('[[record]]\nnoun = "tusk"\nfields = {}', "unknown noun 'tusk'"),
        ('[[record]]\nnoun = "task"\nfields = { colour = "a" }', "unknown field 'colour'"),
        ('[[record]]\nnoun = "guardian"\nfields = { id = "a" }', "use --at TIME"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_at_once(read_text: Read, mapping: str | None, said: str) -> None:
    with pytest.raises(BadUserInput, match=said):
        read_text("log.csv", LOG, **({} if mapping is None else {"mapping": mapping}))


def test_rows_become_any_records_that_the_mapping_says(read_text: Read) -> None:
    mapping = """
        [[record]]
        noun = "guardian"
        fields = { id = "judge" }
        [[record]]
        noun = "verdict"
        [record.fields]
        id = { template = "{judge}/{task}" }
        guardian_id = "judge"
        decided_at = "when"
        outcome = { column = "says", values = { yes = "PASSED", no = "BLOCKED" } }
        latency_us = { column = "took", kind = "integer" }
        phase = { constant = "AFTER" }
    """
    text = "judge,task,says,when,took\na,1,yes,2026-05-01T10:00:00Z,7\na,2,perhaps,2026-05-01T10:00:00Z,8\n"
    items = read_text("v.csv", text, mapping=mapping, at="2026-06-01T00:00:00Z")
    assert [guardian.id for guardian in records_of(items, Guardian)] == ["a", "a"]
    verdicts = [(verdict.id, verdict.outcome, verdict.latency_us, verdict.phase) for verdict in records_of(items, Verdict)]
    assert verdicts == [("a/1", "PASSED", 7, "AFTER"), ("a/2", UNSET, 8, "AFTER")]
    assert {verdict.decided_at for verdict in records_of(items, Verdict)} == {micros("2026-05-01T10:00:00Z")}
    assert complaints(items) == [
        'v.csv:3: field says: the mapping has no entry for this value; mapped values: yes, no, got "perhaps"'
    ]


OF_RUNS = """
[[record]]
noun = "run"
fields = { id = "run", user_id = "who", started_at = "from", ended_at = "to", clicks = { column = "n", kind = "integer" } }
"""


@pytest.mark.parametrize(
    ("row", "user", "said"),
    [
        (b"r,P\xff,2026-05-01T10:00:00Z,,7", "P\ufffd", Notice("texts with characters that cannot be stored", lost=False)),
        (b"r,P\0,2026-05-01T10:00:00Z,,7", "P\ufffd", Notice("texts with characters that cannot be stored", lost=False)),
        (
            b"r,P,2026-05-01T10:00:00Z,soon,7",
            "P",
            'field ended_at: expected an ISO 8601 time such as 2026-05-01T12:00:00Z, got "soon"',
        ),
        (b"r,P,2026-05-01T10:00:00Z,,many", "P", 'log.csv:3: field n: expected an integer, got "many"'),
        (b"r,P,2026-05-01T10:00:00Z,,-1", "P", "values of Run clicks"),
        (b"r" * 1025 + b",P,2026-05-01T10:00:00Z,,7", "P", Notice("ids longer than 1,024 bytes", lost=False)),
        (b"r,P,soon,,7", None, 'field started_at: expected an ISO 8601 time such as 2026-05-01T12:00:00Z, got "soon"'),
        (b",P,2026-05-01T10:00:00Z,,7", None, "log.csv:3: field id: required, but missing"),
    ],
)
def test_a_bad_cell_of_a_record_costs_only_itself_and_is_counted_once(
    read_text: Read, row: bytes, user: str | None, said: Notice | str
) -> None:
    good = b"run,who,from,to,n\na,Ann,2026-05-01T09:00:00Z,,3\n"
    items = read_text("log.csv", good + row + b"\n", mapping=OF_RUNS)
    assert [run.user_id for run in records_of(items, Run)] == ["Ann", *([user] if user else [])]
    (other,) = [item for item in items if not isinstance(item, Run)]
    assert other == said or str(said) in str(other)


def test_a_log_with_one_time_column_has_tasks_without_duration(read_text: Read) -> None:
    for column in ("start", "end"):
        mapping = f'[model]\nid = "a/b"\n[columns]\ncase = "case"\nactivity = "activity"\n{column} = "time"\n'
        (task,) = records_of(read_text("log.csv", "case,activity,time\n1,A,2026-05-01T09:00:00Z\n", mapping=mapping), Task)
        assert task.started_at == task.ended_at == micros("2026-05-01T09:00:00Z")


def test_a_later_export_closes_the_open_task(read_text: Read) -> None:
    mapping = '[model]\nid = "a/b"\n[columns]\ncase = "c"\nactivity = "a"\nstart = "s"\nend = "e"\nresource = "r"\n'
    first = records_of(read_text("log.csv", "c,a,s,e,r\n1,A,2026-05-01T09:00:00Z,,\n", mapping=mapping), Task)
    later = "c,a,s,e,r\n1,A,2026-05-01T09:00:00Z,2026-05-01T10:00:00Z,Ann\n"
    second = records_of(read_text("log.csv", later, mapping=mapping), Task)
    assert [task.id for task in first] == [task.id for task in second]
    assert (str(first[0].state), str(second[0].state)) == ("STARTED", "COMPLETED")


@pytest.mark.parametrize(
    ("text", "file", "number"),
    [
        ("12,5", 'decimal = ","', 12.5),
        ("1.234", 'decimal = ","\nthousands = "."', 1234.0),
        ("-1.234.567,5", 'decimal = ","\nthousands = "."', -1234567.5),
        ("1.23", 'decimal = ","\nthousands = "."', None),
        ("1.234", "", 1.234),
        ("1_000", "", None),
        ("\u0664\u0662", "", None),
        ("1e400", "", None),
    ],
)
def test_numbers_are_read_as_the_mapping_says(read_text: Read, text: str, file: str, number: float | None) -> None:
    mapping = (
        f'[model]\nid = "a/b"\n[columns]\ncase = "c"\nactivity = "a"\nend = "t"\n[attributes]\nn = "number"\n'
        f'[file]\ndelimiter = ";"\n{file}\n'
    )
    items = read_text("log.csv", f"c;a;t;n\n1;A;2026-05-01T09:00:00Z;{text}\n", mapping=mapping)
    (task,) = records_of(items, Task)
    assert (json.loads(task.attributes)["n"] if task.attributes else None) == number
    assert len(complaints(items)) == (number is None)


def test_times_at_clock_changes_are_refused_or_counted(read_text: Read) -> None:
    mapping = '[model]\nid = "a/b"\n[columns]\ncase = "c"\nactivity = "a"\nend = "t"\n[time]\ntimezone = "Europe/Berlin"\n'
    rows = "c,a,t\n1,A,2026-03-29T02:30:00\n1,B,2026-10-25T02:30:00\n1,C,2026-10-25T03:30:00\n"
    items = read_text("log.csv", rows, mapping=mapping)
    assert "log.csv:2: field t: the time does not exist in Europe/Berlin" in complaints(items)[0]
    assert {task.name for task in records_of(items, Task)} == {"B", "C"}
    assert Notice("times that clocks showed twice, loaded as the first that fits", 1, lost=False) in items


@pytest.mark.parametrize(
    ("part", "option"),
    [
        ('[file]\ndelimiter = "||"', "delimiter"),
        ('[file]\ndelimiter = ""', "delimiter"),
        ('[file]\nquote = "ab"', "quote"),
        ('[file]\nencoding = "latin-99"', "encoding"),
        ('[file]\nencoding = "rot13"', "encoding"),
        ('[file]\ndecimal = ";"', "decimal"),
        ('[time]\nformat = "%Q"', "format"),
        ('[time]\ntimezone = "Mars/Base"', "timezone"),
    ],
)
def test_options_that_no_file_can_have_are_named(read_text: Read, part: str, option: str) -> None:
    with pytest.raises(BadUserInput) as raised:
        read_text("log.csv", LOG, mapping=f'[model]\nid = "a/b"\n[columns]\ncase = "c"\nactivity = "a"\nend = "t"\n{part}\n')
    assert raised.value.facts["option"] == option


def test_bytes_of_another_encoding_do_not_stop_the_report(read_text: Read) -> None:
    mapping = '[model]\nid = "a/b"\n[columns]\ncase = "c"\nactivity = "a"\nend = "t"\n'
    items = read_text("log.csv", b"c,a,t\n1,A,caf\xe9\n1,B,2026-05-01T09:00:00Z\n", mapping=mapping)
    assert len(complaints(items)) == 1
    assert [task.name for task in records_of(items, Task)] == ["B"]


ONLY_TIMES = '[model]\nid = "a/b"\n[columns]\ncase = "c"\nactivity = "a"\nend = "t"\n[file]\nencoding = "{}"\n'
ROWS = "c,a,t\n" + "".join(f"{number},Päck,2026-05-01T10:00:00Z\n" for number in range(50))


@pytest.mark.parametrize("encoding", ["utf-8", "UTF_8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252", "mac-roman"])
def test_a_file_is_read_in_its_encoding_up_to_where_it_is_cut(read_text: Read, encoding: str) -> None:
    mapping, content = ONLY_TIMES.format(encoding), ROWS.encode(encoding)
    tasks = records_of(read_text("log.csv", content, mapping=mapping), Task)
    assert [task.name for task in tasks] == ["Päck"] * 50
    cut = read_text("log.csv", content[:-7], mapping=mapping)
    assert [task.id for task in records_of(cut, Task)] == [task.id for task in tasks][:49]
    assert len(complaints(cut)) == 1


@pytest.mark.parametrize(
    ("encoding", "other"), [("utf-8", "cp1252"), ("ascii", "utf-8"), ("utf-32", "utf-8"), ("utf-16", "utf-8")]
)
def test_another_encoding_than_the_mapping_says_is_counted(read_text: Read, encoding: str, other: str) -> None:
    items = read_text("log.csv", ROWS.encode(other), mapping=ONLY_TIMES.format(encoding))
    assert complaints(items) or notices(items)


@pytest.mark.parametrize(
    "encoding", ["idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "rot13", "hex", ""]
)
def test_an_encoding_that_no_file_has_is_refused(read_text: Read, encoding: str) -> None:
    with pytest.raises(BadUserInput, match="unknown encoding") as refused:
        read_text("log.csv", ROWS, mapping=ONLY_TIMES.format(encoding))
    assert refused.value.facts == {"option": "encoding"}


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ('status = "DONE"', "status"),
        ("model.version = 0", "version"),
        ("model.version = 99999999999", "version"),
        ('model.id = ""', "id"),
        ('columns.case = ""', "columns"),
        ('time.format = ""', "format"),
        ('time.format = "%Q"', "format"),
        ('time.timezone = "Mars/Base"', "timezone"),
        ('file.delimiter = "||"', "delimiter"),
        ('file.delimiter = ""', "delimiter"),
        ('file.quote = ";;"', "quote"),
        ('file.quote = ","', "quote"),
        ('file.decimal = "x"', "decimal"),
        ('file.thousands = "."', "thousands"),
    ],
)
def test_an_option_that_cannot_be_is_refused_by_name(read_text: Read, line: str, option: str) -> None:
    plain = {"model.id": '"m"', "columns.case": '"c"', "columns.activity": '"a"', "columns.end": '"t"'}
    key, _, value = line.partition(" = ")
    mapping = "\n".join(f"{name} = {given}" for name, given in {**plain, key: value}.items())
    with pytest.raises(BadUserInput) as refused:
        read_text("log.csv", ROWS, mapping=mapping)
    assert refused.value.facts == {"option": option}


def test_an_end_that_clocks_show_twice_follows_its_start(read_text: Read) -> None:
    mapping = 'model.id = "m"\ntime.timezone = "Europe/Berlin"\n[columns]\ncase = "c"\nactivity = "a"\nstart = "s"\nend = "e"\n'
    rows = [
        "x,A,2025-10-26T02:50,2025-10-26T02:10",
        "y,A,2025-10-26T01:50,2025-10-26T02:10",
        "z,A,2025-10-26T04:00,2025-10-26T02:10",
    ]
    items = read_text("x.csv", "\n".join(["c,a,s,e", *rows]), mapping=mapping)
    ends = [task.ended_at for task in records_of(items, Task)]
    assert ends == [micros(f"2025-10-26T0{hour}:10:00Z") for hour in (1, 0, 0)], "the third contradicts itself either way"


@pytest.mark.parametrize("cell", ["1_767_603_600", "١٢٣", "nan", "inf", "1e30", "-1", "0x10"])
def test_a_number_of_seconds_is_written_in_digits(read_text: Read, cell: str) -> None:
    mapping = 'model.id = "m"\ntime.format = "epoch_s"\n[columns]\ncase = "c"\nactivity = "a"\nstart = "s"\n'
    items = read_text("x.csv", f"c,a,s\nx,A,{cell}\nx,A, 1767603600.25 \n", mapping=mapping)
    (complaint,) = complaints(items)
    assert complaint.startswith("x.csv:2: field s: ")
    assert "Python" not in complaint
    assert [task.started_at for task in records_of(items, Task)] == [micros("2026-01-05T09:00:00.25Z")]


@pytest.mark.parametrize(
    "line",
    ['2,"B,2026-05-01T10:00:00Z', '2,"B"x,2026-05-01T10:00:00Z', '2,B,"2026-05-01T10:00:00Z', '"', "2,B", '"2\n3,"B\n4,C,,'],
)
@pytest.mark.parametrize("after", ["", '9,"Z\nZ",2026-05-01T10:00:00Z\n', '9,"Z""",2026-05-01T10:00:00Z\n'])
def test_a_stray_quote_costs_only_its_own_lines(read_text: Read, line: str, after: str) -> None:
    mapping = 'model.id = "m"\n[columns]\ncase = "c"\nactivity = "a"\nstart = "s"\n'
    good = "".join(f"{case},A,2026-05-01T10:00:00Z\n" for case in range(100, 103))
    items = read_text("x.csv", f"c,a,s\n{good}{line}\n{good.replace('A', 'D')}{after}", mapping=mapping)
    found = [(task.instance_id, task.name) for task in records_of(items, Task)]
    expected = [(f"m:{case}", name) for name in "AD" for case in range(100, 103)]
    assert found[:6] == expected
    assert len(found) == 6 + bool(after)
    assert all(complaint.startswith("x.csv:") for complaint in complaints(items))
    assert 1 <= len(complaints(items)) <= line.count("\n") + 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_mark_at_the_beginning_tells_the_encoding(read_text: Read, encoding: str) -> None:
    mapping = 'model.id = "m"\n[columns]\ncase = "c"\nactivity = "a"\nstart = "s"\n'
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    items = read_text("x.csv", f"{mark}c,a,s\nx,Prüfen,2026-05-01T10:00:00Z\n".encode(encoding), mapping=mapping)
    assert [task.name for task in records_of(items, Task)] == ["Prüfen"]
    assert not complaints(items)
