"""Metadata values of process instances in the graph."""

import resolvers.process_instance
from schema.declare.field import one
from schema.declare.node import Node, natural, node
from storage import tables


@node(tables.instance_metadata, groups=["name", "value"])
class InstanceMetadata(Node):
    """One metadata value of a process instance."""

    entry_id: str = natural("Id of the metadata value: the id of the instance, a slash, and the name.")
    instance_id: str | None
    name: str | None
    value: str | None
    instance = one(
        "ProcessInstance",
        resolvers.process_instance.of_row,
        "Process instance that has the value. Null: not received yet.",
    )
