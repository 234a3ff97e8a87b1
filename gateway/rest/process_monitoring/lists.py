"""The routes of the process monitoring API that return pages of rows."""

from collections.abc import Callable
from dataclasses import dataclass

from gateway.rest.process_monitoring import answers as answers
from gateway.rest.process_monitoring import examples as examples
from gateway.rest.process_monitoring.identifiers import ResolvedIdentifier, resolve
from gateway.rest.process_monitoring.index_choice import narrowed
from gateway.rest.process_monitoring.parameters import Pages, Question, instances, of_instances
from gateway.rest.process_monitoring.routes import question_route
from gateway.rest.route import AnyRoute, Data, Route, Run, ValidRequest


@dataclass(frozen=True, slots=True)
class RowList:
    """A list of this API: its document, how to build the filter from a request, and how to convert a row for clients."""

    document: str
    variable: str
    root: str
    time: str
    rows: Callable[[ResolvedIdentifier, Question], Data]
    shown: Callable[[Data], Data]

    async def filter(self, run: Run, resolved: ResolvedIdentifier, question: Question) -> Data:
        """The filter on the rows of a request, including its window."""
        rows = await narrowed(run, resolved, question, self.variable, self.root)
        tests = {name: test for name, test in self.rows(resolved, question).items() if name not in resolved.rows}
        times = {self.time: question.window.tests} if question.window.tests else {}
        return {**rows, **tests, **times}

    async def __call__(self, run: Run, request: ValidRequest[Pages, Question]) -> Data:
        """Reads a page of rows."""
        resolved = await resolve(run, request.encoded_path["identifier"])
        pages = request.query
        variables = {self.variable: await self.filter(run, resolved, request.body), "first": pages.per_page, "skip": pages.skip}
        data = (await run(f"rest/process-monitoring/{self.document}", variables))[self.root]
        total = data["totalCount"]
        results = [self.shown(node) for node in data["nodes"]]
        return {
            "results": results,
            "pagination": {"count": len(results), "total": total, "pages": -(-total // pages.per_page)},
        }


def instance_row(node: Data) -> Data:
    """An instance with its status in the product's spelling, and the name of its last milestone."""
    status, milestone = node["status"], node["last_milestone_bpmn_name"]
    return {**node, "status": status and status.lower(), "last_milestone_bpmn_name": milestone and milestone["name"]}


def _as_it_is(node: Data) -> Data:
    return node


def _error_row(node: Data) -> Data:
    failed = "failedActivity" if node["failedActivityId"] is not None else "activity"
    named = {"task_spec": node[f"{failed}Id"], "bpmn_name": node[f"{failed}Name"]}
    return {name: named[name] if name in named else node[name] for name in answers.ErrorRow.model_fields}


INSTANCES = RowList("instances", "instances", "processInstances", "startedAt", instances, instance_row)
TASKS = RowList("tasks", "tasks", "tasks", "startedAt", of_instances, _as_it_is)
MILESTONES = RowList("milestones", "milestones", "milestones", "reachedAt", of_instances, _as_it_is)
ERRORS = RowList("error-detail", "errors", "incidents", "createdAt", of_instances, _error_row)

STABLE = (
    "Newest first, ties by descending id. Rows that arrive between two requests come first and move the others back, so no row "
    "is missed; with an `end` in the past, no row is repeated."
)


def _listing(path: str, summary: str, rows: RowList, answer: object, example: object) -> Route[Pages, Question]:
    return question_route(path, summary, rows.document, rows, Pages, description=STABLE, answer=answer, example=example)


LISTS: tuple[AnyRoute, ...] = (
    _listing(
        "instances/{identifier}",
        "Get process instance rows for the selected filters.",
        INSTANCES,
        answer=answers.InstancePage,
        example=examples.INSTANCES,
    ),
    _listing(
        "tasks/{identifier}",
        "Get task rows for the selected filters.",
        TASKS,
        answer=answers.TaskPage,
        example=examples.TASKS,
    ),
    _listing(
        "milestones/{identifier}",
        "Get milestone rows for the selected filters.",
        MILESTONES,
        answer=answers.MilestonePage,
        example=examples.MILESTONES,
    ),
    _listing(
        "errors/{identifier}/detail",
        "Get task-level error detail for a model.",
        ERRORS,
        answer=answers.ErrorPage,
        example=examples.ERRORS,
    ),
)
