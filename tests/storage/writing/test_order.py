"""Records come in any order, any number of times, in any batches: the store is the same."""

import csv
import gzip
import random
from collections.abc import Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.nouns.endpoint_call import EndpointCall
from storage.nouns.incident import Incident, IncidentState
from storage.nouns.milestone import Milestone
from storage.nouns.nhi import Nhi
from storage.nouns.process_instance import InstanceStatus, ProcessInstance
from storage.nouns.record import Instant, Money, Record
from storage.nouns.run import Run, RunState
from storage.nouns.task import Task, TaskState
from storage.writing.writer import write
from tests.storage.contents import contents

pytestmark = pytest.mark.slow

ORGANIZATIONS = (f"org{number}" for number in count())

ids = st.sampled_from(["a", "b", "c"])
instants = st.integers(1, 4).map(Instant)


def brought(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A field that a record may bring, clear, or not mention."""
    return st.one_of(st.just(UNSET), st.none(), values)


text = brought(st.sampled_from(["", "x", "y", "é"]))
times = brought(instants)
places = brought(ids)
RECORDS: st.SearchStrategy[Record] = st.one_of(
    st.builds(
        ProcessInstance,
        id=ids,
        at=instants,
        model_id=places,
        version=brought(st.integers(1, 2)),
        status=brought(st.sampled_from(InstanceStatus)),
        faulted=brought(st.booleans()),
        started_at=times,
        ended_at=times,
        times_from_tasks=brought(st.booleans()),
        metadata=st.one_of(st.just(UNSET), st.dictionaries(ids, st.sampled_from([1, 2.5, "z", True, None]), max_size=2)),
    ),
    st.builds(
        Task,
        id=ids,
        at=instants,
        instance_id=places,
        state=brought(st.sampled_from(TaskState)),
        name=text,
        started_at=times,
        ended_at=times,
    ),
    st.builds(Milestone, id=ids, at=instants, instance_id=places, name=text, reached_at=times),
    st.builds(Incident, id=ids, at=instants, instance_id=places, state=brought(st.sampled_from(IncidentState)), message=text),
    st.builds(
        Run,
        id=ids,
        at=instants,
        state=brought(st.sampled_from(RunState)),
        spend=brought(st.integers(-1, 10).map(Money)),
        input_tokens=brought(st.integers(0, 20)),
    ),
    st.builds(Nhi, id=ids, at=instants, label=text, tier_compliance=brought(st.sampled_from([0.0, 0.1, 1.0]))),
    st.builds(EndpointCall, id=ids, at=instants, succeeded=brought(st.booleans())),
)


async def stored(database: Database, batches: Sequence[Sequence[Record]]) -> dict[str, list[tuple[Any, ...]]]:
    """What an organization of its own holds after these batches."""
    org_id = next(ORGANIZATIONS)
    await ensure_organization(database, org_id)
    for batch in batches:
        await write(database, org_id, batch)
    return await contents(database, org_id)


def shuffled(records: Sequence[Record], chance: random.Random) -> list[list[Record]]:
    """All of the records, a third of them again, in another order, cut into batches."""
    mixed = [*records, *chance.sample(records, len(records) // 3)]
    chance.shuffle(mixed)
    batches = []
    rest = iter(mixed)
    while batch := list(islice(rest, chance.randint(1, max(1, len(mixed) // 2)))):
        batches.append(batch)
    return batches


@given(records=st.lists(RECORDS, min_size=1, max_size=12), seed=st.integers(0, 1000))
@settings(max_examples=60)
async def test_any_order_any_repetition_and_any_batches_make_the_same_store(
    database: Database, records: list[Record], seed: int
) -> None:
    expected = await stored(database, [records])
    assert await stored(database, shuffled(records, random.Random(seed))) == expected
    assert await stored(database, [[record] for record in reversed(records)]) == expected


def of_a_real_log(path: Path, limit: int) -> list[Record]:
    """Tasks of a log, each told twice: when it started and when it ended, with the instances that they belong to."""
    records: list[Record] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(csv.DictReader(lines), limit)):
            start, end = Instant.parse(line["start_time"]), Instant.parse(line["end_time"])
            known = {"instance_id": line["case_id"], "task_spec": line["activity"]}
            records += [
                Task(id=str(number), at=start, **known, state=TaskState.STARTED, started_at=start),
                Task(id=str(number), at=end, **known, state=TaskState.COMPLETED, ended_at=end, username=line["resource"]),
                ProcessInstance(id=line["case_id"], at=start, model_id="purchasing", version=1, times_from_tasks=True),
            ]
    return records


async def test_a_real_log_shuffled_and_repeated_makes_the_same_store(database: Database, shared_data: Path) -> None:
    records = of_a_real_log(shared_data / "simod" / "PurchasingExample.csv.gz", 300)
    expected = await stored(database, [records])
    assert len(expected["task"]) == 300
    assert all(instance[5] is not None for instance in expected["process_instance"])
    for seed in range(3):
        assert await stored(database, shuffled(records, random.Random(seed))) == expected
