"""The error summary of the process monitoring API. An error is an incident of the graph."""

from typing import Any

from gateway.rest.process_monitoring.identifiers import found
from gateway.rest.process_monitoring.parameters import Question, of_instances
from gateway.rest.route import Ask, Asked


async def error_summary(ask: Ask, asked: Asked) -> list[dict[str, Any]]:
    """Errors by model, most errors first."""
    question: Question = asked.body
    what = await found(ask, asked.path["identifier"])
    variables: dict[str, Any] = {
        "models": dict(what.identifier.models),
        "errors": {**of_instances(what, question), "createdAt": question.times},
    }
    nodes: list[dict[str, Any]] = []
    while True:
        page = (await ask("rest/process-monitoring/error-summary", variables))["processModels"]
        nodes += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return sorted(map(_entry, nodes), key=lambda each: -each["count"])
        variables["after"] = page["pageInfo"]["endCursor"]


def _entry(node: dict[str, Any]) -> dict[str, Any]:
    model, incidents = node["process_model_identifier"], node["incidents"]
    return {
        "process_model_identifier": model,
        "display_name": node["display_name"] or model,
        "count": incidents["count"],
        "instances": node["instances"]["totalCount"],
        "last_seen": incidents["nodes"][0]["createdAt"],
        "top_messages": [{"message": each["key"], "count": each["count"]} for each in incidents["stats"]["groupBy"]],
    }
