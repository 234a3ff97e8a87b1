"""Group commit: what waits together is written together, in turns, within bounds; a refusal concerns only its own record."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database, Transaction
from storage.errors import BadUserInput, Overloaded
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import MOST_RECORDS, WriteQueue
from tests.storage.contents import contents

AT = Instant(1_767_225_600_000_000)
AMPLE = 10_000_000


class Counting:
    """A database that counts transactions, and holds them back while `gate` is closed."""

    def __init__(self, inner: Database) -> None:
        self.inner = inner
        self.transactions = 0
        self.gate = asyncio.Event()
        self.gate.set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        self.transactions += 1
        await self.gate.wait()
        async with self.inner.transaction() as transaction:
            yield transaction


def sent_to(org_id: str) -> Origin:
    return Origin(org_id, Channel.INGEST)


def task(name: str) -> Task:
    return Task(id=name, started_at=AT)


def refused_task(name: str) -> Task:
    """A record that only the store refuses."""
    return Task(id=name, started_at=AT, name="\0")


async def until_waiting(queue: WriteQueue, counting: Counting, bytes_waiting: int) -> None:
    while sum(queue.waiting_bytes.values()) < bytes_waiting:  # noqa: ASYNC110 - the queue has no event for it
        await asyncio.sleep(0)


async def test_what_waits_is_committed_together(database: Database, organization: str) -> None:
    counting = Counting(database)
    queue = WriteQueue(counting, max_bytes=AMPLE)
    stored = await asyncio.gather(*(queue.write(sent_to(organization), [task(f"t{number}")], 10) for number in range(200)))
    assert [each.changed for each in stored] == [{"task": {f"t{number}"}} for number in range(200)]
    assert {row[0] for row in (await contents(database, organization))["task"]} == {f"t{number}" for number in range(200)}
    assert counting.transactions <= 2
    again = await queue.write(sent_to(organization), [task("t1"), task("new")], 10)
    assert again.changed == {"task": {"new"}}


async def test_a_record_that_the_store_refuses_costs_no_other(database: Database, organization: str) -> None:
    queue = WriteQueue(database, max_bytes=AMPLE)
    first, second = await asyncio.gather(
        queue.write(sent_to(organization), [task("a"), refused_task("b"), task("c")], 10),
        queue.write(sent_to(organization), [task("d")], 10),
    )
    assert set(first.refused) == {1}
    assert first.refused[1].field == "name"
    assert first.changed == {"task": {"a", "c"}}
    assert not second.refused
    assert {row[0] for row in (await contents(database, organization))["task"]} == {"a", "c", "d"}


async def test_an_organization_that_is_not_there_concerns_only_its_sender(database: Database, organization: str) -> None:
    queue = WriteQueue(database, max_bytes=AMPLE)
    nobody, stored = await asyncio.gather(
        queue.write(sent_to("nobody"), [task("a")], 10),
        queue.write(sent_to(organization), [task("a")], 10),
        return_exceptions=True,
    )
    assert isinstance(nobody, BadUserInput)
    assert not isinstance(stored, BaseException)


@pytest.mark.slow
async def test_organizations_take_turns(database: Database, organization: str) -> None:
    await ensure_organization(database, "other")
    counting = Counting(database)
    counting.gate.clear()
    queue = WriteQueue(counting, max_bytes=AMPLE)
    done: list[str] = []

    async def write(org_id: str, count: int, name: str) -> None:
        await queue.write(sent_to(org_id), [task(f"{name}{number}") for number in range(count)], 10)
        done.append(name)

    many = [asyncio.create_task(write(organization, MOST_RECORDS, name)) for name in ("a", "b", "c")]
    await until_waiting(queue, counting, 30)
    few = asyncio.create_task(write("other", 1, "few"))
    await until_waiting(queue, counting, 40)
    counting.gate.set()
    await asyncio.gather(*many, few)
    assert done.index("few") < done.index("b")


async def test_the_queue_is_bounded_and_the_patient_wait_for_room(database: Database, organization: str) -> None:
    await ensure_organization(database, "other")
    counting = Counting(database)
    counting.gate.clear()
    queue = WriteQueue(counting, max_bytes=100)
    first = asyncio.create_task(queue.write(sent_to(organization), [task("a")], 50))
    await until_waiting(queue, counting, 50)
    with pytest.raises(Overloaded) as refusal:
        await queue.write(sent_to(organization), [task("b")], 1)
    assert refusal.value.retry_after == 2
    other = asyncio.create_task(queue.write(sent_to("other"), [task("c")], 50))
    await until_waiting(queue, counting, 100)
    patient = asyncio.create_task(queue.write(sent_to(organization), [task("b")], 1, patient=True))
    await asyncio.sleep(0)
    assert sum(queue.waiting_bytes.values()) == 100
    counting.gate.set()
    await asyncio.gather(first, other, patient)
    assert queue.waiting_bytes == {}
    large = await queue.write(sent_to(organization), [task("d")], 1_000)
    assert large.has_changed(task("d"))


async def test_an_instance_counts_as_changed_with_any_of_its_parts(database: Database, organization: str) -> None:
    queue = WriteQueue(database, max_bytes=AMPLE)
    plain = ProcessInstance(id="i", started_at=AT)
    assert (await queue.write(sent_to(organization), [plain], 10)).has_changed(plain) is True
    with_metadata = ProcessInstance(id="i", started_at=AT, metadata={"a": "1"})
    assert (await queue.write(sent_to(organization), [with_metadata], 10)).has_changed(with_metadata) is True
    assert (await queue.write(sent_to(organization), [with_metadata], 10)).has_changed(with_metadata) is False


async def test_closing_waits_for_what_was_submitted(database: Database, organization: str) -> None:
    queue = WriteQueue(database, max_bytes=AMPLE)
    waiting = asyncio.create_task(queue.write(sent_to(organization), [task("a")], 10))
    await asyncio.sleep(0)
    waiting.cancel()
    await queue.close()
    assert {row[0] for row in (await contents(database, organization))["task"]} == {"a"}
