"""The routes of the process monitoring API that return figures."""

from gateway.rest.process_monitoring import answers as answers
from gateway.rest.process_monitoring import examples as examples
from gateway.rest.process_monitoring.directory import directory
from gateway.rest.process_monitoring.errors import error_summary
from gateway.rest.process_monitoring.models import model_duration, model_milestones, model_task, model_tasks
from gateway.rest.process_monitoring.overview import overview
from gateway.rest.process_monitoring.parameters import Buckets
from gateway.rest.process_monitoring.routes import PATH, SCOPES, question_route
from gateway.rest.process_monitoring.trends import trends
from gateway.rest.route import AnyRoute, Route

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
    question_route(
        "overview/{identifier}",
        "Get active, completed, and errored counts and summary duration data.",
        "overview",
        overview,
        answer=answers.Overview,
        example=examples.OVERVIEW,
    ),
    question_route(
        "trends/{identifier}",
        "Get activity trends over time.",
        "trends",
        trends,
        Buckets,
        answer=answers.Trends,
        example=examples.TRENDS,
    ),
    question_route(
        "models/{identifier}/tasks",
        "Summarize task counts and durations for a model.",
        "model-tasks",
        model_tasks,
        answer=list[answers.TaskSummary],
        example=examples.MODEL_TASKS,
    ),
    question_route(
        "models/{identifier}/duration",
        "Get model duration percentile data.",
        "model-duration",
        model_duration,
        answer=answers.ModelDuration,
        example=examples.MODEL_DURATION,
    ),
    question_route(
        "models/{identifier}/milestones",
        "Get milestone duration distribution data.",
        "model-milestones",
        model_milestones,
        answer=list[answers.MilestoneSummary],
        example=examples.MODEL_MILESTONES,
    ),
    question_route(
        "models/{identifier}/{task_spec}",
        "Get duration distribution data for a specific BPMN task id.",
        "model-task",
        model_task,
        answer=answers.TaskDuration,
        example=examples.MODEL_TASK,
    ),
    question_route(
        "errors/{identifier}/summary",
        "Summarize errors by model.",
        "error-summary",
        error_summary,
        answer=list[answers.ErrorSummary],
        example=examples.ERROR_SUMMARY,
    ),
)
