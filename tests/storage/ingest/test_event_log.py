"""Event logs to records: ids that do not depend on order, facts about cases told by window."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.ingest import event_log
from storage.ingest.event_log import Event, Log, records
from storage.ingest.reader import Broken
from storage.nouns.record import Instant
from storage.nouns.task import Task

LOG = Log(model_id="m", place=lambda line: f"log:{line}")

EVENTS = st.lists(
    st.builds(
        Event,
        place=st.just(1),
        case=st.sampled_from("ab"),
        activity=st.sampled_from(["Pack", "Ship"]),
        started=st.sampled_from([Instant(1), Instant(2)]),
        resource=st.sampled_from([None, "Ann"]),
    ),
    max_size=30,
)


def tasks(events: list[Event]) -> list[Task]:
    def stream() -> Iterator[Event | Broken]:
        yield from events

    return [record for record in records(LOG, stream()) if isinstance(record, Task)]


@pytest.mark.slow
@given(EVENTS, st.randoms())
def test_ids_do_not_depend_on_the_order_of_events(events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {(task.id, repr(task)) for task in tasks(events)} == {(task.id, repr(task)) for task in tasks(shuffled)}


@given(EVENTS)
def test_every_event_is_a_task_of_its_own_even_where_two_are_alike(events: list[Event]) -> None:
    assert len({task.id for task in tasks(events)}) == len(events)


def test_alike_events_are_told_apart_across_windows(monkeypatch: object) -> None:
    monkeypatch.setattr(event_log, "WINDOW", 2)  # type: ignore[attr-defined]
    alike = Event(place=1, case="a", activity="Pack", started=Instant(1))
    ids = [task.id for task in tasks([alike] * 5)]
    assert ids == [ids[0], *(f"{ids[0]}-{n}" for n in (1, 2, 3, 4))]


def test_the_same_case_number_in_two_logs_is_two_instances() -> None:
    assert event_log.instance_id("a", "1") != event_log.instance_id("b", "1")
