"""Endpoint calls in the graph."""

import resolvers.run
import resolvers.workflow
from schema.declare.field import leaf, nullable, one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import DateTime, Duration
from storage import tables


@node(
    tables.endpoint_call,
    order=["called_at", "latency"],
    groups=["slug", "method", "status_code", "succeeded", "workflow_id"],
    duration=lambda row: row.c.latency_us,
)
class EndpointCall(Node):
    """One call of an endpoint."""

    call_id: str = natural("The sender's id of the call.")
    workflow_id: str | None
    run_id: str | None
    slug: str | None
    method: str | None
    status_code: int | None
    succeeded: bool | None
    called_at: DateTime | None
    latency = leaf(nullable(Duration), lambda row: row.c.latency_us, "Time to the answer. Null: no answer.")
    workflow = one("Workflow", resolvers.workflow.workflow, "The workflow behind the endpoint. Null: it has not arrived.")
    run = one("Run", resolvers.run.of_row, "The run that it started. Null: none.")
