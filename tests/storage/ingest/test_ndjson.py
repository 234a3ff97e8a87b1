"""NDJSON records: what is read, and what is said of lines that cannot be."""

import gzip

import pytest
from msgspec import UNSET

from storage.ingest.json_weight import MOST_CONTAINERS
from storage.ingest.reader import REPLACED, Notice
from storage.nouns.task import Task
from tests.storage.ingest.conftest import Read, complaints, micros, records_of

GOOD = '{"noun":"task","id":"t1","ended_at":"2026-05-01T12:00:00Z"}'


def test_a_line_is_a_record(read_text: Read) -> None:
    (task,) = read_text("x.ndjson", GOOD + "\n")
    assert isinstance(task, Task)
    assert (task.id, task.ended_at) == ("t1", micros("2026-05-01T12:00:00Z"))


def test_a_last_line_needs_no_line_feed(read_text: Read) -> None:
    assert len(records_of(read_text("x.ndjson", GOOD))) == 1


def test_byte_order_mark_carriage_returns_and_empty_lines_are_passed_over(read_text: Read) -> None:
    items = read_text("x.ndjson", b"\xef\xbb\xbf" + f"{GOOD}\r\n\r\n  \n{GOOD}\r\n".encode())
    assert len(records_of(items)) == len(items) == 2


def test_gzip_is_recognized_by_its_content(read_text: Read) -> None:
    assert len(records_of(read_text("x.ndjson", gzip.compress(GOOD.encode())))) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"noun":"task","id":"t","ended_at":"yesterday"}', "field ended_at: expected an RFC 3339 time"),
        ('{"noun":"task","id":"t","ended_at":"2026-05-01T12:00:00"}', "field ended_at: a time requires a time zone"),
        (
            '{"noun":"task","id":"t","state":"DONE","ended_at":"2026-05-01T12:00:00Z"}',
            "field state: unknown value 'DONE'; use one of: FUTURE, ",
        ),
        ('{"noun":"task","id":7,"ended_at":"2026-05-01T12:00:00Z"}', "field id: expected `str`, got `int`, got 7"),
        ('{"noun":"task","id":"","ended_at":"2026-05-01T12:00:00Z"}', "field id: "),
        ('{"noun":"tusk","id":"t"}', "field noun: "),
        ('{"noun":"task","ended_at":"2026-05-01T12:00:00Z"}', "field id: required, but missing"),
        ('{"noun":"task","id":"t","colour":"red","ended_at":"2026-05-01T12:00:00Z"}', "field colour: unknown field"),
        ('{"noun":"task","id":"t"}', "needs `at`"),
        ("[1]", "expected a JSON object, got [1]"),
        ('{"noun":"task"', "truncated"),
        ("[" * 10_000, "nested too deeply"),
    ],
)
def test_a_broken_line_is_named_with_place_field_and_value(read_text: Read, line: str, said: str) -> None:
    items = read_text("x.ndjson", f"{GOOD}\n{line}\n{GOOD}\n")
    assert len(records_of(items)) == 2
    (complaint,) = complaints(items)
    assert complaint.startswith("x.ndjson:2: ")
    assert said in complaint


@pytest.mark.parametrize("bad", [b"\xff", b"\\u0000", b"\\ud83d", b"\x00"])
def test_what_no_store_can_hold_is_replaced_in_its_line(read_text: Read, bad: bytes) -> None:
    line = b'{"noun":"task","id":"u","name":"a@b","attributes":{"@":["@"]},"ended_at":"2026-05-01T12:00:00Z"}'.replace(b"@", bad)
    items = read_text("x.ndjson", f"{GOOD}\n".encode() + line + f"\n{GOOD}".encode())
    _, task, _ = records_of(items)
    assert (task.name, task.attributes) == ("a\ufffdb", '{"\ufffd":["\ufffd"]}')
    assert [item for item in items if isinstance(item, Notice)] == [Notice(REPLACED, 3, lost=False)]
    assert not complaints(items)


@pytest.mark.parametrize("between", ["", " ", "\ufeff", "\x1e", "\n\ufeff"])
def test_records_that_follow_each_other_are_all_read(read_text: Read, between: str) -> None:
    items = read_text("x.ndjson", "\ufeff" + between.join([GOOD, GOOD.replace('"t1"', '"t2"'), GOOD.replace('"t1"', '"t3"')]))
    assert [task.id for task in records_of(items)] == ["t1", "t2", "t3"]
    assert not complaints(items)


def test_an_escaped_backslash_before_u0000_is_no_nul(read_text: Read) -> None:
    (task,) = read_text("x.ndjson", '{"noun":"task","id":"a\\\\u0000","ended_at":"2026-05-01T12:00:00Z"}')
    assert task.id == "a\\u0000"  # type: ignore[union-attr]


def test_a_line_of_ten_megabytes_is_read(read_text: Read) -> None:
    long = '{"noun":"task","id":"t","attributes":{"a":"' + "x" * 10_000_000 + '"},"ended_at":"2026-05-01T12:00:00Z"}'
    assert len(records_of(read_text("x.ndjson", f"{long}\n{GOOD}\n"))) == 2


@pytest.mark.parametrize("count", [10, MOST_CONTAINERS])
def test_a_record_is_read_alike_however_many_objects_and_lists_it_has(read_text: Read, count: int) -> None:
    result = "[" + ",".join(['{"a":[]}'] * count) + "]"
    line = f'{{"noun":"tool_call","id":"c","called_at":"2026-05-01T12:00:00Z","result":{result}}}'
    call, task = records_of(read_text("x.ndjson", f"{line}\n{GOOD}\n"))
    assert (call.id, task.id) == ("c", "t1")
    assert call.result == result  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("end", "said"),
    [("", "x.ndjson:1: "), (',"colour":1}', "x.ndjson:1: field colour: unknown field"), ("}x", "x.ndjson:1: ")],
)
def test_a_broken_line_with_many_objects_and_lists_costs_only_itself(read_text: Read, end: str, said: str) -> None:
    heavy = (
        '{"noun":"tool_call","id":"c","called_at":"2026-05-01T12:00:00Z","result":[' + ",".join(["[]"] * MOST_CONTAINERS) + "]"
    )
    items = read_text("x.ndjson", f"{heavy}{end}\n{GOOD}\n")
    (complaint,) = complaints(items)
    assert complaint.startswith(said)
    assert records_of(items)[-1].id == "t1"


def test_a_line_beyond_the_limit_is_named_and_the_rest_is_read(read_text: Read) -> None:
    items = read_text("x.ndjson", f"{GOOD}\n" + "x" * 20_000_000 + f"\n{GOOD}\n")
    assert complaints(items) == ["x.ndjson:2: the line is longer than 16,777,216 bytes"]
    assert len(records_of(items)) == 2


@pytest.mark.slow
def test_a_truncated_gzip_gives_what_came_before(read_text: Read) -> None:
    lines = "".join(f'{{"noun":"task","id":"t{n}","ended_at":"2026-05-01T12:00:00Z"}}\n' for n in range(100_000))
    whole = gzip.compress(lines.encode())
    items = read_text("x.ndjson.gz", whole[: len(whole) // 2])
    assert "incomplete or damaged" in complaints(items)[-1]
    assert len(records_of(items)) > 10_000


def test_a_given_time_serves_records_that_name_none(read_text: Read) -> None:
    (guardian,) = read_text("x.ndjson", '{"noun":"guardian","id":"g"}', at="2026-05-01T12:00:00Z")
    assert guardian.at == micros("2026-05-01T12:00:00Z")  # type: ignore[union-attr]


def test_a_given_time_leaves_records_that_name_their_own(read_text: Read) -> None:
    (task,) = read_text("x.ndjson", GOOD, at="2027-05-01T12:00:00Z")
    assert task.event_time() == micros("2026-05-01T12:00:00Z")  # type: ignore[union-attr]


@pytest.mark.parametrize("line", ["\ufeff{}", "{}{}", '{} {{"noun":"task","id":"u"}}'])
def test_a_given_time_leaves_times_in_unusual_lines(read_text: Read, line: str) -> None:
    record = '{"noun":"task","id":"t","name":"\\u0000","ended_at":"2026-05-01T12:00:00Z"}'
    first, *_ = records_of(read_text("x.ndjson", line.format(record, record), at="2026-06-01T00:00:00Z"))
    assert (first.at, first.event_time()) == (UNSET, micros("2026-05-01T12:00:00Z"))


@pytest.mark.parametrize("depth", [10, 400, 499, 900, 5_000])
def test_deep_values_with_unstorable_text_cost_only_their_line(read_text: Read, depth: int) -> None:
    value = "[" * depth + r'"\u0000"' + "]" * depth
    line = f'{{"noun":"tool_call","id":"c","called_at":"2026-05-01T12:00:00Z","result":{value}}}\n'
    good = '{"noun":"tool_call","id":"d","called_at":"2026-05-01T12:00:00Z"}\n'
    items = read_text("x.ndjson", line + good)
    ids = [record.id for record in records_of(items)]
    if depth <= 500:
        assert (ids, len(items)) == (["c", "d"], 3)
    else:  # refused here or by the store, as the stack allows
        assert (ids, complaints(items)) in ((["c", "d"], []), (["d"], ["x.ndjson:1: nested too deeply"]))
