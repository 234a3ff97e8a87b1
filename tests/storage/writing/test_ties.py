"""Values that records report for the same time: the end of a life wins over its start, whatever the order and the batches."""

import random
from collections.abc import Sequence
from enum import Enum
from itertools import count, permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.nouns.incident import IncidentState
from storage.nouns.job import JobState
from storage.nouns.noun import NOUNS
from storage.nouns.process_instance import InstanceStatus
from storage.nouns.record import Instant, Record
from storage.nouns.run import Run, RunState
from storage.nouns.task import TaskState
from storage.writing.import_sets import ImportSets
from storage.writing.incoming import incoming, shape_of
from storage.writing.merging import State, merged
from storage.writing.writer import write

AT = Instant(1_777_636_800_000_000)
STATES = [
    (name, field.name, field.type)
    for name, noun in NOUNS.items()
    for field in noun.fields
    if noun.is_sent and field.name in ("state", "status", "outcome") and issubclass(field.type, Enum)
]
TERMINAL: dict[type[Enum], set[Enum]] = {
    InstanceStatus: {InstanceStatus.COMPLETE, InstanceStatus.ERROR, InstanceStatus.TERMINATED},
    TaskState: {TaskState.COMPLETED, TaskState.ERROR, TaskState.CANCELLED},
    RunState: {RunState.COMPLETED, RunState.FAILED, RunState.CANCELLED},
    IncidentState: {IncidentState.RESOLVED, IncidentState.DELETED},
    JobState: {JobState.SUCCEEDED, JobState.FAILED, JobState.STOPPED},
}
ORGANIZATIONS = (f"ties{number}" for number in count())


def merge(noun: str, records: Sequence[Record]) -> State:
    return merged(shape_of(noun), {}, incoming(shape_of(noun), records), ImportSets("acme"))["x"]


def test_the_states_of_five_nouns_have_an_end() -> None:
    assert {kind for _, _, kind in STATES} >= set(TERMINAL)


@pytest.mark.parametrize(("noun", "field", "kind"), STATES)
def test_of_two_states_at_one_time_the_one_declared_later_is_kept(noun: str, field: str, kind: type[Enum]) -> None:
    for early, late in permutations(kind, 2):
        records = [NOUNS[noun].record(id="x", at=AT, **{field: value}) for value in (early, late)]
        kept = merge(noun, records).values[shape_of(noun).position(field)]
        assert kept == max(early, late, key=list(kind).index).value


@pytest.mark.parametrize("kind", TERMINAL)
def test_every_terminal_state_is_declared_after_every_state_before_it(kind: type[Enum]) -> None:
    order = list(kind)
    ends = [order.index(state) for state in TERMINAL[kind]]
    assert min(ends) == len(order) - len(ends)


@pytest.mark.parametrize(("early", "late"), [(9, 10), (1, 2), (99, 1000)])
def test_of_two_numbers_at_one_time_the_larger_is_kept(early: int, late: int) -> None:
    for values in ((early, late), (late, early)):
        records: list[Record] = [Run(id="x", at=AT, clicks=value) for value in values]
        assert merge("run", records).values[shape_of("run").position("clicks")] == late


def lives() -> list[tuple[str, list[Record]]]:
    """For each noun with an end: its states from start to end, all reported for the same instant."""
    found: list[tuple[str, list[Record]]] = []
    for noun, field, kind in STATES:
        if kind in TERMINAL:
            ended = {"ended_at": AT} if "ended_at" in shape_of(noun).places else {}
            found += [
                (noun, [*_started(noun, field, kind), NOUNS[noun].record(id="x", at=AT, **{field: end}, **ended)])
                for end in TERMINAL[kind]
            ]
    return found


def _started(noun: str, field: str, kind: type[Enum]) -> list[Record]:
    return [NOUNS[noun].record(id="x", at=AT, **{field: state}) for state in kind if state not in TERMINAL[kind]]


async def stored(database: Database, noun: str, batches: Sequence[Sequence[Record]]) -> tuple[Any, ...]:
    org_id = next(ORGANIZATIONS)
    await ensure_organization(database, org_id)
    for batch in batches:
        await write(database, org_id, batch)
    place = "?" if database.dialect.name == "sqlite" else "$1"
    columns = ", ".join(f'"{name}"' for name in shape_of(noun).columns[1:])
    (row,) = await database.rows(f"SELECT {columns} FROM {noun} WHERE org_id = {place}", [org_id])
    return row


@settings(max_examples=25)
@given(life=st.sampled_from(lives()), seed=st.integers(0, 1000))
async def test_a_life_told_for_one_instant_is_over(database: Database, life: tuple[str, list[Record]], seed: int) -> None:
    noun, records = life
    expected = await stored(database, noun, [records])
    mixed = [*records, random.Random(seed).choice(records)]
    random.Random(seed).shuffle(mixed)
    assert await stored(database, noun, [mixed]) == expected
    assert await stored(database, noun, [[record] for record in mixed]) == expected
    field = next(field for name, field, _ in STATES if name == noun)
    end = next(str(getattr(record, field)) for record in records if record is records[-1])
    assert dict(zip(shape_of(noun).columns[1:], expected, strict=True))[field] == end


def test_every_order_of_two_batches_ends_in_the_same_state() -> None:
    for noun, records in lives():
        ends = {
            tuple(merge(noun, [*first, *second]).values)
            for first, second in product(permutations(records[-2:]), permutations(records[:2]))
        }
        assert len(ends) == 1
