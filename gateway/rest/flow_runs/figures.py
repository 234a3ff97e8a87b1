"""Builds the response bodies of the flow-runs API from runs of the graph."""

from gateway.rest.flow_runs.parameters import STATES, OfFlow
from gateway.rest.route import Data, Run, ValidRequest
from storage.errors import BadUserInput, Forbidden, NotFound
from storage.storable import storable

DOCUMENT = "rest/flow-runs/flow-runs"

_PUBLISHED_STATES = {state: published for published, state in STATES.items()}
_SUCCESS = {"COMPLETED": True, "FAILED": False, "CANCELLED": False}
_NOTHING: Data = {"workflow": None, "projectId": None, "projectName": None}


async def flow_runs(run: Run, request: ValidRequest[OfFlow]) -> list[Data]:
    """A page of a flow's runs. Raises Forbidden for another organization than the caller's, and NotFound for a flow that is
    neither a stored workflow nor the workflow of any run."""
    if request.path["org_id"] != request.caller.org_id:
        raise Forbidden("org_id is not the organization of your credential.")
    question = request.query
    flow = _flow(request.path["flow_id"])
    found = await run(DOCUMENT, question.variables(flow))
    runs: list[Data] = found["runs"]["nodes"]
    if not runs and found["workflow"] is None:
        some = await run(DOCUMENT, {"flow": flow, "runs": {"workflowId": {"eq": flow}}, "first": 1})
        if not some["runs"]["nodes"]:
            raise _unknown()
    return [flow_run(run) for run in runs]


def _flow(text: str) -> str:
    try:
        return storable(text)
    except BadUserInput:
        raise _unknown() from None


def _unknown() -> NotFound:
    return NotFound("There is no flow with this flow_id.")


def flow_run(node: Data) -> Data:
    """Converts a run to the published form, in place. The keys have their published names already; only values are converted."""
    workflow = (node["parent_project_id"] or _NOTHING)["workflow"] or _NOTHING
    state, run_type, ran_by = node["state"], node["run_type"], node["ran_by_type"]
    node["is_flow_successful"] = _SUCCESS.get(state)
    node["state"] = _PUBLISHED_STATES.get(state)
    node["total_tokens"] = node["total_tokens"] or 0
    node["run_type"] = run_type and run_type.lower()
    node["ran_by_type"] = ran_by and ran_by.lower()
    node["parent_project_id"] = workflow["projectId"]
    node["parent_project_name"] = workflow["projectName"]
    return node
