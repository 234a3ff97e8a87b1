"""Model details of the process monitoring API: tasks, durations and milestones of a model, and one task."""

from gateway.rest.groups import whole
from gateway.rest.process_monitoring.figures import spread, task_counts
from gateway.rest.process_monitoring.identifiers import one_model
from gateway.rest.process_monitoring.parameters import Question
from gateway.rest.route import Data, Nothing, Run, ValidRequest
from storage.errors import NotFound
from storage.storable import is_storable


async def model_tasks(run: Run, request: ValidRequest[Nothing, Question]) -> list[Data]:
    """Tasks of a model by BPMN id, most frequent first."""
    model = await one_model(run, request.encoded_path["identifier"])
    variables = {"tasks": _of_model(model, request.body), "window": request.body.window.bounds}
    stats = (await run("rest/process-monitoring/model-tasks", variables))["tasks"]["stats"]
    labels: dict[str | None, list[str | None]] = {}
    for group in whole(stats["labels"]):  # the largest come first
        labels.setdefault(group["keys"][0], group["keys"][1:])
    counts = task_counts(whole(stats["states"]))
    return [
        {
            "task_spec": group["key"],
            "bpmn_name": labels[group["key"]][0],
            "task_type": labels[group["key"]][1],
            "count": group["count"],
            **counts[group["key"]],
            "duration": group["duration"],
        }
        for group in stats["specs"]
    ]


async def model_duration(run: Run, request: ValidRequest[Nothing, Question]) -> Data:
    """Durations of a model's instances."""
    model = await one_model(run, request.encoded_path["identifier"])
    question = request.body
    tests = {"metadata": question.tests} if question.tests else {}
    variables = {"instances": {"modelId": {"eq": model}, **tests}, "window": question.window.bounds}
    data = await run("rest/process-monitoring/model-duration", variables)
    return {"identifier": model, **spread(data["processInstances"]["stats"])}


async def model_milestones(run: Run, request: ValidRequest[Nothing, Question]) -> list[Data]:
    """Milestones of a model, most frequent first."""
    model = await one_model(run, request.encoded_path["identifier"])
    variables = {"milestones": _of_model(model, request.body), "window": request.body.window.bounds}
    groups = (await run("rest/process-monitoring/model-milestones", variables))["milestones"]["stats"]["groupBy"]
    return [{"milestone": each["milestone"], "count": each["count"], **spread(each)} for each in whole(groups)]


async def model_task(run: Run, request: ValidRequest[Nothing, Question]) -> Data:
    """Durations of one task of a model. Raises NotFound if no instance began it and no diagram contains it."""
    model, spec = await one_model(run, request.encoded_path["identifier"]), request.path["task_spec"]
    variables = {
        "tasks": {**_of_model(model, request.body), "elementId": {"eq": spec}},
        "window": request.body.window.bounds,
        "model": model,
        "taskSpec": spec,
    }
    if not is_storable(spec):
        raise _never_had()
    data = await run("rest/process-monitoring/model-task", variables)
    drawn = [each["name"] for version in data["processModel"]["versions"]["nodes"] for each in version["activities"]["nodes"]]
    names = [each["key"] for each in data["anyTime"]["stats"]["groupBy"]] + drawn
    if not names:
        raise _never_had()
    name = next((name for name in names if name is not None), None)
    return {"identifier": model, "task_spec": spec, "bpmn_name": name, **spread(data["tasks"]["stats"])}


def _of_model(model: str, question: Question) -> Data:
    """The filter on tasks or milestones of a model's instances, without the window."""
    return {"modelId": {"eq": model}, **({"instance": {"metadata": question.tests}} if question.tests else {})}


def _never_had() -> NotFound:
    return NotFound("The process model never had a task with this task_spec.")
