"""Lists of several models: by which way their rows are found in time.

An index has the rows of one model in order, another those of all models. A group that is a large part of everything is found
quickly by the second; of one that is hardly there, it would be read to its end for a single page. How much there is of each
model tells which it is, and roll-ups mostly know that.
"""

from collections.abc import Mapping

from gateway.rest.process_monitoring.identifiers import Filter, Found
from gateway.rest.process_monitoring.parameters import Question
from gateway.rest.route import Ask

FEW_ROWS = 20_000
"""So many rows are rather gathered by model and sorted."""
FEW_MODELS = 50

OF: Mapping[str, str] = {
    "instances": "ofInstances",
    "tasks": "ofTasks",
    "milestones": "ofMilestones",
    "errors": "ofErrors",
}


async def narrowed(ask: Ask, what: Found, question: Question, variable: str, root: str) -> Filter:
    """The rows of what was found, said by the models that have any in the window."""
    if not what.rows or what.one is not None:
        return what.rows
    rows = what.rows if what.identifier.below else {"modelId": {"in": [what.identifier.path, *what.names]}}
    wanted = {name: name == OF[variable] for name in OF.values()}
    data = await ask("rest/process-monitoring/list-models", {variable: rows, "window": question.window, **wanted})
    groups = data[root]["stats"]["groupBy"]
    if len(groups) <= FEW_MODELS and sum(group["count"] for group in groups) <= FEW_ROWS:
        return {"or": [{"modelId": {"eq": group["key"]}} for group in groups]}
    return {"modelId": {"eq": groups[0]["key"]}} if len(groups) == 1 else rows
