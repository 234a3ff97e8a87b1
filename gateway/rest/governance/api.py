"""The /v1 API as Trinitite documents it: governance metrics, MCP analytics, and risk of non-human identities."""

from collections.abc import Mapping

import orjson

from gateway.http_request import HttpRequest
from gateway.rest.api import Api
from gateway.rest.credentials import by_bearer, first_of
from gateway.rest.error_responses import STATUS, error_headers
from gateway.rest.governance.answers import ErrorAnswer
from gateway.rest.governance.mcp import MCP
from gateway.rest.governance.nhi import NHI
from gateway.rest.governance.verdicts import GOVERNANCE
from gateway.rest.route import HttpResponse
from storage.errors import Failure

REFUSALS = {**STATUS, "BAD_USER_INPUT": 400, "RESPONSE_TOO_LARGE": 422}
"""The published document reports invalid parameters with 400, and answers that would be too large with 422."""

CODES: Mapping[int, str] = {
    400: "validation_error",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "request_timeout",
    413: "request_too_large",
    415: "unsupported_media_type",
    422: "unprocessable_entity",
    429: "rate_limited",
    500: "internal_error",
    503: "service_unavailable",
}
"""`error.code` of each status."""


def refuse(failure: Failure, request: HttpRequest) -> HttpResponse:
    """`{"error": {"code", "message", "request_id"}}`."""
    status = REFUSALS.get(failure.code, 500)
    error = {"code": CODES.get(status, CODES[500]), "message": failure.message, "request_id": request.request_id}
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
