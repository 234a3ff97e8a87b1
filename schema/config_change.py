"""Configuration changes in the graph."""

from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, DateTime
from storage import tables


@node(tables.config_change, order=["changed_at"], groups=["actor", "resource", "setting"], scope="mcp:read")
class ConfigChange(Node):
    """A configuration change."""

    change_id: str = natural("Id of the change, assigned by the sender.")
    changed_at: DateTime | None
    actor: str | None
    resource: str | None
    setting: str | None
    old_value: JSON | None
    new_value: JSON | None
