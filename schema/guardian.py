"""Guardians in the graph."""

import resolvers.guardian_binding
import resolvers.nhi
import resolvers.verdict
from schema.declare.field import figures, many
from schema.declare.node import Node, natural, node
from storage import tables


@node(tables.guardian, scope="logs:read")
class Guardian(Node):
    """A policy that checks the actions of agents."""

    guardian_id: str = natural("Id of the guardian, assigned by the sender.")
    name: str | None
    description: str | None
    verdicts = many("Verdict", resolvers.verdict.of_guardian, "Verdicts of the guardian.")
    nhis = many("Nhi", resolvers.nhi.of_guardian, "Identities to which the guardian is, or was, bound.")
    bindings = many("GuardianBinding", resolvers.guardian_binding.of_guardian, "Bindings of the guardian to identities.")
    stats = figures(
        "Verdict", resolvers.verdict.of_guardian, "Statistics of the guardian's verdicts. Durations are latencies of the checks."
    )
