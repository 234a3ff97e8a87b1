"""Process groups, models, versions, activities and diagrams in the graph."""

import resolvers.incident
import resolvers.milestone
import resolvers.process
import resolvers.process_instance
import resolvers.task
from schema.field import figures, leaf, many, one
from schema.node import Node, natural, node
from schema.scalars import DateTime
from storage import tables


@node(tables.process_group)
class ProcessGroup(Node):
    """A folder of process models."""

    group_id: str = natural("Path of the group, such as `finance/payables`.")
    display_name: str | None
    description: str | None
    parent_id: str | None
    parent = one("ProcessGroup", resolvers.process.parent_group, "The group that holds it. Null: it is at the top.")
    groups = many("ProcessGroup", resolvers.process.groups_below, "The groups right below it.")
    models = many("ProcessModel", resolvers.process.models_in, "The models right in it.")


@node(tables.process_model)
class ProcessModel(Node):
    """A process definition."""

    model_id: str = natural("Path of the model, such as `finance/invoice-review`.")
    key: str | None
    display_name: str | None
    description: str | None
    group_id: str | None
    metadata_keys = leaf(
        list[str],
        resolvers.process.metadata_keys,
        f"Names of the metadata of its newest {resolvers.process.NEWEST} instances, in alphabetical order.",
    )
    group = one("ProcessGroup", resolvers.process.group, "The group that holds it. Null: it is in none, or it has not arrived.")
    versions = many("ProcessVersion", resolvers.process.versions, "Its deployed versions.")
    latest_version = one(
        "ProcessVersion", resolvers.process.latest_version, "The version with the highest number. Null: none was deployed."
    )
    instances = many("ProcessInstance", resolvers.process_instance.of_model, "Its executions.")
    tasks = many("Task", resolvers.task.of_model, "The tasks of its instances.")
    milestones = many("Milestone", resolvers.milestone.of_model, "The milestones of its instances.")
    incidents = many("Incident", resolvers.incident.of_model, "The incidents of its instances.")
    stats = figures("ProcessInstance", resolvers.process_instance.of_model, "Figures over its instances.")


@node(tables.process_version, order=["version", "deployed_at"], groups=["version", "model_id"])
class ProcessVersion(Node):
    """A deployed version."""

    version_id: str = natural("The sender's id of the version.")
    model_id: str | None
    version: int | None
    deployed_at: DateTime | None
    diagram_id: str | None
    model = one("ProcessModel", resolvers.process.model, "The model. Null: it has not arrived.")
    diagram = one("Diagram", resolvers.process.diagram, "Its BPMN diagram. Null: none was loaded.")
    activities = many("Activity", resolvers.process.activities, "The activities of its diagram.")
    instances = many("ProcessInstance", resolvers.process.of_version(tables.process_instance), "Its executions.")
    tasks = many("Task", resolvers.process.of_version(tables.task), "The tasks of its instances.")
    incidents = many("Incident", resolvers.process.of_version(tables.incident), "The incidents of its instances.")
    stats = figures("ProcessInstance", resolvers.process.of_version(tables.process_instance), "Figures over its instances.")


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
    model = one("ProcessModel", resolvers.process.model, "The model. Null: it has not arrived.")
    tasks = many("Task", resolvers.process.tasks_of_activity, "Its executions.")
    incidents = many("Incident", resolvers.process.incidents_of_activity, "The incidents counted at it.")
    stats = figures("Task", resolvers.process.tasks_of_activity, "Figures over its executions.")


@node(tables.diagram)
class Diagram(Node):
    """A BPMN file."""

    path: str = natural("Path of the file in the static store.")
    model_id: str | None
    content: str | None
    model = one("ProcessModel", resolvers.process.model, "The model that it draws. Null: unknown.")
