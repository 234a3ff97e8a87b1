"""Response bodies of the flow-runs API, and the conversion from a run of the graph."""

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
"""States of the published document, mapped to those of the graph."""


_SPELLED = {state: spelled for spelled, state in STATES.items()}


_SUCCESS = {"COMPLETED": True, "FAILED": False, "CANCELLED": False}


_NOTHING: Mapping[str, Any] = {"workflow": None, "projectId": None, "projectName": None}


class FlowRun(BaseModel):
    """Summary of a single workflow run. Every key is always present."""

    run_id: Annotated[str, Field(description="Id of the run, as chosen by the sender.")]
    conversation_id: str | None
    date: Annotated[
        str,
        Field(
            description="Time at which the run was started or queued; if unknown, the latest known time of the run.",
            json_schema_extra={"format": "date-time"},
        ),
    ]
    is_flow_successful: Annotated[bool | None, Field(description="True: COMPLETED. False: FAILED or CANCELLED. Null: not ended.")]
    state: Annotated[
        Literal["PENDING", "PAUSED", "RESUMED", "COMPLETED", "FAILED", "CANCELLED"] | None,
        Field(description="State of the run; a running one is RESUMED. Null: not reported."),
    ]
    error: str | None
    latency: Annotated[float | None, Field(description="Seconds from start to end. Null: not ended.")]
    total_tokens: Annotated[int, Field(description="Input and output tokens. 0: none, or unknown.")]
    user_id: str | None
    inputs: str | None
    outputs: str | None
    llms: Annotated[str | None, Field(description="Models that the run called, comma-separated.")]
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


def flow_run(node: dict[str, Any]) -> dict[str, Any]:
    """Converts a run to the published form, in place. The keys have their published names already; only values are converted."""
    workflow = (node["parent_project_id"] or _NOTHING)["workflow"] or _NOTHING
    state, run_type, ran_by = node["state"], node["run_type"], node["ran_by_type"]
    node["is_flow_successful"] = _SUCCESS.get(state)
    node["state"] = _SPELLED.get(state)
    node["total_tokens"] = node["total_tokens"] or 0
    node["run_type"] = run_type and run_type.lower()
    node["ran_by_type"] = ran_by and ran_by.lower()
    node["parent_project_id"] = workflow["projectId"]
    node["parent_project_name"] = workflow["projectName"]
    return node
