"""Guardians in the graph."""

import resolvers.nhi
import resolvers.verdict
from schema.declare.field import figures, many
from schema.declare.node import Node, natural, node
from storage import tables


@node(tables.guardian, scope="logs:read")
class Guardian(Node):
    """A policy that looks at what agents do."""

    guardian_id: str = natural("The sender's id of the guardian.")
    name: str | None
    description: str | None
    verdicts = many("Verdict", resolvers.verdict.of_guardian, "What it said.")
    nhis = many("Nhi", resolvers.nhi.of_guardian, "The identities that it is, or was, bound to.")
    stats = figures("Verdict", resolvers.verdict.of_guardian, "Figures over its verdicts; durations are its latencies.")
