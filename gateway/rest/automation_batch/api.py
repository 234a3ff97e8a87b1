"""The automation batch API, as Granite documents it: POST /api/analytics/batch."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from gateway.auth.request_credentials import bearer
from gateway.http_request import HttpRequest
from gateway.rest.api import Api, Authenticator, Problem, Unprocessable, listed
from gateway.rest.automation_batch import sections as sections
from gateway.rest.automation_batch import workflows as workflows
from gateway.rest.automation_batch.answers import BatchRefused, BatchResponse
from gateway.rest.automation_batch.examples import BATCH
from gateway.rest.automation_batch.parameters import Batch
from gateway.rest.error_responses import STATUS, error_headers
from gateway.rest.fastapi_errors import Invalid
from gateway.rest.route import Data, HttpResponse, Nothing, Route, Run, ValidRequest
from gateway.rest.times import rfc3339
from schema.engine.request import Caller
from storage.errors import BadUserInput, Failure, LimitExceeded, Unauthenticated
from storage.nouns.record import DAY

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


async def identify(authenticator: Authenticator, request: HttpRequest) -> Caller:
    """The caller: by `X-Granite-API-Key`, by bearer token, or, for the demo, on this machine without one."""
    if API_KEY.lower() in request.headers:
        return await authenticator.of_key(request.headers[API_KEY.lower()])
    token = bearer(request.headers)
    if token is not None:
        return await authenticator.of_bearer(token)
    local = await authenticator.local(request)
    if local is None:
        raise Unauthenticated(f"Send `{API_KEY}` or `Authorization: Bearer`.")
    return local


def refuse(failure: Failure, _: HttpRequest) -> HttpResponse:
    """`{error, message, code}`; for a body that does not validate, FastAPI's list of problems."""
    status = STATUS.get(failure.code, 500)
    body: Data = {"error": ERRORS.get(status, ERRORS[500]), "message": failure.message, "code": status}
    return HttpResponse(
        status, orjson.dumps({"detail": listed(failure)} if status == 422 else body), headers=error_headers(failure, status)
    )


async def batch(run: Run, request: ValidRequest[Nothing, Batch]) -> Data:
    """Computes all twelve sections."""
    question = request.body
    started, now = question.started(request.http.now), request.http.now
    of_workflows = await _named(run, question.workflow_name)
    runs = {**question.tests, **of_workflows}
    variables = {
        "started": started,
        "active": {"gte": rfc3339(now - now % DAY)},
        "runs": runs,
        "calls": {**of_workflows, **({"run": question.tests} if question.tests else {})},
        "bucket": question.granularity.upper(),
    }
    try:
        data = await run("rest/automation-batch/batch", variables)
    except (LimitExceeded, BadUserInput) as failure:
        raise Unprocessable([Problem(("body", "granularity"), failure.message, "value_error")]) from failure
    known = await run("rest/automation-batch/workflows", {"ids": workflows.ids(data)})
    found = workflows.workflows(data, known["workflows"]["nodes"])
    best = workflows.top(found)
    last = {each.name: await _last(run, each.ids, {"started": started, "runs": runs}) for each in best}
    points = sections.executions_over_time(data)
    return {
        "summary": sections.summary(data),
        "executions_over_time": {"data": points, "granularity": question.granularity},
        "success_rate": {"data": sections.success_rates(points), "granularity": question.granularity},
        "failure_breakdown": sections.failure_breakdown(data),
        "trigger_distribution": sections.trigger_distribution(data),
        "top_automations": workflows.top_automations(best, last),
        "duration_distribution": sections.duration_distribution(data),
        "recent_failures": sections.recent_failures(data),
        "actions_per_workflow": workflows.actions_per_workflow(found),
        "workflow_complexity": workflows.workflow_complexity(found),
        "endpoint_usage": sections.endpoint_usage(data),
        "workflows": [each.name for each in found],
    }


async def _named(run: Run, name: str | None) -> Data:
    """The filter on the workflow's name as a filter on ids, because roll-ups have only ids."""
    if name is None:
        return {}
    data = await run("rest/automation-batch/workflows-by-name", {"name": name})
    own = [] if data["own"] else [name]
    return {"workflowId": {"in": [node["workflowId"] for node in data["workflows"]["nodes"]] + own}}


async def _last(run: Run, ids: list[str], variables: Mapping[str, Any]) -> str:
    """Start of the latest run of any of the workflows."""
    answers = [await run("rest/automation-batch/last-execution", {**variables, "workflow": own}) for own in ids]
    times: list[str] = [answer["runs"]["nodes"][0]["startedAt"] for answer in answers]
    return max(times, key=datetime.fromisoformat)


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
    identify=identify,
    refuse=refuse,
    errors={**dict.fromkeys((401, 403, 413, 415, 429, 503), BatchRefused), 422: Invalid},
    security={
        "key": {"type": "apiKey", "in": "header", "name": API_KEY, "description": "An API key."},
        "bearer": {"type": "http", "scheme": "bearer", "description": "An API key, or a token from `POST /token`."},
    },
    rate_headers=True,
    whole_milliseconds=True,
)
