"""Process models in the graph."""

import resolvers.incident
import resolvers.milestone
import resolvers.process_group
import resolvers.process_instance
import resolvers.process_model
import resolvers.process_version
import resolvers.task
from schema.declare.field import figures, leaf, many, one
from schema.declare.node import Node, natural, node
from storage import tables


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
        resolvers.process_model.metadata_keys,
        f"Names of the metadata values of its newest {resolvers.process_model.NEWEST} instances, in alphabetical order.",
    )
    group = one("ProcessGroup", resolvers.process_group.group, "Group that contains the model. Null: none, or not received yet.")
    versions = many("ProcessVersion", resolvers.process_version.of_model, "Deployed versions.")
    latest_version = one(
        "ProcessVersion", resolvers.process_version.latest, "Version with the highest number. Null: none deployed."
    )
    instances = many("ProcessInstance", resolvers.process_instance.of_model, "Executions of the model.")
    tasks = many("Task", resolvers.task.of_model, "Tasks of the model's instances.")
    milestones = many("Milestone", resolvers.milestone.of_model, "Milestones of the model's instances.")
    incidents = many("Incident", resolvers.incident.of_model, "Incidents of the model's instances.")
    stats = figures("ProcessInstance", resolvers.process_instance.of_model, "Statistics of the model's instances.")
