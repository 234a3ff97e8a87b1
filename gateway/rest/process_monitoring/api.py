"""The process monitoring API, as SpiffArena documents its analytics: /analytics/api/v1."""

from typing import Any

import orjson

from gateway.auth.request_credentials import COOKIE, bearer, cookie
from gateway.http_request import HttpRequest
from gateway.rest.api import Api, Authenticator, RateLimited, listed
from gateway.rest.flow_runs.answers import Detail, Invalid
from gateway.rest.process_monitoring.diagrams import FILES
from gateway.rest.process_monitoring.export import EXPORT
from gateway.rest.process_monitoring.lists import LISTS
from gateway.rest.process_monitoring.statistics import STATISTICS
from gateway.rest.route import HttpResponse
from schema.engine.request import Caller
from storage.errors import Failure, Unauthenticated

PATH = "/analytics/api/v1"
API_KEY = "SpiffWorkflow-Api-Key"
ISSUER = "SpiffWorkflow-Authentication-Identifier"
"""Name of the header, or cookie, that names the issuer of the request's token."""
DEFAULT_ISSUER = "default"

STATUS = {
    "BAD_REQUEST": 400,
    "UNAUTHENTICATED": 401,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "REQUEST_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "BAD_USER_INPUT": 422,
    "LIMIT_EXCEEDED": 422,
    "RATE_LIMITED": 429,
    "RESPONSE_TOO_LARGE": 503,
    "STATEMENT_TIMEOUT": 503,
    "DATABASE_UNAVAILABLE": 503,
    "WRONG_SCHEMA": 503,
}


async def identify(authenticator: Authenticator, request: HttpRequest) -> Caller:
    """The caller: by the first of bearer token, session cookie and API key, or on this machine without a credential."""
    token = bearer(request.headers)
    if token is not None:
        issuer = request.headers.get(ISSUER.lower()) or cookie(request.headers, ISSUER) or DEFAULT_ISSUER
        return await authenticator.of_issuer(issuer, token)
    session = await authenticator.of_session(request)
    if session is not None:
        return session
    if API_KEY.lower() in request.headers:
        return await authenticator.of_key(request.headers[API_KEY.lower()])
    local = authenticator.local(request)
    if local is None:
        raise Unauthenticated("Send `Authorization: Bearer`, the session cookie, or `SpiffWorkflow-Api-Key`.")
    return local


def refuse(failure: Failure, _: HttpRequest) -> HttpResponse:
    """`{"detail": "..."}`; for a request that does not validate, FastAPI's list of problems."""
    status = STATUS.get(failure.code, 500)
    detail: Any = listed(failure) if status == 422 else failure.message
    return HttpResponse(status, orjson.dumps({"detail": detail}), headers=_headers(failure, status))


def _headers(failure: Failure, status: int) -> dict[str, str]:
    if isinstance(failure, RateLimited):
        return {"retry-after": str(failure.retry_after)}
    if status == 401:
        return {"www-authenticate": "Bearer"}
    return {"allow": str(failure.facts["allow"])} if "allow" in failure.facts else {}


PROCESS_MONITORING = Api(
    name="process-monitoring",
    title="Analytics API",
    description=(
        "Counts, durations and lists of process instances, tasks, milestones and errors, by process group and model. "
        "In an identifier, replace `/` with `:`, and append `%` to include descendants of a group."
    ),
    prefixes=(PATH,),
    routes=(*STATISTICS, *LISTS, *EXPORT, *FILES),
    identify=identify,
    refuse=refuse,
    errors={**dict.fromkeys((401, 403, 404, 413, 415, 429, 503), Detail), 422: Invalid},
    security={
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of a configured issuer, a token from `POST /token`, or an API key. The header or cookie "
            f"`{ISSUER}` names the issuer. Default: `default`.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": COOKIE,
            "description": "The session cookie, set by `POST /session`.",
        },
        "key": {"type": "apiKey", "in": "header", "name": API_KEY, "description": "An API key."},
    },
)
