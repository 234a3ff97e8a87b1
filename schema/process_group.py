"""Process groups in the graph."""

import resolvers.process_group
import resolvers.process_model
from schema.declare.field import many, one
from schema.declare.node import Node, natural, node
from storage import tables


@node(tables.process_group)
class ProcessGroup(Node):
    """A folder of process models."""

    group_id: str = natural("Path of the group, such as `finance/payables`.")
    display_name: str | None
    description: str | None
    parent_id: str | None
    parent = one("ProcessGroup", resolvers.process_group.parent, "The group that holds it. Null: it is at the top.")
    groups = many("ProcessGroup", resolvers.process_group.children, "The groups right below it.")
    models = many("ProcessModel", resolvers.process_model.of_group, "The models right in it.")
