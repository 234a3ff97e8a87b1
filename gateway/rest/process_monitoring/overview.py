"""The overview of the process monitoring API: counts and durations of instances, in total and by model."""

from gateway.rest.groups import Group, whole
from gateway.rest.process_monitoring.figures import NO_DURATION, instance_counts
from gateway.rest.process_monitoring.identifiers import resolve
from gateway.rest.process_monitoring.parameters import Question, instances
from gateway.rest.route import Data, Nothing, Run, ValidRequest


async def overview(run: Run, request: ValidRequest[Nothing, Question]) -> Data:
    """Instances that started in the window, in total and by model."""
    question = request.body
    resolved = await resolve(run, request.encoded_path["identifier"])
    one = resolved.one
    variables = {"instances": instances(resolved, question), "window": question.window.bounds, "byModel": one is None}
    stats = (await run("rest/process-monitoring/overview", variables))["processInstances"]["stats"]
    statuses: dict[str | None, list[Group]] = {}
    for group in whole(stats["statuses"]):
        statuses.setdefault(group["keys"][0], []).append(group)
    durations = {one: stats["duration"]} if one else {group["key"]: group["duration"] for group in whole(stats["models"])}
    models = [
        {
            "identifier": model,
            "display_name": name,
            **instance_counts(statuses.get(model, [])),
            "duration": durations.get(model, NO_DURATION),
        }
        for model, name in resolved.names.items()
    ]
    return {
        "identifier": resolved.identifier.text,
        **question.shown,
        **instance_counts(stats["statuses"]),
        "duration": stats["duration"],
        "models": models,
    }
