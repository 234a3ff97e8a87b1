"""Workflows, runs, steps and calls of endpoints in the graph."""

import resolvers.governance
import resolvers.nhi
import resolvers.process_instance
import resolvers.run
import resolvers.task
from schema.field import figures, leaf, many, nullable, one
from schema.node import Node, natural, node
from schema.scalars import BigInt, DateTime, Duration, Usd
from schema.statistic import described_enum
from storage import tables
from storage.rollup import RUN_SUMS
from storage.run import RanByType as By
from storage.run import RunState as State
from storage.run import RunTrigger as Trigger
from storage.run import RunType as Door
from storage.run import StepKind as Step_
from storage.run import WorkflowKind as Kind
from storage.run import latest_key

described_enum(Kind, {Kind.AUTOMATION: "Steps that act on programs.", Kind.FLOW: "Steps that call models and tools."})
described_enum(
    State,
    {
        State.PENDING: "Waits to be started.",
        State.RUNNING: "Under way, also after a pause.",
        State.PAUSED: "Held until it is resumed.",
        State.COMPLETED: "Ended as planned.",
        State.FAILED: "Ended by an error.",
        State.CANCELLED: "Ended by a person.",
    },
)
described_enum(
    Trigger, {Trigger.MANUAL: "A person.", Trigger.ENDPOINT: "A call of its endpoint.", Trigger.SCHEDULED: "A schedule."}
)
described_enum(
    Door,
    {
        Door.WORKFLOW_BUILDER: "Tried out while being built.",
        Door.FORM: "A form.",
        Door.BATCH: "One of a batch.",
        Door.CHAT_ASSISTANT: "A chat.",
        Door.AGENT_ASSISTANT: "Another agent.",
        Door.TRIGGER: "An event.",
        Door.SCHEDULED: "A schedule.",
        Door.SUB_WORKFLOW: "Another workflow.",
        Door.API: "The API.",
    },
)
described_enum(
    By,
    {
        By.USER: "A person's session.",
        By.PERSONAL_API_KEY: "A person's key.",
        By.ORG_API_KEY: "A key of the organization.",
        By.SYSTEM: "The system itself.",
    },
)
described_enum(
    Step_,
    {
        Step_.SPAN: "A stretch of work.",
        Step_.GENERATION: "A call of a model.",
        Step_.TOOL: "A call of a tool.",
        Step_.AGENT: "The work of an agent.",
        Step_.EVENT: "A point in time.",
        Step_.OTHER: "Anything else.",
    },
)


@node(tables.workflow, groups=["kind"])
class Workflow(Node):
    """An automation or a flow."""

    workflow_id: str = natural("The sender's id of the workflow.")
    name: str | None
    kind: Kind | None
    project_id: str | None
    project_name: str | None
    parameters_count: int | None
    runs = many("Run", resolvers.run.of_workflow, "Its runs.")
    endpoint_calls = many("EndpointCall", resolvers.run.endpoint_calls_of_workflow, "Calls of its endpoints.")
    stats = figures("Run", resolvers.run.of_workflow, "Figures over its runs.")


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
    state: State | None
    trigger: Trigger | None
    run_type: Door | None
    started_at: DateTime | None
    ended_at: DateTime | None
    last_activity_at: DateTime | None
    dated_at = leaf(
        DateTime, resolvers.run.dated_at, "When it was started, or queued; where that is not known, a later time that is known."
    )
    user_id: str | None
    ran_by_type: By | None
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
    workflow = one("Workflow", resolvers.run.workflow, "The workflow that was run. Null: it has not arrived.")
    instance = one("ProcessInstance", resolvers.process_instance.of_row, "The process instance for which it ran. Null: none.")
    task = one("Task", resolvers.task.of_row, "The task that started it. Null: none.")
    parent = one("Run", resolvers.run.parent, "The run that started it. Null: none did.")
    children = many("Run", resolvers.run.children, "The runs that it started.")
    nhi = one("Nhi", resolvers.nhi.of_row, "The non-human identity that it ran as. Null: a person, or unknown.")
    steps = many("Step", resolvers.run.steps, "Its steps.")
    verdicts = many("Verdict", resolvers.governance.verdicts_of_run, "What guardians said of it.")
    tool_calls = many("ToolCall", resolvers.governance.tool_calls_of_run, "The tool calls that it made.")
    sessions = many("McpSession", resolvers.governance.sessions_of_run, "The MCP sessions that served it.")
    endpoint_calls = many("EndpointCall", resolvers.run.endpoint_calls, "The endpoint calls that started it.")


@node(
    tables.step,
    order=["started_at", "duration"],
    groups=["kind", "name", "model"],
    duration=resolvers.process_instance.duration,
    sums=["input_tokens", "output_tokens", "spend"],
)
class Step(Node):
    """One step of a run."""

    step_id: str = natural("The sender's id of the step.")
    run_id: str | None
    parent_id: str | None
    name: str | None
    kind: Step_ | None
    model: str | None
    started_at: DateTime | None
    ended_at: DateTime | None
    input_tokens: BigInt | None
    output_tokens: BigInt | None
    spend: Usd | None
    error: str | None
    duration = leaf(nullable(Duration), resolvers.process_instance.duration, "From start to end. Null: not ended, or an instant.")
    run = one("Run", resolvers.run.of_row, "The run. Null: it has not arrived.")
    parent = one("Step", resolvers.run.parent_step, "The step that holds it. Null: it is at the top.")


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
    workflow = one("Workflow", resolvers.run.workflow, "The workflow behind the endpoint. Null: it has not arrived.")
    run = one("Run", resolvers.run.of_row, "The run that it started. Null: none.")
