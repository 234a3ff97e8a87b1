"""The workflows of the demo: automations and flows, the identities that run them, and what they call."""

from dataclasses import dataclass

from storage.demo.options import DemoOptions
from storage.demo.row import Rows
from storage.nouns.record import DAY


@dataclass(frozen=True, slots=True)
class WorkflowPlan:
    """An automation or flow. `minutes` is the median of runs that no task starts; `hours` and `days` are their schedule."""

    id: str
    name: str
    kind: str
    project: str
    nhi: str
    tools: tuple[str, ...] = ()
    model: str | None = None
    tokens: int = 0
    parameters: int = 2
    minutes: float = 2.0
    hours: tuple[int, ...] = ()
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    child: str | None = None
    endpoint: str | None = None
    chat: bool = False

    @property
    def flow(self) -> bool:
        """Whether it is an AI flow, with model calls and tokens."""
        return self.kind == "FLOW"


LARGE, SMALL = "claude-sonnet-4-5", "gpt-5-mini"

PRICE = {LARGE: (3_000, 15_000), SMALL: (250, 2_000)}
"""Nano-dollars for a token in, and for a token out."""

EVERY_FOUR_HOURS = (0, 4, 8, 12, 16, 20)
WORKING_HOURS = tuple(range(7, 19))
WEEKDAYS = (0, 1, 2, 3, 4)

WORKFLOWS: tuple[WorkflowPlan, ...] = (
    WorkflowPlan("invoice-capture", "Invoice capture", "AUTOMATION", "finance", "svc-invoice-capture", ("s3.get_object",)),
    WorkflowPlan(
        "invoice-matching",
        "Invoice matching",
        "FLOW",
        "finance",
        "agent-invoice-matcher",
        ("sap.get_order", "slack.post_message"),
        LARGE,
        3800,
        3,
    ),
    WorkflowPlan("bank-details-check", "Bank details check", "AUTOMATION", "finance", "svc-bank-details", ("postgres.query",)),
    WorkflowPlan(
        "bank-transfer", "Bank transfer", "AUTOMATION", "finance", "svc-bank-gateway", ("stripe.create_payout",), parameters=4
    ),
    WorkflowPlan(
        "receipt-reader", "Receipt reader", "FLOW", "finance", "agent-receipt-reader", ("s3.get_object",), SMALL, 2100, 1
    ),
    WorkflowPlan(
        "contract-drafting", "Contract drafting", "FLOW", "hr", "agent-contract-drafter", ("mail.send",), LARGE, 9200, 5
    ),
    WorkflowPlan(
        "access-risk-triage", "Access risk triage", "FLOW", "it", "agent-access-triage", ("postgres.query",), SMALL, 1400
    ),
    WorkflowPlan("account-provisioning", "Account provisioning", "AUTOMATION", "it", "svc-provisioning", ("okta.assign_role",)),
    WorkflowPlan(
        "alert-triage", "Alert triage", "FLOW", "it", "agent-alert-triage", ("jira.create_issue", "search.web"), SMALL, 2600, 1
    ),
    WorkflowPlan(
        "quote-pricing",
        "Quote pricing",
        "FLOW",
        "sales",
        "agent-quote-pricer",
        ("salesforce.update_opportunity",),
        LARGE,
        3100,
        4,
        hours=WORKING_HOURS,
        days=WEEKDAYS,
        endpoint="price-quote",
    ),
    WorkflowPlan("credit-check", "Credit check", "AUTOMATION", "sales", "svc-credit-check", ("bureau.get_score",), parameters=1),
    WorkflowPlan(
        "supplier-chat",
        "Supplier chat",
        "FLOW",
        "procurement",
        "agent-supplier-chat",
        ("search.web", "sap.get_order"),
        SMALL,
        1900,
        1,
        hours=WORKING_HOURS,
        days=WEEKDAYS,
        endpoint="supplier-chat",
        chat=True,
    ),
    WorkflowPlan(
        "nightly-reconciliation",
        "Nightly reconciliation",
        "AUTOMATION",
        "finance",
        "svc-reconciliation",
        ("postgres.query", "sap.post_document"),
        minutes=38,
        hours=(2,),
        child="supplier-sync",
    ),
    WorkflowPlan(
        "supplier-sync",
        "Supplier sync",
        "AUTOMATION",
        "procurement",
        "svc-supplier-sync",
        ("postgres.query", "s3.put_object"),
        minutes=9,
        hours=EVERY_FOUR_HOURS,
    ),
    WorkflowPlan(
        "release-pipeline",
        "Release pipeline",
        "AUTOMATION",
        "platform",
        "ci-runner-prod",
        ("github.create_deployment", "kubernetes.apply"),
        minutes=14,
        hours=(8, 10, 13, 15),
        days=WEEKDAYS,
        child="release-notes",
    ),
    WorkflowPlan(
        "release-notes", "Release notes", "FLOW", "platform", "bot-release-notes", ("slack.post_message",), SMALL, 1700, 1
    ),
    WorkflowPlan(
        "usage-report",
        "Usage report",
        "AUTOMATION",
        "platform",
        "svc-usage-report",
        ("s3.put_object",),
        minutes=5,
        hours=(6,),
        days=(0,),
    ),
)

WORKFLOW_BY_ID = {plan.id: plan for plan in WORKFLOWS}

PROJECTS = {
    "finance": "Finance",
    "hr": "People",
    "it": "IT",
    "sales": "Sales",
    "procurement": "Procurement",
    "platform": "Platform",
}


def add_workflows(rows: Rows, options: DemoOptions) -> None:
    """The workflows, as they were published before the window."""
    for plan in WORKFLOWS:
        rows.add(
            "workflow",
            plan.id,
            at=options.since - 30 * DAY,
            name=plan.name,
            kind=plan.kind,
            project_id=f"project-{plan.project}",
            project_name=PROJECTS[plan.project],
            parameters_count=plan.parameters,
        )
