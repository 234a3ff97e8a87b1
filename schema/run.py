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
from schema.declare.field import leaf, many, nullable, one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import BigInt, DateTime, Duration, Usd
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.run import RanByType, RunState, RunTrigger, RunType, latest_key
from storage.rollup.subjects import RUN_SUMS

described_enum(
    RunState,
    {
        RunState.PENDING: "Waits to be started.",
        RunState.RUNNING: "Under way, also after a pause.",
        RunState.PAUSED: "Held until it is resumed.",
        RunState.COMPLETED: "Ended as planned.",
        RunState.FAILED: "Ended by an error.",
        RunState.CANCELLED: "Ended by a person.",
    },
)


described_enum(
    RunTrigger,
    {RunTrigger.MANUAL: "A person.", RunTrigger.ENDPOINT: "A call of its endpoint.", RunTrigger.SCHEDULED: "A schedule."},
)


described_enum(
    RunType,
    {
        RunType.WORKFLOW_BUILDER: "Tried out while being built.",
        RunType.FORM: "A form.",
        RunType.BATCH: "One of a batch.",
        RunType.CHAT_ASSISTANT: "A chat.",
        RunType.AGENT_ASSISTANT: "Another agent.",
        RunType.TRIGGER: "An event.",
        RunType.SCHEDULED: "A schedule.",
        RunType.SUB_WORKFLOW: "Another workflow.",
        RunType.API: "The API.",
    },
)


described_enum(
    RanByType,
    {
        RanByType.USER: "A person's session.",
        RanByType.PERSONAL_API_KEY: "A person's key.",
        RanByType.ORG_API_KEY: "A key of the organization.",
        RanByType.SYSTEM: "The system itself.",
    },
)


@node(
    tables.run,
    order=["started_at", "ended_at", "duration", "total_tokens", "spend"],
    groups=["state", "trigger", "run_type", "workflow_id", "nhi_id", "error_category", "error", "ran_by_type"],
    duration=resolvers.process_instance.duration,
    sums=RUN_SUMS,
)
class Run(Node):
    """One execution of a workflow."""

    run_id: str = natural("The sender's id of the run.")
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
        DateTime, resolvers.run.dated_at, "When it was started, or queued; where that is not known, a later time that is known."
    )
    user_id: str | None
    ran_by_type: RanByType | None
    ran_by_id: str | None
    ran_by_name: str | None
    input_tokens: BigInt | None
    output_tokens: BigInt | None
    total_tokens: BigInt | None
    spend: Usd | None
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
    duration = leaf(nullable(Duration), resolvers.process_instance.duration, "From start to end. Null: not ended.")
    latest_at = leaf(nullable(DateTime), latest_key, "The latest of start, last activity and end. Null: none is known.")
    workflow = one("Workflow", resolvers.workflow.workflow, "The workflow that was run. Null: it has not arrived.")
    instance = one("ProcessInstance", resolvers.process_instance.of_row, "The process instance for which it ran. Null: none.")
    task = one("Task", resolvers.task.of_row, "The task that started it. Null: none.")
    parent = one("Run", resolvers.run.parent, "The run that started it. Null: none did.")
    children = many("Run", resolvers.run.children, "The runs that it started.")
    nhi = one("Nhi", resolvers.nhi.of_row, "The non-human identity that it ran as. Null: a person, or unknown.")
    steps = many("Step", resolvers.step.of_run, "Its steps.")
    verdicts = many("Verdict", resolvers.verdict.of_run, "What guardians said of it.")
    tool_calls = many("ToolCall", resolvers.tool_call.of_run, "The tool calls that it made.")
    sessions = many("McpSession", resolvers.mcp_session.of_run, "The MCP sessions that served it.")
    endpoint_calls = many("EndpointCall", resolvers.endpoint_call.of_run, "The endpoint calls that started it.")
