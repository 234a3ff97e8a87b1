"""Bindings of guardians in the graph."""

import resolvers.guardian
import resolvers.nhi
from schema.declare.field import one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import DateTime
from storage import tables


@node(tables.guardian_binding, order=["bound_at", "released_at"], groups=["nhi_id", "guardian_id"], scope="nhi:read")
class GuardianBinding(Node):
    """The binding of a guardian to an identity."""

    binding_id: str = natural("Id of the binding, assigned by the sender.")
    nhi_id: str | None
    guardian_id: str | None
    bound_at: DateTime | None
    released_at: DateTime | None
    nhi = one("Nhi", resolvers.nhi.of_row, "Identity to which the guardian is bound. Null: not received yet.")
    guardian = one("Guardian", resolvers.guardian.guardian, "Guardian that is bound. Null: not received yet.")
