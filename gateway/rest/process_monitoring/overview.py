"""The overview of the process monitoring API: instances by what they count as, in all and by model."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from gateway.rest.process_monitoring.answers import Counts, Duration
from gateway.rest.process_monitoring.identifiers import found
from gateway.rest.process_monitoring.parameters import Question, instances
from gateway.rest.route import Ask, Asked
from storage.errors import LimitExceeded

MOST_GROUPS = 10_000
"""Groups that the documents ask for."""

CLASSES: Mapping[str, str] = {
    **dict.fromkeys(("NOT_STARTED", "RUNNING", "WAITING", "USER_INPUT_REQUIRED"), "active"),
    "COMPLETE": "completed",
    "ERROR": "errored",
    "SUSPENDED": "suspended",
    "TERMINATED": "terminated",
}
"""What each status of an instance counts as; one that a fault suspended counts as errored."""

NOTHING: Mapping[str, Any] = {**dict.fromkeys(Duration.model_fields), "count": 0}
"""The duration of nothing."""

Group = dict[str, Any]


async def overview(ask: Ask, asked: Asked) -> dict[str, Any]:
    """The instances that started in the window, in all and by model."""
    question: Question = asked.body
    what = await found(ask, asked.path["identifier"])
    one = what.one
    variables = {"instances": instances(what, question), "window": question.window, "byModel": one is None}
    stats = (await ask("rest/process-monitoring/overview", variables))["processInstances"]["stats"]
    statuses: dict[str | None, list[Group]] = {}
    for group in whole(stats["statuses"]):
        statuses.setdefault(group["keys"][0], []).append(group)
    durations = {one: stats["duration"]} if one else {group["key"]: group["duration"] for group in whole(stats["models"])}
    models = [
        {
            "identifier": model,
            "display_name": name,
            **_counts(statuses.get(model, [])),
            "duration": durations.get(model, NOTHING),
        }
        for model, name in what.names.items()
    ]
    return {
        "identifier": what.identifier.text,
        **question.echoed,
        **_counts(stats["statuses"]),
        "duration": stats["duration"],
        "models": models,
    }


def whole(groups: list[Group]) -> list[Group]:
    """The groups; LimitExceeded where there may be more than were asked for."""
    if len(groups) >= MOST_GROUPS:
        raise LimitExceeded(f"More than {MOST_GROUPS} groups: ask for less.", limit="groups", allowed=MOST_GROUPS)
    return groups


def _counts(groups: Iterable[Group]) -> dict[str, int]:
    """Instances by what their status counts as, and in all."""
    counted: Counter[str] = Counter()
    for group in groups:
        _, status, faulted = group["keys"]
        counted["total"] += group["count"]
        counted["errored" if (status, faulted) == ("SUSPENDED", "true") else CLASSES.get(status, "")] += group["count"]
    return {name: counted[name] for name in Counts.model_fields}
