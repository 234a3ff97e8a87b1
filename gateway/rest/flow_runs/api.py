"""The flow-runs API, as StackAI documents it: GET /analytics/org/{org_id}/flows/{flow_id}."""

from gateway.auth.request_credentials import bearer
from gateway.http_request import HttpRequest
from gateway.rest.api import Api, Authenticator
from gateway.rest.error_responses import refuse
from gateway.rest.fastapi_errors import Detail, Invalid
from gateway.rest.flow_runs.answers import FlowRun, flow_run
from gateway.rest.flow_runs.parameters import OfFlow
from gateway.rest.route import Data, Route, Run, ValidRequest
from schema.engine.request import Caller
from storage.errors import BadUserInput, Forbidden, NotFound, Unauthenticated
from storage.storable import storable

PATH = "/analytics/org"
DOCUMENT = "rest/flow-runs/flow-runs"

EXAMPLE = {
    "run_id": "0d2c5a0e-6f0b-4d0e-9a55-3f3f5a1d7c11",
    "conversation_id": None,
    "date": "2026-05-04T09:00:00Z",
    "is_flow_successful": True,
    "state": "COMPLETED",
    "error": None,
    "latency": 4.25,
    "total_tokens": 1830,
    "user_id": "ana@example.com",
    "inputs": '{"in-0": "Summarise the attached invoice."}',
    "outputs": '{"out-0": "Invoice 1041 over 120.50 USD is due on 1 June."}',
    "llms": "gpt-4o",
    "feedback": None,
    "run_type": "sub_workflow",
    "ran_by_type": "user",
    "ran_by_id": "6b1d3c52-8d1c-4b8e-9a0f-55b0a7a3c9f2",
    "ran_by_display_name": "ana@example.com",
    "parent_run_id": "b7a9e8a4-3f25-4c73-8b3c-d2b5f4b8c001",
    "parent_project_id": "project-finance",
    "parent_project_name": "Finance",
}


async def identify(authenticator: Authenticator, request: HttpRequest) -> Caller:
    """The caller: by a bearer token from `POST /token`, by an API key, or, for the demo, on this machine without one."""
    token = bearer(request.headers)
    caller = await authenticator.local(request) if token is None else await authenticator.of_bearer(token)
    if caller is None:
        raise Unauthenticated("Send `Authorization: Bearer` with a token from `POST /token`.")
    return caller


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


FLOW_RUNS = Api(
    name="flow-runs",
    title="Flow runs",
    description="The runs of a flow, newest first.",
    prefixes=(PATH,),
    routes=(
        Route(
            method="GET",
            path=PATH + "/{org_id}/flows/{flow_id}",
            summary="Summaries of the runs of a flow.",
            description="A page of the runs, newest first, ties by descending id. The page after the last is `[]`. "
            "`org_id` must be the organization of the credential; any other is answered with 403.",
            document=DOCUMENT,
            query=OfFlow,
            work=flow_runs,
            answer=list[FlowRun],
            example=[EXAMPLE],
            scopes=("graph:read",),
            path_says={"org_id": "The organization of the credential.", "flow_id": "Id of the flow, as chosen by the sender."},
            path_examples={"org_id": "acme", "flow_id": "invoice-matching"},
        ),
    ),
    identify=identify,
    refuse=refuse,
    errors={**dict.fromkeys((401, 403, 404, 429, 503), Detail), 422: Invalid},
    security={
        "oauth2": {
            "type": "oauth2",
            "flows": {"password": {"tokenUrl": "/token", "scopes": {}}},
            "description": "A token from `POST /token`, or an API key.",
        }
    },
)
