"""Milestones in the graph."""

import resolvers.milestone
import resolvers.process_instance
import resolvers.process_model
from schema.declare.field import leaf, nullable, one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import DateTime, Duration
from storage import tables


@node(tables.milestone, order=["reached_at"], groups=["name", "model_id", "version"], duration=resolvers.milestone.gap)
class Milestone(Node):
    """A named point of progress."""

    milestone_id: str = natural("The sender's id of the milestone.")
    instance_id: str | None
    model_id: str | None
    version: int | None
    name: str | None
    task_spec: str | None
    reached_at: DateTime | None
    gap = leaf(
        nullable(Duration), resolvers.milestone.gap, "Since the instance's milestone before it, or its start. Null: unknown."
    )
    instance = one(
        "ProcessInstance", resolvers.process_instance.of_row, "The instance that reached it. Null: it has not arrived."
    )
    model = one("ProcessModel", resolvers.process_model.model, "The model of its instance. Null: it has not arrived.")
