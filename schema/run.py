"""Runs in the graph."""

import resolvers.endpoint_call
import resolvers.mcp_session
import resolvers.nhi
import resolvers.process_instance
import resolvers.run
import resolvers.step
import resolvers.task
import resolvers.tool_call
import resolvers.verdict
import resolvers.workflow
from schema.declare.field import leaf, many, one
from schema.declare.named_types import nullable
from schema.declare.node import Node, natural, node
from schema.declare.scalars import BigInt, DateTime, Duration, Usd
from schema.declare.statistics import described_enum
from schema.spend import SpendSource
from storage import tables
from storage.nouns.run import RanByType, RunState, RunTrigger, RunType, latest_key

described_enum(
    RunState,
    {
        RunState.PENDING: "Waiting to start.",
        RunState.RUNNING: "In progress, including after a pause.",
        RunState.PAUSED: "Paused until it is resumed.",
        RunState.COMPLETED: "Completed normally.",
        RunState.FAILED: "Ended by an error.",
        RunState.CANCELLED: "Cancelled by a person.",
    },
)


described_enum(
    RunTrigger,
    {
        RunTrigger.MANUAL: "Started by a person.",
        RunTrigger.ENDPOINT: "Started by a call of the workflow's endpoint.",
        RunTrigger.SCHEDULED: "Started by a schedule.",
    },
)


described_enum(
    RunType,
    {
        RunType.WORKFLOW_BUILDER: "Tried out in the workflow builder.",
        RunType.FORM: "Started from a form.",
        RunType.BATCH: "Part of a batch.",
        RunType.CHAT_ASSISTANT: "Started from a chat.",
        RunType.AGENT_ASSISTANT: "Started by another agent.",
        RunType.TRIGGER: "Started by an event.",
        RunType.SCHEDULED: "Started by a schedule.",
        RunType.SUB_WORKFLOW: "Started by another workflow.",
        RunType.API: "Started through the API.",
    },
)


described_enum(
    RanByType,
    {
        RanByType.USER: "Session of a person.",
        RanByType.PERSONAL_API_KEY: "API key of a person.",
        RanByType.ORG_API_KEY: "API key of the organization.",
        RanByType.SYSTEM: "The system itself.",
    },
)


@node(
    tables.run,
    order=["started_at", "ended_at", "duration", "total_tokens", "spend"],
    groups=["state", "trigger", "run_type", "workflow_id", "nhi_id", "error_category", "error", "ran_by_type", "spend_source"],
    duration=resolvers.process_instance.duration,
)
class Run(Node):
    """One execution of a workflow."""

    run_id: str = natural("Id of the run, assigned by the sender.")
    workflow_id: str | None
    instance_id: str | None
    task_id: str | None
    parent_id: str | None
    nhi_id: str | None
    external_id: str | None
    conversation_id: str | None
    state: RunState | None
    trigger: RunTrigger | None
    run_type: RunType | None
    started_at: DateTime | None
    ended_at: DateTime | None
    last_activity_at: DateTime | None
    dated_at = leaf(
        DateTime,
        resolvers.run.dated_at,
        "When the run was started or queued. If unknown: the last activity, otherwise the end, otherwise the "
        "event time of the latest record of the run.",
    )
    user_id: str | None
    ran_by_type: RanByType | None
    ran_by_id: str | None
    ran_by_name: str | None
    input_tokens: BigInt | None
    output_tokens: BigInt | None
    cache_read_tokens: BigInt | None
    cache_write_tokens: BigInt | None
    reasoning_tokens: BigInt | None
    total_tokens: BigInt | None
    spend: Usd | None
    spend_source: SpendSource | None
    clicks: BigInt | None
    keystrokes: BigInt | None
    scrolls: BigInt | None
    screenshots: BigInt | None
    total_steps: BigInt | None
    total_iterations: BigInt | None
    inputs: str | None
    outputs: str | None
    llms: str | None
    feedback: str | None
    error: str | None
    error_category: str | None
    figures_from_steps: bool | None
    duration = leaf(
        nullable(Duration),
        resolvers.process_instance.duration,
        "Time from start to end. Null: not ended, or ended before its start.",
    )
    latest_at = leaf(nullable(DateTime), latest_key, "Latest of start, last activity and end. Null: all unknown.")
    workflow = one("Workflow", resolvers.workflow.workflow, "Workflow that was executed. Null: not received yet.")
    instance = one(
        "ProcessInstance", resolvers.process_instance.of_row, "Process instance for which the run was executed. Null: none."
    )
    task = one("Task", resolvers.task.of_row, "Task that started the run. Null: none.")
    parent = one("Run", resolvers.run.parent, "Run that started this run. Null: none.")
    children = many("Run", resolvers.run.children, "Runs that this run started.")
    nhi = one("Nhi", resolvers.nhi.of_row, "Non-human identity that executed the run. Null: a person, or unknown.")
    steps = many("Step", resolvers.step.of_run, "Steps of the run.")
    verdicts = many("Verdict", resolvers.verdict.of_run, "Verdicts on the run.")
    tool_calls = many("ToolCall", resolvers.tool_call.of_run, "Tool calls that the run made.")
    sessions = many("McpSession", resolvers.mcp_session.of_run, "MCP sessions that the run used.")
    endpoint_calls = many("EndpointCall", resolvers.endpoint_call.of_run, "Endpoint calls that started the run.")
