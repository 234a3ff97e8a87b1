"""Workflows in the graph."""

import resolvers.endpoint_call
import resolvers.run
from schema.declare.field import figures, many
from schema.declare.node import Node, natural, node
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.workflow import WorkflowKind

described_enum(
    WorkflowKind,
    {WorkflowKind.AUTOMATION: "Steps that operate programs.", WorkflowKind.FLOW: "Steps that call models and tools."},
)


@node(tables.workflow, groups=["kind"])
class Workflow(Node):
    """An automation or a flow."""

    workflow_id: str = natural("Id of the workflow, assigned by the sender.")
    name: str | None
    kind: WorkflowKind | None
    project_id: str | None
    project_name: str | None
    parameters_count: int | None
    runs = many("Run", resolvers.run.of_workflow, "Runs of the workflow.")
    endpoint_calls = many("EndpointCall", resolvers.endpoint_call.of_workflow, "Calls of the workflow's endpoints.")
    stats = figures("Run", resolvers.run.of_workflow, "Statistics of the workflow's runs.")
