"""Computes the response of the automation batch API: twelve sections from one snapshot."""

from datetime import datetime

from gateway.rest.api import Problem, Unprocessable
from gateway.rest.automation_batch import sections as sections
from gateway.rest.automation_batch import workflows as workflows
from gateway.rest.automation_batch.parameters import Batch
from gateway.rest.route import Data, Nothing, Run, ValidRequest
from storage.errors import BadUserInput, LimitExceeded
from storage.nouns.record import DAY, Instant


async def batch(run: Run, request: ValidRequest[Nothing, Batch]) -> Data:
    """Computes all twelve sections."""
    question = request.body
    started, now = question.window(request.http.now).tests, request.http.now
    of_workflows = await _of_name(run, question.workflow_name)
    runs = {**question.tests, **of_workflows}
    variables = {
        "started": started,
        "active": {"gte": Instant(now - now % DAY)},
        "runs": runs,
        "calls": {**of_workflows, **({"run": question.tests} if question.tests else {})},
        "bucket": question.granularity.upper(),
    }
    try:
        data = await run("rest/automation-batch/batch", variables)
    except (LimitExceeded, BadUserInput) as failure:
        raise Unprocessable([Problem(("body", "granularity"), failure.message, "value_error")]) from failure
    stored = await run("rest/automation-batch/workflows", {"ids": workflows.ids(data)})
    found = workflows.workflows(data, stored["workflows"]["nodes"])
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


async def _of_name(run: Run, name: str | None) -> Data:
    """The filter on the workflow's name as a filter on ids, because roll-ups have only ids."""
    if name is None:
        return {}
    data = await run("rest/automation-batch/workflows-by-name", {"name": name})
    own = [] if data["own"] else [name]
    return {"workflowId": {"in": [node["workflowId"] for node in data["workflows"]["nodes"]] + own}}


async def _last(run: Run, ids: list[str], variables: Data) -> str:
    """Start of the latest run of any of the workflows."""
    answers = [await run("rest/automation-batch/last-execution", {**variables, "workflow": own}) for own in ids]
    times: list[str] = [answer["runs"]["nodes"][0]["startedAt"] for answer in answers]
    return max(times, key=datetime.fromisoformat)
