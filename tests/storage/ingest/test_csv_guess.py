"""The mapping of a CSV file, guessed from its content."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from storage.errors import BadUserInput
from storage.ingest.csv_guess import Guess, guess, toml_of
from storage.ingest.delimited import first_events, read
from storage.ingest.event_log import Event
from storage.ingest.mapping import CsvMapping, read_mapping
from storage.ingest.reader import ReadOptions
from storage.ingest.source import Source
from storage.nouns.task import Task
from tests.storage.ingest.conftest import micros, records_of

GERMAN = """Vorgang;Aktivität;Beginn;Ende;Bearbeiter;Kosten;Land
1;Prüfen;01.02.2024 08:00;01.02.2024 08:30;Müller;1.234,50;DE
1;Bezahlen;13.02.2024 09:00;13.02.2024 09:10;Schäfer;12,00;DE
2;Prüfen;14.02.2024 08:00;14.02.2024 08:20;Müller;7,25;AT
"""
AMERICAN = """Case ID\tActivity\tTimestamp\tResource
A1\tOpen\t{}/03/2024 10:00 AM\tBob
A1\tClose\t{}/05/2024 11:00 PM\tAl
"""


@pytest.fixture
def guessed(tmp_path: Path) -> "type[Guessing]":
    Guessing.folder = tmp_path
    return Guessing


class Guessing:
    """A file, its guessed mapping, and its events as they are read by it."""

    folder: Path

    def __init__(self, text: str, encoding: str = "utf-8") -> None:
        path = self.folder / "shop log.csv"
        path.write_bytes(text.encode(encoding))
        self.source = Source.file(path)
        self.guess: Guess = guess(self.source)
        self.mapping: CsvMapping = self.guess.mapping

    @property
    def events(self) -> Sequence[Event]:
        found = first_events(self.source, self.mapping, 10)
        assert all(isinstance(each, Event) for each in found), found
        return [each for each in found if isinstance(each, Event)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_a_german_export_is_read(guessed: type[Guessing], encoding: str) -> None:
    found = guessed(GERMAN, encoding)
    columns, file = found.mapping.columns, found.mapping.file
    assert columns is not None
    assert (columns.case, columns.activity, columns.start, columns.end) == ("Vorgang", "Aktivität", "Beginn", "Ende")
    assert columns.resource == "Bearbeiter"
    assert (file.delimiter, file.decimal, file.thousands) == (";", ",", ".")
    assert found.mapping.time.format == "%d.%m.%Y %H:%M"
    assert (found.mapping.attributes, found.mapping.metadata) == ({"Kosten": "number"}, {"Land": "text"})
    first = found.events[0]
    assert (first.activity, first.resource, first.attributes) == ("Prüfen", "Müller", {"Kosten": 1234.5})
    assert first.started == micros("2024-02-01T08:00:00Z")
    assert any("not UTF-8" in doubt for doubt in found.guess.doubts) == (encoding == "latin-1")
    assert any("time zone" in doubt for doubt in found.guess.doubts)


@pytest.mark.parametrize(("month", "is_doubtful"), [("02", True), ("13", False)])
def test_a_day_and_a_month_that_cannot_be_told_apart_are_said(guessed: type[Guessing], month: str, is_doubtful: bool) -> None:
    found = guessed(AMERICAN.format(month, month))
    assert any("Day and month cannot be distinguished" in doubt for doubt in found.guess.doubts) == is_doubtful
    assert found.mapping.time.format == ("%m/%d/%Y %I:%M %p" if is_doubtful else "%d/%m/%Y %I:%M %p")
    expected = "2024-02-05T23:00:00Z" if is_doubtful else "2024-05-13T23:00:00Z"
    assert found.events[1].started == micros(expected)


def test_quoted_line_feeds_belong_to_their_cell(guessed: type[Guessing]) -> None:
    found = guessed('case,activity,time,note\n1,A,2024-01-01T00:00:00Z,"one,\ntwo ""and"" three"\n1,B,2024-01-01T01:00:00Z,x\n')
    assert [event.attributes for event in found.events] == [{"note": 'one,\ntwo "and" three'}, {"note": "x"}]


def test_a_file_without_a_header_has_numbered_columns(guessed: type[Guessing]) -> None:
    found = guessed("c1,Open,2024-01-01 10:00:00\nc1,Close,2024-01-01 11:00:00\nc2,Open,2024-01-01 12:00:00\n")
    assert not found.mapping.file.header
    assert [(event.case, event.activity) for event in found.events] == [("c1", "Open"), ("c1", "Close"), ("c2", "Open")]
    assert found.events[0].place == 1


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1.5", "2.25"], (".", "", "number", False)),
        (["1,5", "2,25"], (",", "", "number", False)),
        (["1,234.5", "12"], (".", ",", "number", False)),
        (["1.234.567", "12"], (",", ".", "integer", False)),
        (["12", "7"], (".", "", "integer", False)),
        (["007", "012"], (".", "", "text", False)),
        (["1.234", "5.678"], (".", "", "number", True)),
        (["yes", "no"], (".", "", "boolean", False)),
    ],
)
def test_numbers_have_the_marks_that_fit_all(
    guessed: type[Guessing], cells: list[str], expected: tuple[str, str, str, bool]
) -> None:
    rows = "".join(f"1;A{place};2024-01-01T0{place}:00:00Z;{cell}\n" for place, cell in enumerate(cells))
    found = guessed(f"case;activity;time;cost\n{rows}1;B;2024-01-01T09:00:00Z;\n2;B;2024-01-01T09:00:00Z;\n")
    file = found.mapping.file
    is_doubtful = any("decimals or thousands" in doubt for doubt in found.guess.doubts)
    assert (file.decimal, file.thousands, found.mapping.attributes["cost"], is_doubtful) == expected


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "just text\nmore text\n", "case,activity,time\n", "a,b\n1,x\n2,y\n", "time,other\n2024-01-01T00:00:00Z,x\n"],
)
def test_what_is_no_event_log_is_refused_with_the_reason(guessed: type[Guessing], text: str) -> None:
    with pytest.raises(BadUserInput, match=r"shop log\.csv: "):
        guessed(text)


def test_columns_that_occur_twice_are_not_read_and_said(guessed: type[Guessing]) -> None:
    found = guessed("case,activity,start,note,note\n1,A,2024-01-01T00:00:00Z,x,y\n1,B,2024-01-01T01:00:00Z,x,y\n")
    assert any("'note'" in doubt for doubt in found.guess.doubts)
    assert found.events[0].attributes == {}


WORD = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n\0"), max_size=8)


@settings(max_examples=60)
@given(names=st.lists(WORD, max_size=3), cells=st.lists(WORD, min_size=3, max_size=3))
def test_the_printed_mapping_is_the_guessed_one(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], cells: list[str]
) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    folder = tmp_path_factory.mktemp("guess")
    header = ",".join(["case", "activity", "start", *map(quoted, names)])
    row = ",".join(quoted(cell) for cell in cells[: len(names)])
    rows = "".join(f"1,{step},2024-01-01T00:00:00Z{',' if row else ''}{row}\n" for step in ("A", "B"))
    (folder / "x.csv").write_text(f"{header}\n{rows}", newline="")
    try:
        found = guess(Source.file(folder / "x.csv"))
    except BadUserInput:
        reject()
    (folder / "x.toml").write_text("\n".join(toml_of(found)))
    assert read_mapping(folder / "x.toml") == found.mapping


@pytest.mark.parametrize(
    ("name", "instances", "tasks"), [("LoanApp_simplified_train", 1_000, 7_544), ("PurchasingExample", 608, 9_119)]
)
def test_real_logs_are_read_whole_by_the_guess(shared_data: Path, name: str, instances: int, tasks: int) -> None:
    source = Source.file(shared_data / "simod" / f"{name}.csv.gz")
    items = list(read(source, ReadOptions(guess=lambda each: guess(each).mapping)))
    found = records_of(items, Task)
    assert (len({task.id for task in found}), len({task.instance_id for task in found})) == (tasks, instances)
