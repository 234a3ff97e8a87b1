"""Chooses the filter, and so the index, by which the rows of several models are read.

One index has the rows of each model in order of time, another those of all models. The second is fast for a group with a large
share of all rows; for a group with few rows, a single page would read it to the end. The number of rows by model decides, and
roll-ups usually have it.
"""

from collections.abc import Mapping

from gateway.rest.process_monitoring.identifiers import Filter, ResolvedIdentifier
from gateway.rest.process_monitoring.parameters import Question
from gateway.rest.route import Run

FEW_ROWS = 20_000
"""Up to this number of rows, reading by model and sorting is faster."""
FEW_MODELS = 50

OF: Mapping[str, str] = {
    "instances": "ofInstances",
    "tasks": "ofTasks",
    "milestones": "ofMilestones",
    "errors": "ofErrors",
}


async def narrowed(run: Run, resolved: ResolvedIdentifier, question: Question, variable: str, root: str) -> Filter:
    """The filter on the rows of an identifier, restricted to models with rows in the window where that is faster."""
    if not resolved.rows or resolved.one is not None:
        return resolved.rows
    rows = resolved.rows if resolved.identifier.below else {"modelId": {"in": [resolved.identifier.path, *resolved.names]}}
    wanted = {name: name == OF[variable] for name in OF.values()}
    data = await run("rest/process-monitoring/list-models", {variable: rows, "window": question.window.bounds, **wanted})
    groups = data[root]["stats"]["groupBy"]
    if len(groups) <= FEW_MODELS and sum(group["count"] for group in groups) <= FEW_ROWS:
        return {"or": [{"modelId": {"eq": group["key"]}} for group in groups]}
    return {"modelId": {"eq": groups[0]["key"]}} if len(groups) == 1 else rows
