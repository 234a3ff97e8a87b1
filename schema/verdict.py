"""Verdicts and their violations in the graph."""

from enum import Enum
from typing import Any

import strawberry

import resolvers.guardian
import resolvers.nhi
import resolvers.run
import resolvers.tool_call
import resolvers.verdict
import resolvers.violation
from schema.declare.field import Role, argument, graph_field, leaf, nullable, one
from schema.declare.node import Node, natural, node
from schema.declare.registry import register
from schema.declare.scalars import JSON, BigInt, DateTime, Duration
from schema.declare.statistics import described_enum
from schema.environment import Environment
from storage import tables
from storage.nouns.verdict import Outcome as Outcome
from storage.nouns.verdict import Phase

described_enum(
    Outcome,
    {
        Outcome.PASSED: "Nothing was found.",
        Outcome.CORRECTED: "Something was found and mended; the call went on.",
        Outcome.BLOCKED: "The call was not let through.",
        Outcome.ERROR: "The call, or its check, failed.",
    },
)


described_enum(Phase, {Phase.BEFORE: "Before the tool ran.", Phase.AFTER: "At the tool's answer."})


class ByViolation(Enum):
    """What violations are counted by."""

    TYPE = "TYPE"
    SEVERITY = "SEVERITY"
    GUARDIAN_ID = "GUARDIAN_ID"
    NHI_ID = "NHI_ID"
    OUTCOME = "OUTCOME"


described_enum(
    ByViolation,
    {
        ByViolation.TYPE: "What was found, such as `pii_exposure`. Null: it does not say.",
        ByViolation.SEVERITY: "How bad it is, in the guardian's words. Null: it does not say.",
        ByViolation.GUARDIAN_ID: "The guardian that found it. Null: unknown.",
        ByViolation.NHI_ID: "The identity behind the request. Null: unknown.",
        ByViolation.OUTCOME: "What the verdict says. Null: nothing yet.",
    },
    name="ViolationKey",
)


@register
@strawberry.type(description="Violations of one kind.")
class ViolationGroup:
    """Violations of one kind."""

    key: str | None = leaf(nullable(str), resolvers.violation.kind_key, "The first property that they share. Null: none has it.")
    keys: list[str | None] = leaf(
        list[nullable(str)],  # type: ignore[misc]
        resolvers.violation.kind_keys,
        "The properties that they share, in the order asked for.",
    )
    count: int = leaf(int, resolvers.violation.kind_count, "How many there are.")


def _violations() -> dict[str, Any]:
    return {
        "violations": graph_field(
            list[ViolationGroup],
            "What they found: the violations in all of them, counted by their properties, the most frequent first. Rows are read "
            "for it.",
            role=Role.LIST,
            sql=resolvers.violation.violations,
            arguments=[
                argument("by", list[ByViolation], "The properties, up to three."),
                argument("first", int, "At most so many groups, up to 10,000.", 20),
            ],
        )
    }


@node(
    tables.verdict,
    order=["decided_at", "latency"],
    groups=["outcome", "phase", "guardian_id", "nhi_id", "environment", "tag"],
    duration=lambda row: row.c.latency_us,
    sums=["corrections"],
    counted=_violations,
    scope="logs:read",
)
class Verdict(Node):
    """What a guardian said."""

    verdict_id: str = natural("The sender's id of the verdict.")
    guardian_id: str | None
    tool_call_id: str | None
    run_id: str | None
    nhi_id: str | None
    outcome: Outcome | None
    phase: Phase | None
    decided_at: DateTime | None
    corrections: BigInt | None
    violations: JSON | None
    reason: str | None
    environment: Environment | None
    tag: str | None
    latency = leaf(nullable(Duration), lambda row: row.c.latency_us, "Time that it took. Null: unknown.")
    decisive = leaf(
        bool,
        resolvers.verdict.is_decisive,
        "Whether its request counts as what it says: of the verdicts on one tool call the worst is, of equally bad ones the "
        "first; one on no tool call always is, and one without outcome never. Requests are counted by these.",
    )
    decisive_of_guardian = leaf(
        bool,
        resolvers.verdict.is_decisive_of_guardian,
        "The same among its own guardian's verdicts on the tool call: each guardian's requests are counted by these.",
    )
    guardian = one("Guardian", resolvers.guardian.guardian, "The guardian. Null: it has not arrived.")
    tool_call = one("ToolCall", resolvers.tool_call.tool_call, "The tool call that it judged. Null: it judged a run.")
    run = one("Run", resolvers.run.of_row, "The run that it judged. Null: unknown.")
    nhi = one("Nhi", resolvers.nhi.of_row, "The identity behind the request. Null: unknown.")
