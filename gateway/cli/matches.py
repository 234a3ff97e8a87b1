"""What does not match between the diagrams and the tasks of process models: names of tasks, and activities."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from storage.database.protocol import Database
from storage.nouns.activity import activity
from storage.sql.dialect import statements_for

MOST_MODELS = 20
"""Number of models of one load that are looked at."""

MOST_SHOWN = 10
"""Number of names that a line lists."""

REFERENCES = """query ($model: String!) {
  tasks(filter: {modelId: {eq: $model}}, first: 0) { stats { groupBy(by: [VERSION, ELEMENT_ID], first: 10000) { keys } } }
  strangers: tasks(filter: {modelId: {eq: $model}, not: {activity: {}}}, first: 0) {
    stats { groupBy(by: NAME, first: 10000) { key count } }
  }
}"""


class Drawn(NamedTuple):
    """An activity of a diagram."""

    model: str
    version: int | None
    element_id: str | None
    name: str | None
    type: str | None

    @property
    def is_event(self) -> bool:
        """Whether it is an event, which logs rarely contain."""
        return (self.type or "").endswith("Event")


async def mismatches(database: Database, org_id: str, models: Sequence[str]) -> list[str]:
    """Lines that state, for each model with activities and tasks, which names and activities have no counterpart."""
    drawn: dict[str, list[Drawn]] = {}
    for each in await _drawn(database, org_id, models[:MOST_MODELS]):
        drawn.setdefault(each.model, []).append(each)
    lines: list[str] = []
    for model, activities in drawn.items():
        lines += _lines(model, activities, await _references(database, org_id, model))
    if drawn and len(models) > MOST_MODELS:
        lines.append(f"diagrams and logs of {len(models) - MOST_MODELS} more models were not compared")
    return lines


async def _drawn(database: Database, org_id: str, models: Sequence[str]) -> list[Drawn]:
    statements = statements_for(database.dialect.name)
    sql = statements.find(activity.name, ("model_id", "version", "element_id", "name", "type"), "model_id")
    return [Drawn(*row) for row in await database.rows(sql, [statements.list_parameter(models), org_id])] if models else []


async def _references(database: Database, org_id: str, model: str) -> dict[str, Any]:
    """The answer to REFERENCES."""
    from gateway.graphql.response import respond  # imported here because building the graph is slow
    from schema.engine.request import Caller, Request
    from schema.graph import graph_engine

    caller = Caller(org_id, frozenset({"graph:read"}))
    answer: dict[str, Any] = orjson.loads(
        (await respond(graph_engine(database), Request(REFERENCES, None, {"model": model}), caller)).body
    )
    return answer


def _lines(model: str, activities: Sequence[Drawn], answer: dict[str, Any]) -> Iterator[str]:
    if "errors" in answer:
        yield f"model {model}: its diagram and its tasks were not compared: {answer['errors'][0]['message']}"
        return
    groups = answer["data"]["tasks"]["stats"]["groupBy"]
    if not groups:
        return
    strangers = answer["data"]["strangers"]["stats"]["groupBy"]
    names = [f"{group['key'] or 'no name'} ({group['count']})" for group in strangers]
    if names:
        yield f"model {model}: tasks with these names match no activity: {_some(names)}"
    only = {each.version for each in activities} - {None}
    executed = {
        (version or (str(*only) if len(only) == 1 else None), element) for version, element in (g["keys"] for g in groups)
    }
    idle = [each for each in activities if (str(each.version), each.element_id) not in executed and not each.is_event]
    if idle:
        yield f"model {model}: these activities match no task: {_some(_labels(idle))}"


def _labels(activities: Iterable[Drawn]) -> list[str]:
    """Names, or ids where these are missing, with the version."""
    return sorted(f"{each.name or each.element_id} (version {each.version})" for each in activities)


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_SHOWN
    return ", ".join(names[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
