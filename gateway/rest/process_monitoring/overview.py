"""The overview of the process monitoring API: counts and durations of instances, in total and by model."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from gateway.rest.groups import Group, whole
from gateway.rest.process_monitoring.answers import Counts, Duration
from gateway.rest.process_monitoring.identifiers import found
from gateway.rest.process_monitoring.parameters import Question, instances
from gateway.rest.route import Data, Nothing, Run, ValidRequest

CLASSES: Mapping[str, str] = {
    **dict.fromkeys(("NOT_STARTED", "RUNNING", "WAITING", "USER_INPUT_REQUIRED"), "active"),
    "COMPLETE": "completed",
    "ERROR": "errored",
    "SUSPENDED": "suspended",
    "TERMINATED": "terminated",
}
"""Instance statuses, mapped to the counts of the response; instances suspended by a fault count as errored."""


NOTHING: Mapping[str, Any] = {**dict.fromkeys(Duration.model_fields), "count": 0}
"""Durations of no instances."""


async def overview(run: Run, request: ValidRequest[Nothing, Question]) -> Data:
    """Instances that started in the window, in total and by model."""
    question = request.body
    what = await found(run, request.encoded_path["identifier"])
    one = what.one
    variables = {"instances": instances(what, question), "window": question.window, "byModel": one is None}
    stats = (await run("rest/process-monitoring/overview", variables))["processInstances"]["stats"]
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


def _counts(groups: Iterable[Group]) -> dict[str, int]:
    """Number of instances by what their status counts as, and in total."""
    counted: Counter[str] = Counter()
    for group in groups:
        _, status, faulted = group["keys"]
        counted["total"] += group["count"]
        counted["errored" if (status, faulted) == ("SUSPENDED", "true") else CLASSES.get(status, "")] += group["count"]
    return {name: counted[name] for name in Counts.model_fields}
