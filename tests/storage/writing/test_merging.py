"""Later news over older, field by field, without a database."""

import json
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest

from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Instant, Record
from storage.nouns.run import Run
from storage.nouns.tool_call import ToolCall
from storage.writing.import_sets import ImportSets
from storage.writing.incoming import Shape, incoming, new_rows, shape_of
from storage.writing.merging import State, merged

RUN = shape_of("run")
INSTANCE = shape_of("process_instance")
NONE = ImportSets("acme")
"""The records of these tests belong to no import."""


def state(shape: Shape, *records: Record) -> State:
    return merged(shape, {}, incoming(shape, records), NONE)["x"]


def row(shape: Shape, found: State) -> tuple[Any, ...]:
    values, sources, event_at, clocks = found.row(shape)
    return ("acme", "x", *values, *sources, found.import_number, event_at, clocks)


def run(time: int, **fields: Any) -> Run:
    return Run(id="x", at=Instant(time), **fields)


def test_a_row_without_news_gives_back_itself() -> None:
    first = row(RUN, state(RUN, run(1, user_id="ann", error=None), run(2, clicks=3)))
    again = State.stored(RUN, first)
    assert row(RUN, again) == first
    assert not again.changed


def test_a_new_row_is_the_same_whether_it_was_merged_or_not() -> None:
    record = run(1, user_id="ann", error=None, started_at=Instant(1), spend=None)
    assert new_rows(RUN, "acme", incoming(RUN, [record]), ()) == [row(RUN, state(RUN, record))]


def test_clocks_name_only_fields_whose_time_does_not_follow_from_the_row() -> None:
    found = row(RUN, state(RUN, run(1, user_id="ann", error=None), run(2, clicks=3, feedback=None)))
    assert json.loads(found[-1]) == {"user_id": 1, "feedback": 2, "error": 1}


def test_a_record_that_says_what_is_known_at_a_later_time_moves_the_clock() -> None:
    known = State.stored(RUN, row(RUN, state(RUN, run(1, user_id="ann"))))
    known.take(RUN, next(zip(*incoming(RUN, [run(5, user_id="ann")]).columns, strict=True)), 5)
    assert known.changed
    assert row(RUN, known)[-2:] == (5, None)


def test_a_null_loses_against_a_value_of_the_same_time() -> None:
    for records in ([run(1, user_id=None), run(1, user_id="")], [run(1, user_id=""), run(1, user_id=None)]):
        assert state(RUN, *records).values[RUN.position("user_id")] == ""


def test_told_times_are_held_apart_while_those_of_tasks_stand_in_the_columns() -> None:
    record = ProcessInstance(id="x", at=Instant(7), started_at=Instant(5), times_from_tasks=True)
    values, _, _, clocks = state(INSTANCE, record).row(INSTANCE)
    assert values[INSTANCE.position("started_at")] is None
    assert json.loads(clocks or "") == {"started_at": 7, "held": {"started_at": 5}}


def test_times_of_tasks_in_the_columns_are_not_taken_for_told_ones() -> None:
    flagged = row(INSTANCE, state(INSTANCE, ProcessInstance(id="x", at=Instant(7), times_from_tasks=True)))
    with_times = [*flagged]
    with_times[2 + INSTANCE.position("started_at")] = 3
    known = State.stored(INSTANCE, with_times)
    assert row(INSTANCE, known) == flagged


def test_every_record_of_one_id_ends_in_one_state() -> None:
    records = [ToolCall(id=name, called_at=Instant(time)) for name in ("x", "y") for time in (1, 2, 3)]
    found = merged(shape_of("tool_call"), {}, incoming(shape_of("tool_call"), records), NONE)
    assert {name: known.event_at for name, known in found.items()} == {"x": 3, "y": 3}


@pytest.mark.parametrize(
    ("records", "total"),
    [
        ([run(1, input_tokens=5, output_tokens=7)], 12),
        ([run(1, input_tokens=5)], 5),
        ([run(1, output_tokens=0)], 0),
        ([run(1, input_tokens=5, output_tokens=7, total_tokens=20)], 20),
        ([run(1, input_tokens=5, output_tokens=7, total_tokens=None)], 12),
        ([run(1, input_tokens=5), run(2, output_tokens=7)], 12),
        ([run(2, input_tokens=50), run(1, input_tokens=5, output_tokens=7)], 57),
        ([run(1, total_tokens=20), run(2, input_tokens=5)], 20),
        ([run(1, input_tokens=5, output_tokens=7), run(0, total_tokens=20)], 20),
        ([run(1, total_tokens=20), run(2, total_tokens=None, input_tokens=5)], 5),
        ([run(1, clicks=1)], None),
        ([run(1, input_tokens=2**53 - 1, output_tokens=2**53 - 1)], 2**53 - 1),
    ],
)
def test_a_total_of_tokens_that_no_record_states_is_input_and_output(records: list[Run], total: int | None) -> None:
    for arrival in permutations(records):
        stored: dict[str, Sequence[Any]] = {}
        for record in arrival:
            found = merged(RUN, stored, incoming(RUN, [record]), NONE)["x"]
            stored = {"x": row(RUN, found)}
            if found.is_new:
                assert new_rows(RUN, "acme", incoming(RUN, [record]), ()) == [stored["x"]]
            assert row(RUN, State.stored(RUN, stored["x"])) == stored["x"]
        assert stored["x"][2 + RUN.position("total_tokens")] == total
        assert stored["x"] == row(RUN, state(RUN, *records))
