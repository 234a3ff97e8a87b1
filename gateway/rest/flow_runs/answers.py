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
_NOTHING: Mapping[str, Any] = {"workflow": None, "projectId": None, "projectName": None}


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


def flow_run(node: dict[str, Any]) -> dict[str, Any]:
    """The run as the document shows it. Its keys are the document's already; what it spells otherwise is put in their place."""
    tokens = (node.pop("inputTokens") or 0) + (node.pop("outputTokens") or 0)
    workflow = (node["parent_project_id"] or _NOTHING)["workflow"] or _NOTHING
    state, run_type, ran_by = node["state"], node["run_type"], node["ran_by_type"]
    node["is_flow_successful"] = _SUCCESS.get(state)
    node["state"] = _SPELLED.get(state)
    if node["total_tokens"] is None:
        node["total_tokens"] = tokens
    node["run_type"] = run_type and run_type.lower()
    node["ran_by_type"] = ran_by and ran_by.lower()
    node["parent_project_id"] = workflow["projectId"]
    node["parent_project_name"] = workflow["projectName"]
    return node
