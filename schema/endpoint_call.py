"""Endpoint calls in the graph."""

import resolvers.run
import resolvers.workflow
from schema.declare.field import leaf, one
from schema.declare.named_types import nullable
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

    call_id: str = natural("Id of the call, assigned by the sender.")
    workflow_id: str | None
    run_id: str | None
    slug: str | None
    method: str | None
    status_code: int | None
    succeeded: bool | None
    called_at: DateTime | None
    latency = leaf(nullable(Duration), lambda row: row.c.latency_us, "Time until the response. Null: no response.")
    workflow = one("Workflow", resolvers.workflow.workflow, "Workflow behind the endpoint. Null: not received yet.")
    run = one("Run", resolvers.run.of_row, "Run that the call started. Null: none.")
