"""Response bodies of the flow-runs API, for OpenAPI."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from gateway.rest.times import Rfc3339


class FlowRun(BaseModel):
    """Summary of a single workflow run. Every key is always present."""

    run_id: Annotated[str, Field(description="Id of the run, as chosen by the sender.")]
    conversation_id: str | None
    date: Annotated[
        Rfc3339,
        Field(description="Time at which the run was started or queued; if unknown, the latest known time of the run."),
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
