"""Activities in the graph."""

import resolvers.activity
import resolvers.process_model
from schema.declare.field import figures, many, one
from schema.declare.node import Node, natural, node
from storage import tables


@node(tables.activity, groups=["type", "lane"])
class Activity(Node):
    """A node of a diagram."""

    activity_id: str = natural("Id of the activity, assigned by the sender.")
    model_id: str | None
    version: int | None
    element_id: str | None
    name: str | None
    type: str | None
    lane: str | None
    model = one("ProcessModel", resolvers.process_model.model, "Process model of the activity. Null: not received yet.")
    tasks = many("Task", resolvers.activity.TASKS.of_activity, "Tasks: executions of the activity.")
    incidents = many("Incident", resolvers.activity.INCIDENTS.of_activity, "Incidents attributed to the activity.")
    stats = figures("Task", resolvers.activity.TASKS.of_activity, "Statistics of the activity's tasks.")
