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
    parent = one("ProcessGroup", resolvers.process_group.parent, "Parent group. Null: top level.")
    groups = many("ProcessGroup", resolvers.process_group.children, "Direct subgroups.")
    models = many("ProcessModel", resolvers.process_model.of_group, "Process models directly in the group.")
