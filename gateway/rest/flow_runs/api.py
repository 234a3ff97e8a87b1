"""The flow-runs API, as StackAI documents it: GET /analytics/org/{org_id}/flows/{flow_id}."""

from gateway.rest.api import Api
from gateway.rest.credentials import by_bearer, first_of
from gateway.rest.error_responses import refuse
from gateway.rest.fastapi_errors import Detail, Invalid
from gateway.rest.flow_runs.answers import FlowRun
from gateway.rest.flow_runs.examples import FLOW_RUN
from gateway.rest.flow_runs.figures import DOCUMENT, flow_runs
from gateway.rest.flow_runs.parameters import OfFlow
from gateway.rest.route import Route

PATH = "/analytics/org"


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
            example=[FLOW_RUN],
            scopes=("graph:read",),
            path_says={"org_id": "The organization of the credential.", "flow_id": "Id of the flow, as chosen by the sender."},
            path_examples={"org_id": "acme", "flow_id": "invoice-matching"},
        ),
    ),
    identify=first_of(by_bearer, hint="Send `Authorization: Bearer` with a token from `POST /token`."),
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
