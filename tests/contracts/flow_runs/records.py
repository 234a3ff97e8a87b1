"""Records for stores of flow runs."""

from typing import Any

from storage.nouns.record import Instant, Record
from storage.nouns.run import RanByType, Run, RunState, RunType
from storage.nouns.workflow import Workflow, WorkflowKind

AT = Instant(1_777_885_200_000_000)
"""2026-05-04T09:00:00Z."""
SECOND = 1_000_000
DAY = 86_400 * SECOND
FLOW = "invoice-matching"
PATH = f"/analytics/org/acme/flows/{FLOW}"
PARENT = "b7a9e8a4-3f25-4c73-8b3c-d2b5f4b8c001"


def flow(own: str = FLOW, **values: Any) -> Record:
    """A flow."""
    return Workflow(id=own, at=AT, kind=WorkflowKind.FLOW, **values)


def run(own: str, started_at: int | None = AT, **values: Any) -> Record:
    """A run of the flow."""
    given: dict[str, Any] = {"workflow_id": FLOW, "state": RunState.COMPLETED, **values}
    return Run(id=own, at=AT, started_at=None if started_at is None else Instant(started_at), **given)


def example() -> list[Record]:
    """The store of the example: a run that another flow of the project started."""
    return [
        flow(),
        flow("payables", project_id="project-finance", project_name="Finance"),
        run(PARENT, workflow_id="payables"),
        run(
            "0d2c5a0e-6f0b-4d0e-9a55-3f3f5a1d7c11",
            parent_id=PARENT,
            ended_at=Instant(AT + 4_250_000),
            total_tokens=1830,
            user_id="ana@example.com",
            inputs='{"in-0": "Summarise the attached invoice."}',
            outputs='{"out-0": "Invoice 1041 over 120.50 USD is due on 1 June."}',
            llms="gpt-4o",
            run_type=RunType.SUB_WORKFLOW,
            ran_by_type=RanByType.USER,
            ran_by_id="6b1d3c52-8d1c-4b8e-9a0f-55b0a7a3c9f2",
            ran_by_name="ana@example.com",
        ),
    ]
