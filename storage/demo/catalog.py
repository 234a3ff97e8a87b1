"""The process models of the demo: their groups, versions, activities, and how long work takes."""

from dataclasses import dataclass

from storage.demo.options import MINUTE
from storage.nouns.record import HOUR


@dataclass(frozen=True, slots=True)
class ActivityPlan:
    """An activity: who or what does it, its median times in minutes, and how often it happens and fails."""

    element_id: str
    name: str
    type: str
    lane: str | None
    wait: float
    work: float
    milestone: str | None = None
    workflow: str | None = None
    calls: str | None = None
    chance: float = 1.0
    failure: float = 0.0
    since_version: int = 1


@dataclass(frozen=True, slots=True)
class Deployment:
    """A version of a model: days before the last midnight of the window at which it is deployed, and how bad it is."""

    days_before: float
    failing: str | None = None
    failure: float = 0.0
    message: str = ""
    line: tuple[int, int, str] = (0, 0, "")


@dataclass(frozen=True, slots=True)
class ModelPlan:
    """A process model: share of the load, versions and activities in order."""

    id: str
    name: str
    description: str
    load: int
    versions: tuple[Deployment, ...]
    activities: tuple[ActivityPlan, ...]

    def of_version(self, version: int) -> tuple[ActivityPlan, ...]:
        """The activities of one version, in order."""
        return tuple(a for a in self.activities if a.since_version <= version)


GROUPS: dict[str, tuple[str, str]] = {
    "finance": ("Finance", "Invoices, expenses and payments."),
    "finance/payables": ("Payables", "What is owed to suppliers, and its payment."),
    "hr": ("People", "Joining, moving and leaving."),
    "it": ("IT", "Access, alerts and the machines behind the rest."),
    "sales": ("Sales", "From the first question to the paid order."),
}


def person(
    element_id: str, name: str, lane: str, wait: float, work: float, milestone: str | None = None, *, chance: float = 1.0
) -> ActivityPlan:
    """An activity that a person of a lane does."""
    return ActivityPlan(element_id, name, "userTask", lane, wait, work, milestone, chance=chance)


def machine(
    element_id: str,
    name: str,
    work: float,
    milestone: str | None = None,
    *,
    workflow: str | None = None,
    failure: float = 0.004,
    since_version: int = 1,
    kind: str = "serviceTask",
) -> ActivityPlan:
    """An activity that a machine does, by a workflow where one is named."""
    return ActivityPlan(
        element_id, name, kind, None, 0.05, work, milestone, workflow, failure=failure, since_version=since_version
    )


def call(element_id: str, name: str, calls: str, *, chance: float) -> ActivityPlan:
    """An activity that starts an instance of another model and waits for it."""
    return ActivityPlan(element_id, name, "callActivity", None, 0.05, 1, calls=calls, chance=chance)


BAD_VERSION = Deployment(
    6.6,
    "Activity_MatchInvoice",
    0.62,
    "KeyError: 'purchase_order_id'",
    (41, 12, "order = orders[invoice['purchase_order_id']]"),
)
"""Renames a field that the matching script still reads: the storm of the last week."""

MODELS: tuple[ModelPlan, ...] = (
    ModelPlan(
        "finance/invoice-review",
        "Invoice review",
        "A supplier's invoice is captured, matched with its order, reviewed and posted.",
        26,
        (Deployment(200), BAD_VERSION, Deployment(2.4)),
        (
            machine("Activity_CaptureInvoice", "Capture invoice", 1.2, "Received", workflow="invoice-capture"),
            machine("Activity_MatchInvoice", "Match invoice to order", 2.0, workflow="invoice-matching", failure=0.012),
            machine("Activity_CheckDuplicate", "Check for duplicates", 0.4, since_version=3, kind="scriptTask"),
            person("Activity_ReviewInvoice", "Review invoice", "Accounts payable", 95, 11, "Reviewed"),
            person("Activity_ApprovePayment", "Approve payment", "Controllers", 240, 6, "Approved", chance=0.35),
            machine("Activity_PostLedger", "Post to ledger", 0.7, "Posted", failure=0.006),
            call("Activity_Pay", "Pay supplier", "finance/payables/payment", chance=0.12),
        ),
    ),
    ModelPlan(
        "finance/payables/payment",
        "Supplier payment",
        "Bank details are checked, the payment is released and sent to the bank.",
        10,
        (Deployment(310), Deployment(38)),
        (
            machine("Activity_CheckBankDetails", "Check bank details", 0.8, "Checked", workflow="bank-details-check"),
            person("Activity_ReleasePayment", "Release payment", "Treasury", 180, 4, "Released"),
            machine("Activity_SendToBank", "Send to bank", 3.0, "Paid", workflow="bank-transfer", failure=0.015),
        ),
    ),
    ModelPlan(
        "finance/expense-claim",
        "Expense claim",
        "An employee's receipts are read, checked against the policy, approved and paid back.",
        14,
        (Deployment(150), Deployment(61)),
        (
            person("Activity_SubmitClaim", "Submit claim", "Employees", 5, 9, "Submitted"),
            machine("Activity_ReadReceipts", "Read receipts", 1.5, workflow="receipt-reader", failure=0.01),
            person("Activity_ApproveClaim", "Approve claim", "Line managers", 420, 3, "Approved"),
            machine("Activity_Reimburse", "Reimburse", 0.9, "Reimbursed"),
        ),
    ),
    ModelPlan(
        "hr/onboarding",
        "Onboarding",
        "A new colleague gets a contract, accounts, equipment and a plan for the first week.",
        5,
        (Deployment(260), Deployment(72), Deployment(20)),
        (
            person("Activity_CollectDocuments", "Collect documents", "HR", 600, 25, "Documents complete"),
            machine("Activity_DraftContract", "Draft contract", 2.5, workflow="contract-drafting"),
            person("Activity_SignContract", "Sign contract", "HR", 900, 8, "Signed"),
            call("Activity_CreateAccounts", "Create accounts", "it/access-request", chance=0.9),
            person("Activity_OrderEquipment", "Order equipment", "IT desk", 300, 12, "Equipped"),
            person("Activity_Welcome", "Welcome", "HR", 1500, 45, "Started"),
        ),
    ),
    ModelPlan(
        "it/access-request",
        "Access request",
        "Somebody asks for access; its risk is judged, it is approved and granted.",
        17,
        (Deployment(120), Deployment(45)),
        (
            machine("Activity_AssessRisk", "Assess risk", 0.9, "Assessed", workflow="access-risk-triage"),
            person("Activity_ApproveAccess", "Approve access", "System owners", 150, 3, "Approved"),
            machine("Activity_GrantAccess", "Grant access", 0.6, "Granted", workflow="account-provisioning", failure=0.012),
        ),
    ),
    ModelPlan(
        "it/incident-response",
        "Incident response",
        "An alert is triaged, looked into, contained and written up.",
        6,
        (Deployment(95),),
        (
            machine("Activity_TriageAlert", "Triage alert", 0.7, "Triaged", workflow="alert-triage"),
            person("Activity_Investigate", "Investigate", "Operations", 12, 55, "Understood"),
            person("Activity_Contain", "Contain", "Operations", 4, 30, "Contained", chance=0.6),
            person("Activity_WriteReview", "Write review", "Operations", 2000, 60, "Closed"),
        ),
    ),
    ModelPlan(
        "sales/quote",
        "Quote",
        "A customer's wish becomes a priced offer.",
        12,
        (Deployment(140), Deployment(30)),
        (
            person("Activity_GatherRequirements", "Gather requirements", "Sales", 60, 35, "Qualified"),
            machine("Activity_PriceQuote", "Price quote", 1.8, "Priced", workflow="quote-pricing", failure=0.008),
            person("Activity_ApproveDiscount", "Approve discount", "Sales directors", 300, 5, "Discounted", chance=0.3),
            person("Activity_SendQuote", "Send quote", "Sales", 45, 6, "Sent"),
        ),
    ),
    ModelPlan(
        "sales/order-to-cash",
        "Order to cash",
        "An order is checked, delivered and invoiced.",
        10,
        (Deployment(170), Deployment(52)),
        (
            machine("Activity_CheckCredit", "Check credit", 0.8, "Accepted", workflow="credit-check"),
            person("Activity_PickGoods", "Pick goods", "Warehouse", 130, 20, "Picked"),
            person("Activity_ShipGoods", "Ship goods", "Warehouse", 75, 12, "Shipped"),
            machine("Activity_SendInvoice", "Send invoice", 0.5, "Invoiced", failure=0.006),
        ),
    ),
)

REGIONS = ("EMEA", "EMEA", "EMEA", "AMER", "AMER", "APAC")
CHANNELS = ("email", "email", "portal", "portal", "portal", "edi", "phone")

USERS: dict[str, tuple[str, ...]] = {
    "Accounts payable": ("amira.haddad", "jonas.weber", "li.na", "olu.adeyemi", "petra.novak"),
    "Controllers": ("greta.lind", "marco.rossi", "sana.iqbal"),
    "Treasury": ("david.cohen", "ines.moreau"),
    "Employees": (
        "ana.silva",
        "ben.carter",
        "chloe.martin",
        "emil.hansen",
        "fatima.zahra",
        "kenji.sato",
        "lucy.brown",
        "tom.baker",
    ),
    "Line managers": ("hanna.berg", "raj.patel", "sofia.costa", "viktor.horvat"),
    "HR": ("claire.dubois", "mei.tanaka", "noah.fischer"),
    "IT desk": ("arun.nair", "jana.kral", "sam.jones"),
    "System owners": ("elif.kaya", "george.hill", "maya.levi", "peter.koch"),
    "Operations": ("dana.scott", "igor.petrov", "nadia.benali", "yuki.mori"),
    "Sales": ("alex.turner", "bianca.greco", "carlos.vega", "diana.popescu", "eva.lang"),
    "Sales directors": ("frank.muller", "helen.wright"),
    "Warehouse": ("ivan.dimitrov", "joao.santos", "kasia.nowak", "liam.murphy"),
}

PAUSE = MINUTE // 20
"""Between the end of one activity and the moment when the next could begin."""

LONGEST_STUCK = 60 * HOUR
"""No stuck task is left alone for longer before a person deals with it."""
