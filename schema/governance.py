"""Guardians, verdicts, MCP sessions, tool calls and configuration changes in the graph."""

from enum import Enum
from typing import Any

import strawberry

import resolvers.governance
import resolvers.nhi
import resolvers.run
import resolvers.violation
from schema.field import Role, argument, figures, graph_field, leaf, many, nullable, one
from schema.node import Node, natural, node
from schema.registry import register
from schema.scalars import JSON, BigInt, DateTime, Duration, Usd
from schema.statistic import described_enum
from storage import tables
from storage.governance import Environment as World
from storage.governance import Outcome as Said
from storage.governance import Phase as When

described_enum(World, {World.LIVE: "Production.", World.TEST: "A test system.", World.DEV: "A developer's system."})
described_enum(
    Said,
    {
        Said.PASSED: "Nothing was found.",
        Said.CORRECTED: "Something was found and mended; the call went on.",
        Said.BLOCKED: "The call was not let through.",
        Said.ERROR: "The call, or its check, failed.",
    },
)
described_enum(When, {When.BEFORE: "Before the tool ran.", When.AFTER: "At the tool's answer."})


@node(tables.guardian, scope="logs:read")
class Guardian(Node):
    """A policy that looks at what agents do."""

    guardian_id: str = natural("The sender's id of the guardian.")
    name: str | None
    description: str | None
    verdicts = many("Verdict", resolvers.governance.verdicts_of_guardian, "What it said.")
    nhis = many("Nhi", resolvers.nhi.of_guardian, "The identities that it is, or was, bound to.")
    stats = figures(
        "Verdict", resolvers.governance.verdicts_of_guardian, "Figures over its verdicts; durations are its latencies."
    )


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
    outcome: Said | None
    phase: When | None
    decided_at: DateTime | None
    corrections: BigInt | None
    violations: JSON | None
    reason: str | None
    environment: World | None
    tag: str | None
    latency = leaf(nullable(Duration), lambda row: row.c.latency_us, "Time that it took. Null: unknown.")
    decisive = leaf(
        bool,
        resolvers.governance.is_decisive,
        "Whether its request counts as what it says: of the verdicts on one tool call the worst is, of equally bad ones the "
        "first; one on no tool call always is, and one without outcome never. Requests are counted by these.",
    )
    decisive_of_guardian = leaf(
        bool,
        resolvers.governance.is_decisive_of_guardian,
        "The same among its own guardian's verdicts on the tool call: each guardian's requests are counted by these.",
    )
    guardian = one("Guardian", resolvers.governance.guardian, "The guardian. Null: it has not arrived.")
    tool_call = one("ToolCall", resolvers.governance.tool_call, "The tool call that it judged. Null: it judged a run.")
    run = one("Run", resolvers.run.of_row, "The run that it judged. Null: unknown.")
    nhi = one("Nhi", resolvers.nhi.of_row, "The identity behind the request. Null: unknown.")


@node(
    tables.mcp_session,
    order=["started_at", "duration"],
    groups=["nhi_id", "client", "environment"],
    duration=resolvers.governance.session_duration,
    scope="mcp:read",
)
class McpSession(Node):
    """A session with MCP servers."""

    session_id: str = natural("The sender's id of the session.")
    nhi_id: str | None
    run_id: str | None
    client: str | None
    environment: World | None
    started_at: DateTime | None
    ended_at: DateTime | None
    duration = leaf(nullable(Duration), resolvers.governance.session_duration, "For how long it was open. Null: it is open.")
    nhi = one("Nhi", resolvers.nhi.of_row, "The identity that opened it. Null: unknown.")
    run = one("Run", resolvers.run.of_row, "The run that it served. Null: none.")
    tool_calls = many("ToolCall", resolvers.governance.tool_calls_of_session, "The calls made in it.")


@node(
    tables.tool_call,
    order=["called_at", "latency", "spend"],
    groups=["tool", "outcome", "nhi_id", "session_id", "environment"],
    duration=lambda row: row.c.latency_us,
    sums=["spend"],
    scope="mcp:read",
)
class ToolCall(Node):
    """One call of a tool."""

    tool_call_id: str = natural("The sender's id of the call.")
    session_id: str | None
    run_id: str | None
    nhi_id: str | None
    tool: str | None
    called_at: DateTime | None
    spend: Usd | None
    arguments: JSON | None
    result: JSON | None
    error: str | None
    environment: World | None
    outcome = leaf(
        nullable(Said), resolvers.governance.outcome, "What became of it: the worst of its verdicts, else what its sender said."
    )
    latency = leaf(nullable(Duration), lambda row: row.c.latency_us, "Time to the answer. Null: unknown.")
    session = one("McpSession", resolvers.governance.session, "The session. Null: it was made outside one.")
    run = one("Run", resolvers.run.of_row, "The run that made it. Null: none.")
    nhi = one("Nhi", resolvers.nhi.of_row, "The identity that made it. Null: unknown.")
    verdicts = many("Verdict", resolvers.governance.verdicts_of_tool_call, "What guardians said of it.")


@node(tables.config_change, order=["changed_at"], groups=["actor", "resource", "setting"], scope="mcp:read")
class ConfigChange(Node):
    """A change of configuration."""

    change_id: str = natural("The sender's id of the change.")
    changed_at: DateTime | None
    actor: str | None
    resource: str | None
    setting: str | None
    old_value: JSON | None
    new_value: JSON | None


@register
@strawberry.type(description="A tool, known by the calls of it.")
class Tool:
    """A tool."""

    name: str = leaf(str, lambda row: row.c.tool, "Name of the tool, with its server, such as `postgres.query`.")
    calls = many("ToolCall", resolvers.governance.calls_of_tool, "The calls of it.")
    nhis = many("Nhi", resolvers.governance.callers_of_tool, "The identities that called it.")
    stats = figures("ToolCall", resolvers.governance.calls_of_tool, "Figures over its calls; durations are latencies.")
