"""The routes of the process monitoring API that return figures."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from gateway.rest.process_monitoring import answers as answers
from gateway.rest.process_monitoring import examples as examples
from gateway.rest.process_monitoring.directory import directory
from gateway.rest.process_monitoring.errors import error_summary
from gateway.rest.process_monitoring.models import model_duration, model_milestones, model_task, model_tasks
from gateway.rest.process_monitoring.overview import overview
from gateway.rest.process_monitoring.parameters import Question
from gateway.rest.process_monitoring.trends import Buckets, trends
from gateway.rest.route import AnyRoute, Nothing, Route, Run, Strict, ValidRequest

PATH = "/analytics/api/v1"
SCOPES = ("graph:read",)

Parameters = TypeVar("Parameters", bound=Strict)

Work = Callable[[Run, ValidRequest[Parameters, Question]], Awaitable[object]]


def _route(
    path: str, summary: str, document: str, work: Work[Parameters], answer: Any, example: Any, query: type[Parameters]
) -> Route[Parameters, Question]:
    """A POST route with a `Question` as its body."""
    return Route(
        method="POST",
        path=f"{PATH}/{path}",
        summary=summary,
        document=f"rest/process-monitoring/{document}",
        work=work,
        query=query,
        body=Question,
        body_optional=True,
        answer=answer,
        example=example,
        scopes=SCOPES,
        refusals=(404,),
        path_says=examples.PATH_SAYS,
        path_examples=examples.PATH_EXAMPLES,
    )


STATISTICS: tuple[AnyRoute, ...] = (
    Route(
        method="GET",
        path=f"{PATH}/identifiers/list",
        summary="List process groups and process models available to analytics.",
        document="rest/process-monitoring/identifiers",
        work=directory,
        answer=list[answers.IdentifierEntry],
        example=examples.IDENTIFIERS,
        scopes=SCOPES,
    ),
    _route(
        "overview/{identifier}",
        "Get active, completed, and errored counts and summary duration data.",
        "overview",
        overview,
        answers.Overview,
        examples.OVERVIEW,
        Nothing,
    ),
    _route("trends/{identifier}", "Get activity trends over time.", "trends", trends, answers.Trends, examples.TRENDS, Buckets),
    _route(
        "models/{identifier}/tasks",
        "Summarize task counts and durations for a model.",
        "model-tasks",
        model_tasks,
        list[answers.TaskSummary],
        examples.MODEL_TASKS,
        Nothing,
    ),
    _route(
        "models/{identifier}/duration",
        "Get model duration percentile data.",
        "model-duration",
        model_duration,
        answers.ModelDuration,
        examples.MODEL_DURATION,
        Nothing,
    ),
    _route(
        "models/{identifier}/milestones",
        "Get milestone duration distribution data.",
        "model-milestones",
        model_milestones,
        list[answers.MilestoneSummary],
        examples.MODEL_MILESTONES,
        Nothing,
    ),
    _route(
        "models/{identifier}/{task_spec}",
        "Get duration distribution data for a specific BPMN task id.",
        "model-task",
        model_task,
        answers.TaskDuration,
        examples.MODEL_TASK,
        Nothing,
    ),
    _route(
        "errors/{identifier}/summary",
        "Summarize errors by model.",
        "error-summary",
        error_summary,
        list[answers.ErrorSummary],
        examples.ERROR_SUMMARY,
        Nothing,
    ),
)
