"""Background jobs in the graph."""

import resolvers.process_instance
from schema.declare.field import leaf
from schema.declare.named_types import nullable
from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, DateTime, Duration
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.job import JobState

described_enum(
    JobState,
    {
        JobState.QUEUED: "Waiting for a worker.",
        JobState.RUNNING: "In progress.",
        JobState.SUCCEEDED: "Finished successfully.",
        JobState.FAILED: "Ended by an error; see `reason`.",
        JobState.STOPPED: "Ended by an operator.",
    },
)


@node(tables.job, order=["created_at", "duration"], groups=["kind", "state"], duration=resolvers.process_instance.duration)
class Job(Node):
    """A background job."""

    job_id: str = natural("Id of the job.")
    kind: str | None
    state: JobState | None
    created_at: DateTime | None
    started_at: DateTime | None
    ended_at: DateTime | None
    progress: float | None
    reason: str | None
    window_from: DateTime | None
    window_to: DateTime | None
    result: JSON | None
    duration = leaf(
        nullable(Duration),
        resolvers.process_instance.duration,
        "Time from the start by a worker to the end. Null: not ended, or ended before its start.",
    )
