"""The /v1 API as Trinitite documents it: governance metrics, MCP analytics, and risk of non-human identities."""

from collections.abc import Mapping

import orjson

from gateway.http_request import HttpRequest
from gateway.rest.api import Api
from gateway.rest.credentials import by_bearer, first_of
from gateway.rest.error_responses import error_headers
from gateway.rest.governance.answers import ErrorAnswer
from gateway.rest.governance.mcp import MCP
from gateway.rest.governance.nhi import NHI
from gateway.rest.governance.verdicts import GOVERNANCE
from gateway.rest.route import HttpResponse
from storage.errors import Failure

STATUS: Mapping[str, tuple[int, str]] = {
    "BAD_REQUEST": (400, "validation_error"),
    "BAD_USER_INPUT": (400, "validation_error"),
    "UNAUTHENTICATED": (401, "unauthenticated"),
    "FORBIDDEN": (403, "forbidden"),
    "NOT_FOUND": (404, "not_found"),
    "METHOD_NOT_ALLOWED": (405, "method_not_allowed"),
    "REQUEST_TIMEOUT": (408, "request_timeout"),
    "REQUEST_TOO_LARGE": (413, "request_too_large"),
    "UNSUPPORTED_MEDIA_TYPE": (415, "unsupported_media_type"),
    "LIMIT_EXCEEDED": (422, "unprocessable_entity"),
    "RESPONSE_TOO_LARGE": (422, "unprocessable_entity"),
    "RATE_LIMITED": (429, "rate_limited"),
    "CLIENT_GONE": (503, "service_unavailable"),
    "OVERLOADED": (503, "service_unavailable"),
    "OPERATION_TIMEOUT": (503, "service_unavailable"),
    "STATEMENT_TIMEOUT": (503, "service_unavailable"),
    "DATABASE_UNAVAILABLE": (503, "service_unavailable"),
    "WRONG_SCHEMA": (503, "service_unavailable"),
}
"""HTTP status and `error.code` for each failure code; any other is 500 internal_error."""


def refuse(failure: Failure, request: HttpRequest) -> HttpResponse:
    """`{"error": {"code", "message", "request_id"}}`."""
    status, code = STATUS.get(failure.code, (500, "internal_error"))
    error = {"code": code, "message": failure.message, "request_id": request.request_id}
    return HttpResponse(status, orjson.dumps({"error": error}), headers=error_headers(failure, status))


GOVERNANCE_API = Api(
    name="governance",
    title="Governance Analytics API",
    description=(
        "Aggregate, time-bucketed views for dashboards, alerting and continuous monitoring: verdicts of Guardians, calls of MCP "
        "tools, and risk of non-human identities. Windows are `[from, to)`, by default the last 24 hours. Reading requires "
        "`logs:read`, `mcp:read` or `nhi:read`; changes require `mcp:write`, `nhi:write` or `admin`."
    ),
    prefixes=("/v1",),
    routes=(*GOVERNANCE, *MCP, *NHI),
    identify=first_of(by_bearer, hint="Send `Authorization: Bearer` with a session token or an API key."),
    refuse=refuse,
    security={
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "`Authorization: Bearer <session_token | api_key>`: an API key, or a token from `POST /token`.",
        }
    },
    whole_milliseconds=True,
    headers=lambda request: {"x-request-id": request.request_id},
    header_says={"X-Request-Id": "Id of the request; errors repeat it in the body."},
    errors=dict.fromkeys((400, 401, 403, 404, 413, 415, 422, 429, 503), ErrorAnswer),
)
