"""Converts the events of a log in any format to records: cases become process instances, and events their tasks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import Any

import msgspec

from storage.ingest.reader import Broken, Item, Items, Notice, kept
from storage.ingest.seen import Ledger
from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.process_group import ProcessGroup
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import LATEST_INSTANT, Instant, Refused
from storage.nouns.task import Task, TaskState

OPEN_STATES = frozenset({TaskState.FUTURE, TaskState.WAITING, TaskState.READY, TaskState.STARTED})
"""States of tasks that have not ended."""

WINDOW = 5_000
"""Number of events in memory. A case is yielded once for each window of events in which it occurs."""


class Event(msgspec.Struct, kw_only=True, gc=False):
    """One execution of an activity. If `activity` is None: data of a case."""

    place: int
    """Its line or position in the source."""
    case: str
    activity: str | None = None
    id: str | None = None
    """Its id within the case. None: identified by case, activity, times and resource."""
    spec: str | None = None
    """Id of the activity. None: the name is the id."""
    enabled: Instant | None = None
    started: Instant | None = None
    ended: Instant | None = None
    resource: str | None = None
    lane: str | None = None
    type: str | None = None
    state: str | None = None
    attributes: dict[str, Any] | None = None
    metadata: dict[str, Any] | None = None

    def latest(self) -> Instant | None:
        """The latest of its times. None: it has none."""
        return max((moment for moment in (self.enabled, self.started, self.ended) if moment is not None), default=None)


@dataclass(frozen=True, slots=True)
class Log:
    """Properties of a whole log."""

    model_id: str
    place: Callable[[int], str]
    """Formats the place of an event, such as `orders.csv:17`."""
    model_name: str | None = None
    group_names: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None
    status: str | None = "COMPLETE"
    at: Instant | None = None
    """Event time of every record. None: the times of the events."""


def records(log: Log, events: Iterator[Event | Broken | Notice | None]) -> Items:
    """Yields the records of a log, window by window: model, instances and their metadata, then tasks.

    Broken items and notices are passed on. None ends a window.
    """
    ledger = Ledger()
    try:
        for window in _windows(events):
            yield from (event for event in window if not isinstance(event, Event))
            sound = [event for event in window if isinstance(event, Event)]
            yield from _window(log, sound, ledger)
    finally:
        ledger.close()


def _windows(events: Iterator[Event | Broken | Notice | None]) -> Iterator[list[Event | Broken | Notice]]:
    window: list[Event | Broken | Notice] = []
    for event in chain(events, [None]):
        if event is not None:
            window.append(event)
        if window and (event is None or len(window) == WINDOW):
            yield window
            window = []


def instance_id(model_id: str, case: str) -> str:
    """The id of a case in the store. It begins with the id of the model, because many logs count their cases from 1."""
    return f"{model_id}:{case}"


def _window(log: Log, events: list[Event], ledger: Ledger) -> Iterator[Item]:
    timed: list[tuple[Event, Instant]] = []
    for event in events:
        at = event.latest() if log.at is None else log.at
        if at is None:
            yield Broken(log.place(event.place), Refused("the event has no time"))
        else:
            timed.append((event, at))
    if not timed:
        return
    place, latest = log.place(timed[0][0].place), max(at for _, at in timed)
    yield from definitions(log.model_id, log.model_name, log.group_names, latest, place)
    yield from _instances(log, timed)
    yield from _metadata(log, timed)
    tasks = [(event, at) for event, at in timed if event.activity is not None]
    ids = _task_ids(log.model_id, [event for event, _ in tasks], ledger)
    for (event, at), task_id in zip(tasks, ids, strict=True):
        yield from _task(log, event, task_id, at)


def definitions(model_id: str, name: str | None, group_names: Mapping[str, str], at: Instant, place: str) -> Iterator[Item]:
    """Yields the groups above a process model, which its path names, and the model."""
    path = model_id.rpartition("/")[0]
    while path:
        yield from kept(place, ProcessGroup, {"id": path, "at": at, "display_name": group_names.get(path)})
        path = path.rpartition("/")[0]
    yield from kept(place, ProcessModel, {"id": model_id, "at": at, "display_name": name})


def _instances(log: Log, timed: Iterable[tuple[Event, Instant]]) -> Iterator[Item]:
    latest: dict[str, tuple[Instant, int]] = {}
    for event, at in timed:
        known = latest.get(event.case)
        if known is None or at > known[0]:
            latest[event.case] = (at, event.place)
    constant = {"model_id": log.model_id, "version": log.version, "status": log.status, "times_from_tasks": True}
    for case, (at, place) in latest.items():
        yield from kept(log.place(place), ProcessInstance, {"id": instance_id(log.model_id, case), "at": at, **constant})


def _metadata(log: Log, timed: Iterable[tuple[Event, Instant]]) -> Iterator[Item]:
    """Yields the latest value of each name of each case in the window. Of two values at the same time the greater wins, as in
    the store."""
    latest: dict[tuple[str, str], tuple[Instant, str, Any, int]] = {}
    for event, at in timed:
        for name, value in (event.metadata or {}).items():
            key, entry = (event.case, name), (at, str(value), value, event.place)
            if key not in latest or entry[:2] > latest[key][:2]:
                latest[key] = entry
    for (case, name), (at, _, value, place) in latest.items():
        record = InstanceMetadata.entry(instance_id(log.model_id, case), name, value, at)
        fields = {"id": record.id, "at": at, "instance_id": record.instance_id, "name": name, "value": record.value}
        yield from kept(log.place(place), InstanceMetadata, fields)


def _task_ids(model_id: str, events: list[Event], ledger: Ledger) -> list[str]:
    """An id for each event. It is the same in every load of the log or of a later export, in any order of the events.

    It contains the case, and a digest of the activity and the first time; everything else in a task may still change. If
    events are equal in these, the second has the suffix `-1`, the third `-2`, ordered by resources and further times.
    """
    ids = [instance_id(model_id, event.case) + ":" + (event.id if event.id is not None else _digest(event)) for event in events]
    unnamed = sorted((place for place, event in enumerate(events) if event.id is None), key=lambda place: _rank(events[place]))
    for place, ordinal in zip(unnamed, ledger.ordinals([hash(ids[place]) for place in unnamed]), strict=True):
        if ordinal:
            ids[place] += f"-{ordinal}"
    return ids


def _digest(event: Event) -> str:
    first = next((time for time in (event.enabled, event.started, event.ended) if time is not None), None)
    return blake2b(f"{event.activity}\x1f{first}".encode(errors="surrogatepass"), digest_size=8).hexdigest()


def _rank(event: Event) -> tuple[str, int, int]:
    """The order of tasks of one activity that begin at the same time. Open tasks are last."""
    return event.resource or "", event.started or LATEST_INSTANT, event.ended or LATEST_INSTANT


def _task(log: Log, event: Event, task_id: str, at: Instant) -> Items:
    state = event.state or ("COMPLETED" if event.ended is not None else "STARTED" if event.started is not None else "READY")
    ended = event.ended
    if ended is not None and state in OPEN_STATES:
        yield Notice(f"ends of tasks whose state is {state}")
        ended = None
    yield from kept(
        lambda: log.place(event.place),
        Task,
        {
            "id": task_id,
            "at": at,
            "instance_id": instance_id(log.model_id, event.case),
            "task_spec": event.spec or event.activity,
            "name": event.activity,
            "type": event.type,
            "state": state,
            "lane": event.lane,
            "username": event.resource,
            "enabled_at": event.enabled,
            "started_at": event.started,
            "ended_at": ended,
            "attributes": event.attributes or None,
        },
        nulls=("ended_at",) if state in OPEN_STATES else ("state",),
    )
