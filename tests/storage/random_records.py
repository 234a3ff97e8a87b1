"""Records of every noun that has roll-ups, at random: of few ids, so that most are news of rows that are there already."""

from collections.abc import Callable
from random import Random
from typing import Any

from msgspec import UNSET

from storage.nouns.endpoint_call import EndpointCall
from storage.nouns.environment import Environment
from storage.nouns.incident import Incident, IncidentState
from storage.nouns.milestone import Milestone
from storage.nouns.process_instance import InstanceStatus, ProcessInstance
from storage.nouns.record import DAY, HOUR, Instant, Money, Record
from storage.nouns.run import Run, RunState, RunTrigger
from storage.nouns.task import Task, TaskState
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome, Phase, Verdict

SINCE = 1_764_460_800_000_000
"""2025-11-30, so that random times lie in three months and two years."""

DAYS = 40


def random_records(random: Random, number: int) -> list[Record]:
    """So many records, in the order in which they arrive."""
    return [_record(random) for _ in range(number)]


def _record(random: Random) -> Record:
    def some(*values: Any) -> Any:
        """One of the values, or nothing told, or null."""
        return random.choice([*values, *values, *values, UNSET, None])

    def moment() -> Any:
        """Rather few different hours; sometimes on their very edge."""
        hour = SINCE + random.randrange(DAYS) * DAY + random.randrange(3) * 11 * HOUR
        return some(Instant(hour + random.choice([0, 1, HOUR - 1, random.randrange(HOUR)])))

    at = Instant(SINCE + random.randrange(100 * DAY))
    made: Callable[[], Record] = random.choice(
        [
            lambda: ProcessInstance(
                id=f"i{random.randrange(8)}", at=at, model_id=some("m1", "m2"), version=some(1, 2), status=some(*InstanceStatus),
                started_at=moment(), ended_at=moment(), times_from_tasks=some(True, False),
            ),
            lambda: Task(
                id=f"t{random.randrange(30)}", at=at, instance_id=some("i1", "i2", "i3", "i4"), task_spec=some("a", "b"),
                type=some("userTask"), state=some(*TaskState), started_at=moment(), ended_at=moment(),
            ),
            lambda: Milestone(
                id=f"m{random.randrange(10)}", at=at, instance_id=some("i1", "i5"), name=some("paid", "sent"), reached_at=moment()
            ),
            lambda: Incident(
                id=f"n{random.randrange(10)}", at=at, instance_id=some("i1", "i6"), activity_id=some("a", "b"),
                state=some(*IncidentState), type=some("failedJob"), created_at=moment(), ended_at=moment(),
            ),
            lambda: Run(
                id=f"r{random.randrange(10)}", at=at, workflow_id=some("w"), nhi_id=some("x"), state=some(*RunState),
                trigger=some(*RunTrigger), started_at=moment(), ended_at=moment(), error_category=some("timeout"),
                total_tokens=some(5, 0), spend=some(Money(7)),
            ),
            lambda: EndpointCall(
                id=f"e{random.randrange(10)}", at=at, workflow_id=some("w"), slug=some("s"), method=some("POST"),
                status_code=some(200, 500), succeeded=some(True, False), called_at=moment(), latency_us=some(0, 1, 70_000),
            ),
            lambda: ToolCall(
                id=f"c{random.randrange(12)}", at=at, nhi_id=some("x", "y"), tool=some("get", "put"), outcome=some(*Outcome),
                environment=some(*Environment), called_at=moment(), latency_us=some(3, 900, 1_000_000), spend=some(Money(11)),
            ),
            lambda: Verdict(
                id=f"v{random.randrange(20)}", at=at, guardian_id=some("g", "h"), nhi_id=some("x"), outcome=some(*Outcome),
                tool_call_id=some("c1", "c2", "c3", "c4"), phase=some(*Phase), environment=some(*Environment), tag=some("t"),
                decided_at=moment(), latency_us=some(12), corrections=some(2),
            ),
        ]
    )  # fmt: skip
    return made()
