"""Attributes by what they state, in order of preference, and ids of steps: what spans and events have in common.

They are those of the conventions for generative AI and for MCP of OpenTelemetry, of OpenInference, and of OpenLLMetry.
"""

PROVIDER = ("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system")
MODEL = ("gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "embedding.model_name", "llm.request.model")
TOOL = ("gen_ai.tool.name", "tool.name", "traceloop.entity.name")
ARGUMENTS = ("gen_ai.tool.call.arguments", "input.value", "traceloop.entity.input")
RESULT = ("gen_ai.tool.call.result", "output.value", "traceloop.entity.output")
INPUTS = ("gen_ai.input.messages", "input.value", "traceloop.entity.input")
OUTPUTS = ("gen_ai.output.messages", "output.value", "traceloop.entity.output")
CONVERSATION = ("gen_ai.conversation.id", "session.id", "traceloop.association.properties.session_id")
USER = ("user.id", "enduser.id", "traceloop.association.properties.user_id")
WORKFLOW = ("gen_ai.workflow.name", "traceloop.workflow.name", "gen_ai.agent.name", "agent.name", "traceloop.entity.name")
AGENT_NAME = ("gen_ai.agent.name", "agent.name")
IDENTITY = ("pentagraph.nhi.id", "gen_ai.agent.id")
INSTANCE = ("pentagraph.process_instance.id",)
TASK = ("pentagraph.task.id",)
SESSION = ("mcp.session.id",)


def step_id(trace_id: str, span_id: str) -> str:
    """The id of a span's step, and of its tool call. Span ids are unique within their trace only."""
    return f"{trace_id}/{span_id}"
