"""Milestones in the graph."""

import resolvers.milestone
import resolvers.process_instance
import resolvers.process_model
from schema.declare.field import leaf, one
from schema.declare.named_types import nullable
from schema.declare.node import Node, natural, node
from schema.declare.scalars import DateTime, Duration
from storage import tables


@node(tables.milestone, order=["reached_at"], groups=["name", "model_id", "version"], duration=resolvers.milestone.gap)
class Milestone(Node):
    """A milestone of a process instance."""

    milestone_id: str = natural("Id of the milestone, assigned by the sender.")
    instance_id: str | None
    model_id: str | None
    version: int | None
    name: str | None
    task_spec: str | None
    reached_at: DateTime | None
    gap = leaf(
        nullable(Duration),
        resolvers.milestone.gap,
        "Time since the previous milestone of the instance or, for the first one, since the start of the "
        "instance. Null: unknown.",
    )
    instance = one(
        "ProcessInstance",
        resolvers.process_instance.of_row,
        "Process instance that reached the milestone. Null: not received yet.",
    )
    model = one("ProcessModel", resolvers.process_model.model, "Process model of the instance. Null: not received yet.")
