"""Jobs of the /v1 API: asking for one, and how it is doing."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gateway.rest.governance.answers import Rfc3339
from gateway.rest.governance.parameters import Moment, Span, named
from gateway.rest.route import Asked
from storage.errors import NotFound
from storage.jobs.kind import Kind

Status = Literal["queued", "running", "succeeded", "failed"]


class JobSpan(Span):
    """The window that a job works on."""

    from_: Annotated[Moment | None, Field(alias="from", description="Window start (inclusive), RFC 3339. Absent: a day ago.")] = (
        None
    )
    to: Annotated[Moment | None, Field(description="Window end (exclusive), RFC 3339. Absent: now.")] = None


class JobAnswer(BaseModel):
    """How a job is doing."""

    status: Status
    from_: Annotated[Rfc3339 | None, Field(serialization_alias="from", description="Window start, inclusive.")]
    to: Annotated[Rfc3339 | None, Field(description="Window end, exclusive.")]
    created_at: Annotated[Rfc3339, Field(description="When it was asked for.")]
    started_at: Annotated[Rfc3339 | None, Field(description="When a worker took it. Null: not yet.")]
    ended_at: Annotated[Rfc3339 | None, Field(description="When it ended. Null: not yet.")]
    progress: Annotated[float | None, Field(description="How much is done, 0 to 1.")]
    reason: Annotated[str | None, Field(description="Why it failed. Null: it did not.")]
    result: Annotated[Any, Field(description="What it found. Null: nothing yet.")]


def window_of(asked: Asked) -> dict[str, Any]:
    """The window of a request's body, as a variable."""
    return {"window": asked.body.window(asked.call.now).shown}


def queued(mutation: str, key: str) -> Callable[[dict[str, Any], Asked], dict[str, Any]]:
    """The body of an answer that tells of a job which was asked for, under the name that its id has there."""

    def shape(data: dict[str, Any], _: Asked) -> dict[str, Any]:
        found = data[mutation]
        return {key: found["jobId"], "status": named(found["job"]["state"])}

    return shape


def status(kind: Kind, key: str, noun: str) -> Callable[[dict[str, Any], Asked], dict[str, Any]]:
    """The body of an answer that tells how a job of a kind is doing; NotFound for any other."""

    def shape(data: dict[str, Any], asked: Asked) -> dict[str, Any]:
        job = data["job"]
        if job is None or job.pop("kind") != kind.name:
            raise NotFound(f"There is no {noun} {asked.path[key][:100]!r}.")
        return {key: asked.path[key], "status": named(job.pop("state")), **job}

    return shape
