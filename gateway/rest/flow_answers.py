"""A run as the flow-runs API shows it, made of a run of the graph."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

STATES: Mapping[str, str] = {
    "PENDING": "PENDING",
    "PAUSED": "PAUSED",
    "RESUMED": "RUNNING",
    "COMPLETED": "COMPLETED",
    "FAILED": "FAILED",
    "CANCELLED": "CANCELLED",
}
"""The document's states, and what the graph calls them."""

_SPELLED = {state: spelled for spelled, state in STATES.items()}
_SUCCESS = {"COMPLETED": True, "FAILED": False, "CANCELLED": False}


class FlowRun(BaseModel):
    """Summary of a single workflow run. Every key is always present."""

    run_id: Annotated[str, Field(description="Id of the run, as its sender chose it.")]
    conversation_id: str | None
    date: Annotated[
        str,
        Field(
            description="When it was started, or queued; where that is not known, the latest time that is known of it.",
            json_schema_extra={"format": "date-time"},
        ),
    ]
    is_flow_successful: Annotated[
        bool | None, Field(description="True: COMPLETED. False: FAILED or CANCELLED. Null: it has not ended.")
    ]
    state: Annotated[
        Literal["PENDING", "PAUSED", "RESUMED", "COMPLETED", "FAILED", "CANCELLED"] | None,
        Field(description="Where the run stands; RESUMED is one that is under way. Null: the sender has not said."),
    ]
    error: str | None
    latency: Annotated[float | None, Field(description="Seconds from start to end. Null: it has not ended.")]
    total_tokens: Annotated[int, Field(description="Tokens that went in and came out. 0: none, or unknown.")]
    user_id: str | None
    inputs: str | None
    outputs: str | None
    llms: Annotated[str | None, Field(description="Models that it called, comma-separated.")]
    feedback: str | None
    run_type: Annotated[
        Literal[
            "workflow_builder",
            "form",
            "batch",
            "chat_assistant",
            "agent_assistant",
            "trigger",
            "scheduled",
            "sub_workflow",
            "api",
        ]
        | None,
        Field(description="How the run was initiated. Null: unknown."),
    ]
    ran_by_type: Annotated[
        Literal["user", "personal_api_key", "org_api_key", "system"] | None,
        Field(description="Who or what authenticated the run. Null: unknown."),
    ]
    ran_by_id: Annotated[str | None, Field(description="ID of the user or API key that triggered the run.")]
    ran_by_display_name: Annotated[
        str | None, Field(description="Display name of the user (email) or API key (name) that triggered the run.")
    ]
    parent_run_id: Annotated[str | None, Field(description="Run ID of the parent workflow for sub-workflow runs.")]
    parent_project_id: Annotated[str | None, Field(description="Project ID of the parent workflow for sub-workflow runs.")]
    parent_project_name: Annotated[str | None, Field(description="Name of the parent project for sub-workflow runs.")]


class Detail(BaseModel):
    """A request that is not answered."""

    detail: str


class Problem(BaseModel):
    """What is wrong with one parameter."""

    loc: Annotated[list[str | int], Field(description="Where it is: `query` and its name.")]
    msg: Annotated[str, Field(description="What is wrong with it.")]
    type: str


class Invalid(BaseModel):
    """A request whose parameters do not validate."""

    detail: list[Problem]


def flow_run(node: Mapping[str, Any]) -> dict[str, Any]:
    """The run with the document's keys, in its order."""
    state = node["state"]
    workflow = (node["parent"] or {}).get("workflow") or {}
    return {
        "run_id": node["runId"],
        "conversation_id": node["conversationId"],
        "date": node["startedAt"] or node["lastActivityAt"] or node["endedAt"] or node["eventAt"],
        "is_flow_successful": _SUCCESS.get(state),
        "state": _SPELLED.get(state),
        "error": node["error"],
        "latency": node["latency"],
        "total_tokens": _tokens(node),
        "user_id": node["userId"],
        "inputs": node["inputs"],
        "outputs": node["outputs"],
        "llms": node["llms"],
        "feedback": node["feedback"],
        "run_type": _lower(node["runType"]),
        "ran_by_type": _lower(node["ranByType"]),
        "ran_by_id": node["ranById"],
        "ran_by_display_name": node["ranByName"],
        "parent_run_id": node["parentId"],
        "parent_project_id": workflow.get("projectId"),
        "parent_project_name": workflow.get("projectName"),
    }


def _tokens(node: Mapping[str, Any]) -> int:
    if node["totalTokens"] is not None:
        return int(node["totalTokens"])
    return (node["inputTokens"] or 0) + (node["outputTokens"] or 0)


def _lower(name: str | None) -> str | None:
    return None if name is None else name.lower()
