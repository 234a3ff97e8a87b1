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
        f"Names of the metadata of its newest {resolvers.process_model.NEWEST} instances, in alphabetical order.",
    )
    group = one(
        "ProcessGroup", resolvers.process_group.group, "The group that holds it. Null: it is in none, or it has not arrived."
    )
    versions = many("ProcessVersion", resolvers.process_version.of_model, "Its deployed versions.")
    latest_version = one(
        "ProcessVersion", resolvers.process_version.latest, "The version with the highest number. Null: none was deployed."
    )
    instances = many("ProcessInstance", resolvers.process_instance.of_model, "Its executions.")
    tasks = many("Task", resolvers.task.of_model, "The tasks of its instances.")
    milestones = many("Milestone", resolvers.milestone.of_model, "The milestones of its instances.")
    incidents = many("Incident", resolvers.incident.of_model, "The incidents of its instances.")
    stats = figures("ProcessInstance", resolvers.process_instance.of_model, "Figures over its instances.")
