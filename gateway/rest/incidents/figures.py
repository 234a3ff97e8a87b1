"""Builds the response bodies of the incidents API; models that share a definition key are added up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from gateway.rest.groups import Group, whole
from gateway.rest.incidents.parameters import OfKey
from gateway.rest.route import Data, ValidRequest
from resolvers.statistics.groups import MOST_GROUPS

MOST_MODELS = 1000
"""Maximum number of models that the persisted documents request."""

TOO_MANY_MODELS = f"There are more than {MOST_MODELS - 1} process models with this key, too many for one response."
TOO_MANY_GROUPS = f"There are more than {MOST_GROUPS - 1} groups, too many for one response."

STATES: Mapping[str, str] = {"OPEN": "activeIncidents", "RESOLVED": "completedIncidents", "DELETED": "canceledIncidents"}


def total_counts(data: Data, _: ValidRequest[OfKey]) -> dict[str, int] | None:
    """Incidents and errors of a version; None if it was not deployed."""
    models = whole_models(data)
    if not models:
        return None
    return {
        "totalIncidents": sum(model["incidents"]["stats"]["totalIncidents"] for model in models),
        "totalExceptions": sum(model["tasks"]["stats"]["totalExceptions"] for model in models),
    }


def heatmap(data: Data, _: ValidRequest[OfKey]) -> list[Data] | None:
    """One row for each activity with starts or incidents, sorted by id; None if the version was not deployed."""
    models = whole_models(data)
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
    """Number of incidents by published state; without a reported state, ended incidents count as resolved, others as active."""
    if state is not None:
        return {STATES[state]: count}
    return {"activeIncidents": count - ended, "completedIncidents": ended}


def _heat(activity: str, counted: Counter[str]) -> Data:
    states = {name: counted[name] for name in STATES.values()}
    return {
        "actId": activity,
        **states,
        "totalIncidents": sum(states.values()),
        "instanceCount": counted["instanceCount"],
    }


def by_version(data: Data, _: ValidRequest[OfKey]) -> list[dict[str, int]]:
    """One row for each deployed version, ascending."""
    models = whole_models(data)
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


def by_day(data: Data, _: ValidRequest[OfKey]) -> list[Data] | None:
    """One row for each day and type with incidents, ascending; None if the version was not deployed."""
    models = whole_models(data)
    if not models:
        return None
    counted: Counter[tuple[int, str | None]] = Counter()
    for group in _groups(models, "incidents"):
        day, type_ = group["keys"]
        counted[round(datetime.fromisoformat(day).timestamp()) * 1000, type_] += group["count"]
    ordered = sorted(counted, key=lambda each: (each[0], each[1] is None, each[1] or ""))
    return [{"date": day, "totalInstances": counted[day, type_], "incidentType": type_} for day, type_ in ordered]


def whole_models(data: Data) -> Sequence[Group]:
    """The process models with the key of the request. Raises LimitExceeded if there may be more than the document returns."""
    return whole(data["processModels"]["nodes"], TOO_MANY_MODELS, MOST_MODELS)


def _groups(models: Iterable[Data], name: str) -> list[Group]:
    """The groups of all models."""
    return [group for model in models for group in whole(model[name]["stats"]["groupBy"], TOO_MANY_GROUPS)]
