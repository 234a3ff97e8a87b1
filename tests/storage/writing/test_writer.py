"""Records that are written, one after the other and at once, and what the rows hold then."""

import asyncio
import json
from collections.abc import Iterator

import pytest
from msgspec import UNSET

from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.nouns.endpoint_call import EndpointCall
from storage.nouns.incident import Incident
from storage.nouns.milestone import Milestone
from storage.nouns.nhi import Nhi
from storage.nouns.process_instance import InstanceStatus, ProcessInstance
from storage.nouns.record import Blob, Instant, Money, Record, Refused
from storage.nouns.run import Run, RunState
from storage.nouns.task import Task, TaskState
from storage.nouns.tool_call import ToolCall
from storage.writing.writer import write, writing
from tests.storage.contents import contents, row


def at(seconds: int) -> Instant:
    return Instant(1_767_225_600_000_000 + seconds * 1_000_000)


async def test_a_row_holds_what_its_record_brought(database: Database, organization: str) -> None:
    record = Run(id="x", started_at=at(1), state=RunState.RUNNING, spend=Money(1_500_000_000), clicks=7, llms="a,b")
    await write(database, organization, [record])
    found = await row(database, "run")
    assert {name: value for name, value in found.items() if value is not None} == {
        "id": "x",
        "started_at": at(1),
        "state": "RUNNING",
        "spend": 1_500_000_000,
        "spend_source": "REPORTED",
        "clicks": 7,
        "llms": "a,b",
        "event_at": at(1),
    }


async def test_numbers_flags_and_documents_come_back_as_they_were(database: Database, organization: str) -> None:
    document = Blob('{"b":1,"a":[1.0,null,"é"]}')
    await write(
        database,
        organization,
        [
            Nhi(id="x", at=at(0), tier=-3, tier_compliance=0.1),
            EndpointCall(id="x", called_at=at(0), succeeded=False),
            ToolCall(id="x", called_at=at(0), arguments=document),
        ],
    )
    assert (await row(database, "nhi"))["tier_compliance"] == 0.1
    assert (await row(database, "nhi"))["tier"] == -3
    assert (await row(database, "endpoint_call"))["succeeded"] == 0
    assert (await row(database, "tool_call"))["arguments"] == document


async def test_a_later_record_overwrites_only_what_it_brings(database: Database, organization: str) -> None:
    await write(database, organization, [Run(id="x", at=at(1), state=RunState.RUNNING, user_id="ann")])
    await write(database, organization, [Run(id="x", at=at(2), state=RunState.COMPLETED)])
    found = await row(database, "run")
    assert (found["state"], found["user_id"], found["event_at"]) == ("COMPLETED", "ann", at(2))
    assert json.loads(found["clocks"]) == {"user_id": at(1)}


async def test_older_news_fills_gaps_and_overwrites_nothing(database: Database, organization: str) -> None:
    await write(database, organization, [Run(id="x", at=at(2), state=RunState.COMPLETED)])
    await write(database, organization, [Run(id="x", at=at(1), state=RunState.RUNNING, user_id="ann")])
    found = await row(database, "run")
    assert (found["state"], found["user_id"], found["event_at"]) == ("COMPLETED", "ann", at(2))


async def test_a_null_clears_what_is_older_and_yields_to_what_is_newer(database: Database, organization: str) -> None:
    await write(database, organization, [Run(id="x", at=at(2), user_id=None)])
    await write(database, organization, [Run(id="x", at=at(1), user_id="old")])
    assert (await row(database, "run"))["user_id"] is None
    await write(database, organization, [Run(id="x", at=at(3), user_id="new")])
    assert (await row(database, "run"))["user_id"] == "new"


async def test_of_two_values_of_one_time_the_greater_wins_in_either_order(database: Database, organization: str) -> None:
    ann, bob = Run(id="x", at=at(1), user_id="ann"), Run(id="x", at=at(1), user_id="bob")
    await write(database, organization, [ann, bob])
    await write(database, organization, [ann])
    assert (await row(database, "run"))["user_id"] == "bob"


async def test_the_same_records_again_touch_no_row(database: Database, organization: str) -> None:
    records: list[Record] = [
        ProcessInstance(id="i", started_at=at(0), model_id="m", metadata={"a": 1, "b": True, "c": None}),
        Task(id="x", instance_id="i", started_at=at(1), state=TaskState.STARTED, lane=None),
        Nhi(id="x", at=at(0), tier_compliance=0.25),
        EndpointCall(id="x", called_at=at(0), succeeded=True),
    ]
    assert await write(database, organization, records) == {
        "process_instance": 1,
        "instance_metadata": 3,
        "task": 1,
        "nhi": 1,
        "endpoint_call": 1,
    }
    before = await contents(database, organization)
    assert await write(database, organization, [*records, *records]) == {}
    assert await contents(database, organization) == before


async def test_metadata_is_set_name_by_name(database: Database, organization: str) -> None:
    await write(database, organization, [ProcessInstance(id="i", at=at(1), metadata={"a": "1", "b": 2.5})])
    await write(database, organization, [ProcessInstance(id="i", at=at(2), metadata={"b": None, "c": True})])
    rows = (await contents(database, organization))["instance_metadata"]
    assert [entry[:4] for entry in rows] == [("i/a", "i", "a", "1"), ("i/b", "i", "b", None), ("i/c", "i", "c", "true")]


def children(instance: str) -> list[Record]:
    return [
        Task(id="x", instance_id=instance, started_at=at(1)),
        Milestone(id="x", instance_id=instance, reached_at=at(1)),
        Incident(id="x", instance_id=instance, created_at=at(1)),
    ]


async def placed(database: Database) -> set[tuple[object, object]]:
    rows = [await row(database, noun) for noun in ("task", "milestone", "incident")]
    return {(found["model_id"], found["version"]) for found in rows}


@pytest.mark.parametrize("order", ["instance first", "children first", "one batch"])
async def test_children_carry_the_model_of_their_instance(database: Database, organization: str, order: str) -> None:
    instance = ProcessInstance(id="i", started_at=at(0), model_id="m", version=3)
    batches = {
        "instance first": [[instance], children("i")],
        "children first": [children("i"), [instance]],
        "one batch": [[*children("i"), instance]],
    }
    for batch in batches[order]:
        await write(database, organization, batch)
    assert await placed(database) == {("m", 3)}


async def test_children_follow_when_their_instance_changes_its_version(database: Database, organization: str) -> None:
    await write(database, organization, [ProcessInstance(id="i", at=at(0), model_id="m", version=3), *children("i")])
    await write(database, organization, [ProcessInstance(id="i", at=at(1), version=4)])
    assert await placed(database) == {("m", 4)}


async def test_children_follow_when_they_move_to_another_instance(database: Database, organization: str) -> None:
    instances = [ProcessInstance(id=name, at=at(0), model_id=f"model of {name}") for name in ("i", "j")]
    await write(database, organization, [*instances, *children("i")])
    for child in (moved := children("j")):
        child.at = at(5)
    await write(database, organization, moved)
    assert await placed(database) == {("model of j", None)}


async def test_children_of_an_unknown_instance_have_no_model(database: Database, organization: str) -> None:
    await write(database, organization, children("i"))
    assert await placed(database) == {(None, None)}


async def times(database: Database) -> tuple[object, object]:
    found = await row(database, "process_instance", "i")
    return found["started_at"], found["ended_at"]


def span(task_id: str, start: int, end: int | None = None, instance: str = "i", told: int = 0) -> Task:
    ended = UNSET if end is None else at(end)
    return Task(id=task_id, at=at(told), instance_id=instance, started_at=at(start), ended_at=ended)


async def test_an_instance_may_take_its_times_from_its_tasks(database: Database, organization: str) -> None:
    await write(database, organization, [span("a", 5, 6)])
    await write(database, organization, [ProcessInstance(id="i", at=at(0), times_from_tasks=True)])
    assert await times(database) == (at(5), at(6))
    await write(database, organization, [span("b", 3, 9)])
    assert await times(database) == (at(3), at(9))
    await write(database, organization, [span("c", 2)])
    assert await times(database) == (at(2), None)
    await write(database, organization, [span("c", 2, 10, told=9)])
    assert await times(database) == (at(2), at(10))


@pytest.mark.parametrize(
    ("reported", "is_open", "status"),
    [
        ("COMPLETE", True, "RUNNING"),
        ("COMPLETE", False, "COMPLETE"),
        ("ERROR", True, "RUNNING"),
        ("WAITING", True, "WAITING"),
        ("RUNNING", False, "RUNNING"),
        (None, True, None),
        (None, False, None),
    ],
)
async def test_status_and_end_from_tasks_never_contradict_each_other(
    database: Database, organization: str, reported: str | None, is_open: bool, status: str | None
) -> None:
    own = {"status": InstanceStatus(reported)} if reported else {}
    instance = ProcessInstance(id="i", at=at(0), times_from_tasks=True, **own)
    await write(database, organization, [instance, span("a", 5, 6), span("b", 6, None if is_open else 8)])
    (row,) = await database.rows("SELECT status, ended_at FROM process_instance WHERE id = 'i'")
    assert row == (status, None if is_open or reported in ("WAITING", "RUNNING") else at(8))


async def test_times_follow_a_task_that_moves_away(database: Database, organization: str) -> None:
    await write(database, organization, [ProcessInstance(id="i", at=at(0), times_from_tasks=True), span("a", 5, 6)])
    await write(database, organization, [span("a", 5, 6, instance="j", told=9)])
    assert await times(database) == (None, None)


async def test_an_instance_that_no_longer_takes_times_from_tasks_has_those_that_were_told(
    database: Database, organization: str
) -> None:
    told = ProcessInstance(id="i", at=at(0), started_at=at(1), times_from_tasks=True)
    await write(database, organization, [told, span("a", 5, 6)])
    assert await times(database) == (at(5), at(6))
    await write(database, organization, [ProcessInstance(id="i", at=at(9), times_from_tasks=False)])
    assert await times(database) == (at(1), None)


async def test_organizations_do_not_see_each_other(database: Database, organization: str) -> None:
    from storage.accounts.keys import ensure_organization

    await ensure_organization(database, "globex")
    await write(database, "globex", [ProcessInstance(id="i", at=at(0), model_id="theirs")])
    await write(database, organization, children("i"))
    assert await placed(database) == {(None, None)}


async def test_an_organization_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(BadUserInput, match="no organization 'nobody'"):
        await write(database, "nobody", [Nhi(id="x", at=at(0))])


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (Nhi(id="x", at=at(0), label="a\0b"), "field label: text must not contain the character NUL"),
        (Nhi(id="a\0b", at=at(0)), "field id: text must not contain the character NUL"),
        (
            Nhi(id="x", at=at(0), label="\ud800"),
            "field label: text must not contain the character NUL .* or an unpaired surrogate",
        ),
        (ToolCall(id="x", called_at=at(0), result=Blob(r'["\ud83d!"]')), "field result: text must not contain the character NUL"),
        (ToolCall(id="x", called_at=at(0), result=Blob(r'["\u0000"]')), "field result: text must not contain the character NUL"),
        (ToolCall(id="x", called_at=at(0), result=Blob("[" * 501 + "]" * 501)), "field result: JSON may be nested at most 500"),
        (ProcessInstance(id="👋" * 255, at=at(0), metadata={"👋" * 255: 1}), "field id: an id must have at most 1500 bytes"),
        (Task(id="x", at=at(0), instance_id="👋" * 257), "field instance_id: an id must have at most 1024 bytes"),
        (Nhi(id="x"), "field at: a record without an event time needs `at`"),
    ],
)
async def test_what_a_database_cannot_hold_is_refused_by_field(
    database: Database, organization: str, record: Record, message: str
) -> None:
    with pytest.raises(Refused, match="^" + message):
        await write(database, organization, [Nhi(id="good", at=at(0)), record])
    assert await contents(database, organization) == {}


@pytest.mark.parametrize(
    "document", [r'["\\u0000"]', r'{"\ud83d\udc4b": "\\ud83d"}', "[" * 500 + "]" * 500, '"' + "[" * 900 + '"']
)
async def test_a_document_that_only_looks_unusual_is_stored(database: Database, organization: str, document: str) -> None:
    await write(database, organization, [ToolCall(id="x", called_at=at(0), result=Blob(document))])
    assert (await row(database, "tool_call"))["result"] == document


async def test_the_longest_ids_and_names_fit_into_every_index(database: Database, organization: str) -> None:
    longest = "👋" * 256
    instance = ProcessInstance(id="語" * 255, at=at(0), model_id=longest, parent_id=longest, metadata={"語" * 244: "v"})
    await write(database, organization, [instance, Task(id=longest, instance_id=longest, at=at(0))])
    assert {name: len(rows) for name, rows in (await contents(database, organization)).items()} == {
        "process_instance": 1,
        "instance_metadata": 1,
        "task": 1,
    }


async def test_a_batch_that_cannot_be_read_to_its_end_leaves_nothing(database: Database, organization: str) -> None:
    def breaks() -> Iterator[Record]:
        yield Nhi(id="x", at=at(0))
        raise KeyError

    with pytest.raises(KeyError):
        await write(database, organization, breaks())
    assert await contents(database, organization) == {}


async def test_several_batches_in_one_transaction_are_stored_together_or_not_at_all(
    database: Database, organization: str
) -> None:
    async def fails_at_the_second() -> None:
        async with writing(database, organization) as writer:
            await writer.write([Nhi(id="x", at=at(0))])
            await writer.write([Nhi(id="y")])

    with pytest.raises(Refused):
        await fails_at_the_second()
    assert await contents(database, organization) == {}


async def test_concurrent_writers_of_one_row_lose_nothing(database: Database, organization: str) -> None:
    def news(number: int) -> list[Record]:
        return [Run(id="x", at=at(number), user_id=f"user {number}", total_steps=number), Nhi(id=f"n{number}", at=at(0))]

    await asyncio.gather(*(write(database, organization, news(number)) for number in range(20)))
    assert (await row(database, "run"))["total_steps"] == 19
    assert len((await contents(database, organization))["nhi"]) == 20


async def test_nothing_written_is_nothing_touched(database: Database, organization: str) -> None:
    assert await write(database, organization, []) == {}
