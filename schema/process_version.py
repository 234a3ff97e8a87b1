"""Deployed versions in the graph."""

import resolvers.activity
import resolvers.diagram
import resolvers.process_model
import resolvers.process_version
from schema.declare.field import figures, many, one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import DateTime
from storage import tables


@node(tables.process_version, order=["version", "deployed_at"], groups=["version", "model_id"])
class ProcessVersion(Node):
    """A deployed version."""

    version_id: str = natural("The sender's id of the version.")
    model_id: str | None
    version: int | None
    deployed_at: DateTime | None
    diagram_id: str | None
    model = one("ProcessModel", resolvers.process_model.model, "The model. Null: it has not arrived.")
    diagram = one("Diagram", resolvers.diagram.diagram, "Its BPMN diagram. Null: none was loaded.")
    activities = many("Activity", resolvers.activity.of_version, "The activities of its diagram.")
    instances = many("ProcessInstance", resolvers.process_version.rows(tables.process_instance), "Its executions.")
    tasks = many("Task", resolvers.process_version.rows(tables.task), "The tasks of its instances.")
    incidents = many("Incident", resolvers.process_version.rows(tables.incident), "The incidents of its instances.")
    stats = figures("ProcessInstance", resolvers.process_version.rows(tables.process_instance), "Figures over its instances.")
