"""Activities in the graph."""

import resolvers.activity
import resolvers.process_model
from schema.declare.field import figures, many, one
from schema.declare.node import Node, natural, node
from storage import tables


@node(tables.activity, groups=["type", "lane"])
class Activity(Node):
    """A node of a diagram."""

    activity_id: str = natural("The sender's id of the activity.")
    model_id: str | None
    version: int | None
    element_id: str | None
    name: str | None
    type: str | None
    lane: str | None
    model = one("ProcessModel", resolvers.process_model.model, "The model. Null: it has not arrived.")
    tasks = many("Task", resolvers.activity.tasks, "Its executions.")
    incidents = many("Incident", resolvers.activity.incidents, "The incidents counted at it.")
    stats = figures("Task", resolvers.activity.tasks, "Figures over its executions.")
