"""What the routes of the process monitoring API share: the path, the scopes, and the form of a route whose body is a Question."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from gateway.rest.process_monitoring.examples import PATH_EXAMPLES
from gateway.rest.process_monitoring.parameters import Question
from gateway.rest.route import Nothing, Route, Run, Strict, ValidRequest

PATH = "/analytics/api/v1"
SCOPES = ("graph:read",)

PATH_SAYS = {
    "identifier": "Process group or model, with `:` in place of `/`. With `%` at the end, it includes descendants.",
    "task_spec": "Id of a task in the BPMN diagram.",
    "file_path": "Path of the file in the store, including slashes.",
}

Parameters = TypeVar("Parameters", bound=Strict)

Work = Callable[[Run, ValidRequest[Parameters, Question]], Awaitable[object]]


def question_route(
    path: str,
    summary: str,
    document: str,
    work: Work[Parameters],
    query: type[Parameters] = Nothing,  # type: ignore[assignment]
    **more: Any,
) -> Route[Parameters, Question]:
    """A POST route below PATH with an optional `Question` as its body. `more` are further fields of Route."""
    return Route(
        method="POST",
        path=f"{PATH}/{path}",
        summary=summary,
        document=f"rest/process-monitoring/{document}",
        work=work,
        query=query,
        body=Question,
        body_optional=True,
        scopes=SCOPES,
        refusals=(404,),
        path_says=PATH_SAYS,
        path_examples=PATH_EXAMPLES,
        **more,
    )
