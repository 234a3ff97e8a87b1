"""The automation batch API, as Granite documents it: POST /api/analytics/batch."""

from collections.abc import Mapping

import orjson

from gateway.http_request import HttpRequest
from gateway.rest.api import Api, listed
from gateway.rest.automation_batch.answers import BatchRefused, BatchResponse
from gateway.rest.automation_batch.examples import BATCH
from gateway.rest.automation_batch.figures import batch
from gateway.rest.automation_batch.parameters import Batch
from gateway.rest.credentials import by_bearer, by_key, first_of
from gateway.rest.error_responses import STATUS, error_headers
from gateway.rest.fastapi_errors import Invalid
from gateway.rest.route import Data, HttpResponse, Route
from storage.errors import Failure

PATH = "/api/analytics/batch"
API_KEY = "X-Granite-API-Key"

ERRORS: Mapping[int, str] = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "request_timeout",
    413: "payload_too_large",
    415: "unsupported_media_type",
    422: "validation_error",
    429: "rate_limited",
    500: "internal_error",
    503: "service_unavailable",
}
"""`error` of each status."""


def refuse(failure: Failure, _: HttpRequest) -> HttpResponse:
    """`{error, message, code}`; for a body that does not validate, FastAPI's list of problems."""
    status = STATUS.get(failure.code, 500)
    body: Data = {"error": ERRORS.get(status, ERRORS[500]), "message": failure.message, "code": status}
    return HttpResponse(
        status, orjson.dumps({"detail": listed(failure)} if status == 422 else body), headers=error_headers(failure, status)
    )


AUTOMATION_BATCH = Api(
    name="automation-batch",
    title="Automation analytics API",
    description=(
        "All data for an automation dashboard in one request. Runs of all workflows count, including AI flows, by start time."
        " Cancelled and paused runs count in totals only."
    ),
    prefixes=("/api/analytics",),
    routes=(
        Route(
            method="POST",
            path=PATH,
            summary="Get all analytics data in a single batched request",
            description=(
                "All twelve sections are read from one snapshot, and all filters apply to each section. With `triggered_by`"
                " or `status`, the section `endpoint_usage` covers the calls whose run matches. Workflows with the same name"
                " count as one."
            ),
            document="rest/automation-batch/batch",
            work=batch,
            snapshot=True,
            body=Batch,
            body_optional=True,
            answer=BatchResponse,
            example=BATCH,
            scopes=("graph:read",),
        ),
    ),
    identify=first_of(by_key(API_KEY), by_bearer, hint=f"Send `{API_KEY}` or `Authorization: Bearer`."),
    refuse=refuse,
    errors={**dict.fromkeys((401, 403, 413, 415, 429, 503), BatchRefused), 422: Invalid},
    security={
        "key": {"type": "apiKey", "in": "header", "name": API_KEY, "description": "An API key."},
        "bearer": {"type": "http", "scheme": "bearer", "description": "An API key, or a token from `POST /token`."},
    },
    rate_headers=True,
    whole_milliseconds=True,
)
