"""The meaning of life-cycle transitions, and what becomes of events that have them."""

import pytest

from storage.ingest.life_cycle import Transition, transition_of
from storage.ingest.reader import Notice
from storage.nouns.task import Task
from tests.storage.ingest.conftest import Read, micros, records_of


@pytest.mark.parametrize(
    ("word", "transition"),
    [
        ("schedule", Transition.ENABLE),
        ("Assigned", Transition.ENABLE),
        ("Open.NotRunning.Ready", Transition.ENABLE),
        ("start", Transition.START),
        ("In Progress", Transition.START),
        ("in_progress", Transition.START),
        ("Open.Running.InProgress", Transition.START),
        ("suspend", Transition.PAUSE),
        ("Open.Running.Suspended", Transition.PAUSE),
        ("COMPLETE", Transition.COMPLETE),
        ("end", Transition.COMPLETE),
        ("Finished", Transition.COMPLETE),
        ("Closed.Completed.Success", Transition.COMPLETE),
        ("ate_abort", Transition.CANCEL),
        ("Cancelled", Transition.CANCEL),
        ("Closed.Cancelled.Aborted", Transition.CANCEL),
        ("unknown", Transition.UNKNOWN),
        ("Awaiting Assignment", Transition.UNKNOWN),
    ],
)
def test_transitions_are_known_in_any_spelling(word: str, transition: Transition) -> None:
    assert transition_of(word) is transition


def log(*events: tuple[str, str, str]) -> str:
    steps = "".join(
        f'<event><string key="concept:name" value="{name}"/><date key="time:timestamp" value="{time}"/>'
        f'<string key="lifecycle:transition" value="{transition}"/></event>'
        for name, time, transition in events
    )
    return f'<log><trace><string key="concept:name" value="1"/>{steps}</trace></log>'


def test_start_and_end_of_vendors_are_one_task(read_text: Read) -> None:
    items = read_text("x.xes", log(("A", "2026-05-01T09:00:00Z", "Start"), ("A", "2026-05-01T10:00:00Z", "End")))
    (task,) = records_of(items, Task)
    assert (task.started_at, task.ended_at, str(task.state)) == (
        micros("2026-05-01T09:00:00Z"),
        micros("2026-05-01T10:00:00Z"),
        "COMPLETED",
    )


def test_an_unknown_transition_is_a_task_without_duration_and_reported(read_text: Read) -> None:
    items = read_text("x.xes", log(("A", "2026-05-01T09:00:00Z", "Escalated"), ("B", "2026-05-01T10:00:00Z", "unknown")))
    assert [(task.name, task.started_at == task.ended_at) for task in records_of(items, Task)] == [("A", True), ("B", True)]
    assert [item for item in items if isinstance(item, Notice)] == [
        Notice('events with transition "Escalated", loaded as events without duration', lost=False)
    ]


def test_a_pause_is_passed_over_and_counted(read_text: Read) -> None:
    items = read_text(
        "x.xes",
        log(
            ("A", "2026-05-01T09:00:00Z", "start"),
            ("A", "2026-05-01T09:10:00Z", "suspend"),
            ("A", "2026-05-01T10:00:00Z", "complete"),
        ),
    )
    assert len(records_of(items, Task)) == 1
    assert [item for item in items if isinstance(item, Notice)] == [Notice('events with transition "suspend"')]


def test_an_event_outside_a_trace_is_counted(read_text: Read) -> None:
    text = log(("A", "2026-05-01T09:00:00Z", "complete")).replace("</log>", "<event/></log>")
    assert Notice("events outside a trace") in read_text("x.xes", text)


TICKET = (
    ("Accepted", "2026-05-01T09:00:00Z", "In Progress"),
    ("Accepted", "2026-05-01T09:10:00Z", "In Progress"),
    ("Queued", "2026-05-01T09:20:00Z", "Assigned"),
    ("Completed", "2026-05-01T10:00:00Z", "Closed"),
)


def test_statuses_that_nothing_ends_are_events_without_duration_once_the_case_goes_on(read_text: Read) -> None:
    items = read_text("x.xes", log(*TICKET))
    tasks = records_of(items, Task)
    assert sorted((str(task.name), str(task.state)) for task in tasks) == [
        ("Accepted", "COMPLETED"),
        ("Accepted", "COMPLETED"),
        ("Completed", "COMPLETED"),
        ("Queued", "COMPLETED"),
    ]
    assert all(task.started_at == task.ended_at for task in tasks)
    reasons = [item.reason for item in items if isinstance(item, Notice)]
    assert reasons.count('events with transition "In Progress" that nothing ends, loaded as events without duration') == 2


def test_the_latest_status_of_a_case_is_open(read_text: Read) -> None:
    tasks = records_of(read_text("x.xes", log(*TICKET[:2])), Task)
    assert [(str(task.state), task.ended_at) for task in tasks] in (
        [("COMPLETED", tasks[0].started_at), ("STARTED", None)],
        [("STARTED", None), ("COMPLETED", tasks[1].started_at)],
    )


def test_a_start_that_nothing_ends_is_open_whatever_follows(read_text: Read) -> None:
    items = read_text("x.xes", log(("A", "2026-05-01T09:00:00Z", "start"), ("B", "2026-05-01T10:00:00Z", "complete")))
    assert {str(task.name): str(task.state) for task in records_of(items, Task)} == {"A": "STARTED", "B": "COMPLETED"}
