"""Verdicts and their violations in the graph."""

from enum import Enum

import strawberry

import resolvers.guardian
import resolvers.nhi
import resolvers.run
import resolvers.tool_call
import resolvers.verdict
import resolvers.violation
from schema.declare.field import Role, argument, graph_field, leaf, one
from schema.declare.named_types import list_of, nullable, register
from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, BigInt, DateTime, Duration
from schema.declare.statistics import Fields, described_enum
from schema.environment import Environment
from storage import tables
from storage.nouns.verdict import Outcome as Outcome
from storage.nouns.verdict import Phase

described_enum(
    Outcome,
    {
        Outcome.PASSED: "Nothing was found.",
        Outcome.CORRECTED: "Violations were found and corrected; the call continued.",
        Outcome.BLOCKED: "The call was blocked.",
        Outcome.ERROR: "The call or the check failed.",
    },
)


described_enum(Phase, {Phase.BEFORE: "Before the tool ran.", Phase.AFTER: "After the tool returned."})


class ByViolation(Enum):
    """Properties by which violations can be counted."""

    TYPE = "TYPE"
    SEVERITY = "SEVERITY"
    GUARDIAN_ID = "GUARDIAN_ID"
    NHI_ID = "NHI_ID"
    OUTCOME = "OUTCOME"


described_enum(
    ByViolation,
    {
        ByViolation.TYPE: "Type of violation, such as `pii_exposure`. Null: not reported.",
        ByViolation.SEVERITY: "Severity, as named by the guardian. Null: not reported.",
        ByViolation.GUARDIAN_ID: "Id of the guardian that found the violation. Null: unknown.",
        ByViolation.NHI_ID: "Id of the identity that made the request. Null: unknown.",
        ByViolation.OUTCOME: "Outcome of the verdict. Null: not yet known.",
    },
    name="ViolationKey",
)


@register
@strawberry.type(description="Violations that share the same properties.")
class ViolationGroup:
    """Violations that share the same properties."""

    key = leaf(nullable(str), resolvers.violation.kind_key, "Value of the first property. Null: not reported.")
    keys = leaf(
        list_of(nullable(str)),
        resolvers.violation.kind_keys,
        "Values of all properties, in the order of `by`.",
    )
    count = leaf(int, resolvers.violation.kind_count, "Number of violations.")


def _violations() -> Fields:
    return {
        "violations": graph_field(
            list[ViolationGroup],
            "Violations in all verdicts, counted by their properties, most frequent first. Always computed from "
            "rows, never from roll-ups.",
            role=Role.LIST,
            sql=resolvers.violation.violations,
            arguments=[
                argument("by", list[ByViolation], "Properties to group by, one to three."),
                argument("first", int, "Maximum number of groups, from 1 to 10,000.", 20),
            ],
        )
    }


@node(
    tables.verdict,
    order=["decided_at", "latency"],
    groups=["outcome", "phase", "guardian_id", "nhi_id", "environment", "tag"],
    duration=lambda row: row.c.latency_us,
    counted=_violations,
    scope="logs:read",
)
class Verdict(Node):
    """The decision of a guardian on a request."""

    verdict_id: str = natural("Id of the verdict, assigned by the sender.")
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
    latency = leaf(nullable(Duration), lambda row: row.c.latency_us, "Duration of the check. Null: unknown.")
    decisive = leaf(
        bool,
        resolvers.verdict.is_decisive,
        "True if this verdict decides the outcome of its request. For a tool call, that is the worst of its "
        "verdicts and, among equally bad ones, the earliest. A verdict that is not on a tool call is always "
        "decisive; one without an outcome never is. Requests are counted by their decisive verdicts.",
    )
    decisive_of_guardian = leaf(
        bool,
        resolvers.verdict.is_decisive_of_guardian,
        "The same, compared only with verdicts of the same guardian on the tool call. Requests of each "
        "guardian are counted by these verdicts.",
    )
    guardian = one("Guardian", resolvers.guardian.guardian, "Guardian that gave the verdict. Null: not received yet.")
    tool_call = one("ToolCall", resolvers.tool_call.tool_call, "Tool call that was checked. Null: the verdict is on a run.")
    run = one("Run", resolvers.run.of_row, "Run that was checked. Null: unknown.")
    nhi = one("Nhi", resolvers.nhi.of_row, "Identity that made the request. Null: unknown.")
