"""Jobs of the /v1 API: queueing a job, and its status."""

from collections.abc import Callable

from gateway.rest.governance.parameters import JobSpan, named
from gateway.rest.route import Data, Nothing, ValidRequest
from storage.errors import NotFound
from storage.jobs.kind import Kind


def window_of(request: ValidRequest[Nothing, JobSpan]) -> Data:
    """The window of the request body, as a variable."""
    return {"window": request.body.window(request.http.now).bounds}


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
