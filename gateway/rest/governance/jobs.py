"""Jobs of the /v1 API: queueing a job, and its status."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gateway.rest.governance.answers import Rfc3339
from gateway.rest.governance.parameters import Span, TimeParameter, named
from gateway.rest.route import Data, Nothing, ValidRequest
from storage.errors import NotFound
from storage.jobs.kind import Kind

Status = Literal["queued", "running", "succeeded", "failed"]


class JobSpan(Span):
    """The window of a job."""

    from_: Annotated[
        TimeParameter | None, Field(alias="from", description="Window start (inclusive), RFC 3339. Default: 24 hours ago.")
    ] = None
    to: Annotated[TimeParameter | None, Field(description="Window end (exclusive), RFC 3339. Default: now.")] = None


class JobAnswer(BaseModel):
    """Status of a job."""

    status: Status
    from_: Annotated[Rfc3339 | None, Field(serialization_alias="from", description="Window start, inclusive.")]
    to: Annotated[Rfc3339 | None, Field(description="Window end, exclusive.")]
    created_at: Annotated[Rfc3339, Field(description="Time at which the job was queued.")]
    started_at: Annotated[Rfc3339 | None, Field(description="Time at which a worker started it. Null: not yet.")]
    ended_at: Annotated[Rfc3339 | None, Field(description="Time at which it ended. Null: not yet.")]
    progress: Annotated[float | None, Field(description="Progress from 0 to 1.")]
    reason: Annotated[str | None, Field(description="Reason of the failure. Null: not failed.")]
    result: Annotated[Any, Field(description="Result of the job. Null: none yet.")]


def window_of(request: ValidRequest[Nothing, JobSpan]) -> Data:
    """The window of the request body, as a variable."""
    return {"window": request.body.window(request.http.now).shown}


def queued(mutation: str, key: str) -> Callable[[Data, ValidRequest[Nothing, JobSpan]], Data]:
    """Builds the response to a request for a job; `key` is the field of the job's id."""

    def shape(data: Data, _: ValidRequest[Nothing, JobSpan]) -> Data:
        found = data[mutation]
        return {key: found["jobId"], "status": named(found["job"]["state"])}

    return shape


def status(kind: Kind, key: str, noun: str) -> Callable[[Data, ValidRequest], Data]:
    """Builds the status of a job of this kind; raises NotFound for other kinds. `key` is the field of the job's id."""

    def shape(data: Data, request: ValidRequest) -> Data:
        job = data["job"]
        if job is None or job.pop("kind") != kind.name:
            raise NotFound(f"There is no {noun} {request.path[key][:100]!r}.")
        return {key: request.path[key], "status": named(job.pop("state")), **job}

    return shape
