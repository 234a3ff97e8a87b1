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

    version_id: str = natural("Id of the version, assigned by the sender.")
    model_id: str | None
    version: int | None
    deployed_at: DateTime | None
    diagram_id: str | None
    model = one("ProcessModel", resolvers.process_model.model, "Process model of the version. Null: not received yet.")
    diagram = one("Diagram", resolvers.diagram.diagram, "BPMN diagram of the version. Null: none loaded.")
    activities = many("Activity", resolvers.activity.of_version, "Activities in the diagram of the version.")
    instances = many("ProcessInstance", resolvers.process_version.rows(tables.process_instance), "Executions of the version.")
    tasks = many("Task", resolvers.process_version.rows(tables.task), "Tasks of the version's instances.")
    incidents = many("Incident", resolvers.process_version.rows(tables.incident), "Incidents of the version's instances.")
    stats = figures(
        "ProcessInstance", resolvers.process_version.rows(tables.process_instance), "Statistics of the version's instances."
    )
