"""Error responses that most APIs share: the status of each failure, the headers, and FastAPI's body."""

from collections.abc import Mapping

import orjson

from gateway import http_errors
from gateway.http_request import HttpRequest
from gateway.rest.api import listed
from gateway.rest.route import HttpResponse
from storage.errors import Failure

STATUS: Mapping[str, int] = {
    **http_errors.STATUS,
    "BAD_USER_INPUT": 422,
    "LIMIT_EXCEEDED": 422,
    "CLIENT_GONE": 503,
    "RESPONSE_TOO_LARGE": 503,
    "OPERATION_TIMEOUT": 503,
    "STATEMENT_TIMEOUT": 503,
}
"""The HTTP status of each code in most APIs."""


def refuse(failure: Failure, _: HttpRequest) -> HttpResponse:
    """`{"detail": "..."}`; for a request that does not validate, FastAPI's list of problems."""
    status = STATUS.get(failure.code, 500)
    detail: object = listed(failure) if status == 422 else failure.message
    return HttpResponse(status, orjson.dumps({"detail": detail}), headers=error_headers(failure, status))


def error_headers(failure: Failure, status: int) -> dict[str, str]:
    """Headers of an error response: when to retry, how to authenticate, or the methods allowed."""
    if failure.retry_after is not None:
        return {"retry-after": str(failure.retry_after)}
    if status == 401:
        return {"www-authenticate": "Bearer"}
    return {"allow": str(failure.facts["allow"])} if "allow" in failure.facts else {}
