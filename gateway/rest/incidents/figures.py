"""Bodies of the incidents API from the answers of its documents: models that share a key are added up."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from gateway.rest.route import Asked
from storage.errors import LimitExceeded

MOST_MODELS = 1000
MOST_GROUPS = 10_000
"""Models and groups that the documents ask for."""

STATES: Mapping[str, str] = {"OPEN": "activeIncidents", "RESOLVED": "completedIncidents", "DELETED": "canceledIncidents"}

Group = dict[str, Any]


def total_counts(data: dict[str, Any], _: Asked) -> dict[str, int] | None:
    """Incidents and errors of a version; None where it was not deployed."""
    models = _models(data)
    if not models:
        return None
    return {
        "totalIncidents": sum(model["incidents"]["stats"]["totalIncidents"] for model in models),
        "totalExceptions": sum(model["tasks"]["stats"]["totalExceptions"] for model in models),
    }


def heatmap(data: dict[str, Any], _: Asked) -> list[dict[str, Any]] | None:
    """A row for each activity that was started or had an incident, by id; None where the version was not deployed."""
    models = _models(data)
    if not models:
        return None
    rows: dict[str, Counter[str]] = {}
    for group in _groups(models, "tasks"):
        if group["key"] is not None:
            rows.setdefault(group["key"], Counter())["instanceCount"] += group["count"]
    for group in _groups(models, "incidents"):
        activity, state = group["keys"]
        if activity is not None:
            rows.setdefault(activity, Counter()).update(_by_state(state, group["count"], group["duration"]["ended"]))
    return [_heat(activity, rows[activity]) for activity in sorted(rows)]


def _by_state(state: str | None, count: int, ended: int) -> dict[str, int]:
    """Incidents of one state by how the document calls it; where no state was told, those that ended are taken as resolved."""
    if state is not None:
        return {STATES[state]: count}
    return {"activeIncidents": count - ended, "completedIncidents": ended}


def _heat(activity: str, counted: Counter[str]) -> dict[str, Any]:
    states = {name: counted[name] for name in STATES.values()}
    return {
        "actId": activity,
        **states,
        "totalIncidents": sum(states.values()),
        "instanceCount": counted["instanceCount"],
    }


def by_version(data: dict[str, Any], _: Asked) -> list[dict[str, int]]:
    """A row for each deployed version, ascending."""
    models = _models(data)
    versions = {int(group["key"]) for group in _groups(models, "versions")}
    figures = {name: Counter[int]() for name in ("instances", "incidents", "tasks")}
    for name, counted in figures.items():
        for group in _groups(models, name):
            if group["key"] is not None:
                counted[int(group["key"])] += group["count"]
    return [
        {
            "version": version,
            "processInstanceCount": figures["instances"][version],
            "incidentCount": figures["incidents"][version],
            "errorStartEventCount": figures["tasks"][version],
        }
        for version in sorted(versions)
    ]


def by_day(data: dict[str, Any], _: Asked) -> list[dict[str, Any]] | None:
    """A row for each day and type that had an incident, ascending; None where the version was not deployed."""
    models = _models(data)
    if not models:
        return None
    counted: Counter[tuple[int, str | None]] = Counter()
    for group in _groups(models, "incidents"):
        day, type_ = group["keys"]
        counted[round(datetime.fromisoformat(day).timestamp()) * 1000, type_] += group["count"]
    ordered = sorted(counted, key=lambda each: (each[0], each[1] is None, each[1] or ""))
    return [{"date": day, "totalInstances": counted[day, type_], "incidentType": type_} for day, type_ in ordered]


def _models(data: dict[str, Any]) -> list[dict[str, Any]]:
    models: list[dict[str, Any]] = data["processModels"]["nodes"]
    return whole(models, MOST_MODELS, "process models of this key")


def _groups(models: Iterable[Mapping[str, Any]], name: str) -> list[Group]:
    """The groups of all models."""
    return [group for model in models for group in whole(model[name]["stats"]["groupBy"], MOST_GROUPS, "groups")]


def whole(found: list[Any], most: int, what: str) -> list[Any]:
    """What was found; LimitExceeded where there may be more than were asked for."""
    if len(found) >= most:
        raise LimitExceeded(f"More than {most - 1} {what} are too many to answer at once.", limit="groups", allowed=most - 1)
    return found
