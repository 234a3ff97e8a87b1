"""Guardians and tools of the demo, and what becomes of a tool call when guardians look at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from storage.demo.options import SECOND, DemoOptions
from storage.demo.row import Rows

GUARDIANS: dict[str, tuple[str, str]] = {
    "pii-redactor": ("PII-Redactor", "Masks personal data on its way into tools and models."),
    "spend-limiter": ("Spend-Limiter", "Stops payments and refunds beyond what an identity may spend."),
    "prompt-shield": ("Prompt-Shield", "Stops instructions that hide in documents and messages."),
    "data-boundary": ("Data-Boundary", "Keeps customer data inside its region and its purpose."),
    "tool-allowlist": ("Tool-Allowlist", "Lets an identity call only tools that were granted to it."),
    "secrets-scanner": ("Secrets-Scanner", "Finds keys and passwords in what is sent and what comes back."),
}

VIOLATIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "pii-redactor": (("iban", "MEDIUM"), ("email_address", "LOW"), ("phone_number", "LOW")),
    "spend-limiter": (("amount_over_limit", "HIGH"), ("unusual_beneficiary", "HIGH")),
    "prompt-shield": (("hidden_instruction", "HIGH"), ("role_override", "MEDIUM")),
    "data-boundary": (("bulk_read", "HIGH"), ("foreign_region", "MEDIUM")),
    "tool-allowlist": (("tool_not_granted", "HIGH"), ("scope_exceeded", "MEDIUM")),
    "secrets-scanner": (("credential_requested", "CRITICAL"), ("key_in_argument", "HIGH")),
}


@dataclass(frozen=True, slots=True)
class ToolPlan:
    """A tool: median latency in milliseconds, price in dollars, who looks before and after, what it is given and answers."""

    latency: float
    price: float
    before: str
    after: str | None
    arguments: str
    result: str


TOOLS: dict[str, ToolPlan] = {
    "sap.get_order": ToolPlan(180, 0.0, "tool-allowlist", None, '{"order":"PO-%d"}', '{"lines":4,"currency":"EUR"}'),
    "sap.post_document": ToolPlan(420, 0.0, "tool-allowlist", None, '{"document":"RE-%d"}', '{"posted":true}'),
    "postgres.query": ToolPlan(
        35, 0.0, "data-boundary", "pii-redactor", '{"sql":"select * from customers where id = %d"}', '{"rows":1}'
    ),
    "stripe.create_refund": ToolPlan(
        610, 0.01, "spend-limiter", None, '{"charge":"ch_%d","amount":48000}', '{"status":"pending"}'
    ),
    "stripe.create_payout": ToolPlan(700, 0.25, "spend-limiter", None, '{"reference":"PAY-%d"}', '{"status":"in_transit"}'),
    "slack.post_message": ToolPlan(150, 0.0, "pii-redactor", None, '{"channel":"#finance","thread":%d}', '{"ok":true}'),
    "mail.send": ToolPlan(240, 0.0004, "pii-redactor", None, '{"template":"notice","case":%d}', '{"queued":true}'),
    "vault.read_secret": ToolPlan(60, 0.0, "secrets-scanner", "secrets-scanner", '{"path":"prod/payments/%d"}', '{"version":7}'),
    "s3.get_object": ToolPlan(90, 0.0, "data-boundary", "pii-redactor", '{"key":"inbox/%d.pdf"}', '{"bytes":183204}'),
    "s3.put_object": ToolPlan(120, 0.0, "data-boundary", None, '{"key":"export/%d.csv"}', '{"etag":"9b2cf5"}'),
    "github.create_deployment": ToolPlan(380, 0.0, "tool-allowlist", None, '{"ref":"release-%d"}', '{"state":"success"}'),
    "kubernetes.apply": ToolPlan(900, 0.0, "tool-allowlist", None, '{"manifest":"release-%d"}', '{"changed":3}'),
    "okta.assign_role": ToolPlan(260, 0.0, "tool-allowlist", None, '{"user":"u%d","role":"reader"}', '{"assigned":true}'),
    "salesforce.update_opportunity": ToolPlan(330, 0.0, "data-boundary", None, '{"opportunity":"006%d"}', '{"updated":true}'),
    "bureau.get_score": ToolPlan(1100, 0.35, "data-boundary", "pii-redactor", '{"customer":%d}', '{"score":"B+"}'),
    "jira.create_issue": ToolPlan(290, 0.0, "prompt-shield", None, '{"project":"OPS","alert":%d}', '{"created":true}'),
    "search.web": ToolPlan(800, 0.005, "prompt-shield", "prompt-shield", '{"query":"supplier %d"}', '{"hits":10}'),
}

STOLEN_TOOLS = ("postgres.query", "stripe.create_refund", "vault.read_secret", "s3.put_object", "postgres.query")
"""What the compromised identity reaches for."""

WORST_FIRST = ("ERROR", "BLOCKED", "CORRECTED", "PASSED")
LET_THROUGH = ("PASSED", "CORRECTED")
STOPPED = {"BLOCKED": "blocked by a guardian", "ERROR": "a guardian gave no answer"}

USUAL = (("ERROR", 0.004), ("BLOCKED", 0.016), ("CORRECTED", 0.062))
ROGUE = (("ERROR", 0.01), ("BLOCKED", 0.79), ("CORRECTED", 0.87))
"""Cumulative chances of a guardian's verdicts; what is left passes."""


class Session(NamedTuple):
    """An MCP session: whose it is, which run it serves, and whether the identity is out of hand."""

    id: str
    nhi: str
    run: str | None
    rogue: bool
    environment: str


class Sessions:
    """Tells MCP sessions, their tool calls, and what guardians said of each."""

    def __init__(self, rows: Rows, options: DemoOptions, random: Random) -> None:
        self._rows = rows
        self._until = options.until
        self._random = random

    def add(
        self, row_id: str, nhi: str, start: int, tools: Sequence[str], *, client: str, run: str | None, rogue: bool = False
    ) -> None:
        """A session with a call of each tool in turn. What would come after the end of the window is left out."""
        if start > self._until:
            return
        session = Session(row_id, nhi, run, rogue, "TEST" if nhi in ("ci-runner-staging", "agent-evaluation") else "LIVE")
        moment = start
        for number, tool in enumerate(tools, start=1):
            moment += int(self._random.lognormvariate(0.4, 0.7) * SECOND)
            if moment > self._until:
                break
            moment = self._call(f"call-{row_id[4:]}.{number}", session, tool, moment)
        ended = moment + 2 * SECOND
        self._rows.add(
            "mcp_session",
            row_id,
            nhi_id=nhi,
            run_id=run,
            client=client,
            environment=session.environment,
            started_at=start,
            ended_at=ended if ended <= self._until else None,
        )

    def _call(self, row_id: str, session: Session, tool: str, moment: int) -> int:
        """One tool call with its verdicts; returns when it was answered."""
        plan = TOOLS[tool]
        outcome = self._verdict(f"{row_id}.b", row_id, session, plan.before, "BEFORE", moment)
        ran = outcome in LET_THROUGH
        latency = int(plan.latency * 1000 * self._random.lognormvariate(0, 0.5)) if ran else None
        answered = moment + (latency or 0)
        if ran and plan.after and answered <= self._until:
            after = self._verdict(f"{row_id}.a", row_id, session, plan.after, "AFTER", answered)
            outcome = min(outcome, after, key=WORST_FIRST.index)
        number = int(self._random.random() * 90_000) + 10_000
        error = None if outcome in LET_THROUGH else STOPPED[outcome]
        if error is None and self._random.random() < 0.012:
            error = "the tool answered 503"
        self._rows.add(
            "tool_call",
            row_id,
            session_id=session.id,
            run_id=session.run,
            nhi_id=session.nhi,
            tool=tool,
            outcome=outcome,
            called_at=moment,
            latency_us=latency,
            spend=round(plan.price * 1e9) if ran else 0,
            arguments=plan.arguments % number,
            result=None if error else plan.result,
            environment=session.environment,
            error=error,
        )
        return answered

    def _verdict(self, row_id: str, call: str, session: Session, guardian: str, phase: str, moment: int) -> str:
        chance = self._random.random()
        outcome = next((name for name, upto in (ROGUE if session.rogue else USUAL) if chance < upto), "PASSED")
        kinds = VIOLATIONS[guardian]
        kind, severity = kinds[int(self._random.random() * len(kinds))]
        self._rows.add(
            "verdict",
            f"verdict-{row_id[5:]}",
            guardian_id=guardian,
            tool_call_id=call,
            run_id=session.run,
            nhi_id=session.nhi,
            outcome=outcome,
            phase=phase,
            decided_at=moment,
            latency_us=int(9000 * self._random.lognormvariate(0, 0.6)),
            corrections=1 + int(self._random.random() * 3) if outcome == "CORRECTED" else 0,
            violations=f'[{{"type":"{kind}","severity":"{severity}"}}]' if outcome in ("BLOCKED", "CORRECTED") else None,
            reason=_reason(guardian, outcome, kind),
            environment=session.environment,
            tag="payments" if guardian == "spend-limiter" else None,
        )
        return outcome


def _reason(guardian: str, outcome: str, kind: str) -> str | None:
    name = GUARDIANS[guardian][0]
    if outcome == "PASSED":
        return None
    if outcome == "ERROR":
        return f"{name} gave no answer in time."
    return f"{name} {'stopped the call' if outcome == 'BLOCKED' else 'corrected it'}: {kind.replace('_', ' ')}."


def add_guardians(rows: Rows, options: DemoOptions) -> None:
    """The guardians, as they were set up long before the window."""
    for id_, (name, description) in GUARDIANS.items():
        rows.add("guardian", id_, at=options.since - 900 * 24 * 3600 * SECOND, name=name, description=description)
