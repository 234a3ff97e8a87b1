"""The error summary of the process monitoring API. An error is an incident of the graph."""

from gateway.rest.process_monitoring.identifiers import resolve
from gateway.rest.process_monitoring.parameters import Question, of_instances
from gateway.rest.route import Data, Nothing, Run, ValidRequest


async def error_summary(run: Run, request: ValidRequest[Nothing, Question]) -> list[Data]:
    """Errors by model, most errors first."""
    question = request.body
    resolved = await resolve(run, request.encoded_path["identifier"])
    variables: Data = {
        "models": dict(resolved.identifier.models),
        "errors": {**of_instances(resolved, question), "createdAt": question.window.tests},
    }
    nodes: list[Data] = []
    while True:
        page = (await run("rest/process-monitoring/error-summary", variables))["processModels"]
        nodes += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return sorted(map(_entry, nodes), key=lambda each: -each["count"])
        variables["after"] = page["pageInfo"]["endCursor"]


def _entry(node: Data) -> Data:
    model, incidents = node["process_model_identifier"], node["incidents"]
    return {
        "process_model_identifier": model,
        "display_name": node["display_name"] or model,
        "count": incidents["count"],
        "instances": node["instances"]["totalCount"],
        "last_seen": incidents["nodes"][0]["createdAt"],
        "top_messages": [{"message": each["key"], "count": each["count"]} for each in incidents["stats"]["groupBy"]],
    }
