"""The incidents API, as CIB ins7ght documents it: /incidents."""

from http import HTTPStatus

import orjson

from gateway.http_request import HttpRequest
from gateway.rest.api import Api, Unprocessable
from gateway.rest.credentials import by_bearer, by_key, first_of
from gateway.rest.error_responses import STATUS, error_headers
from gateway.rest.incidents import examples as examples
from gateway.rest.incidents.answers import GraphRow, HeatmapRow, Refused, TableRow, TotalCounts, VersionRow
from gateway.rest.incidents.figures import by_day, by_version, heatmap, total_counts
from gateway.rest.incidents.parameters import OfKey, OfTable, OfVersion
from gateway.rest.incidents.table import table
from gateway.rest.route import Data, HttpResponse, Route, ValidRequest
from gateway.rest.times import rfc3339
from storage.errors import Failure

API_KEY = "X-API-Key"

REFUSALS = {**STATUS, "BAD_REQUEST": 500, "BAD_USER_INPUT": 500, "LIMIT_EXCEEDED": 500}
"""The status of each failure code; all others are 500. The published document reports invalid requests with 500."""

NULLABLE = "200 with the body `null` if no process with this key was deployed in this version."


def refuse(failure: Failure, request: HttpRequest) -> HttpResponse:
    """`{timestamp, status, error, message, path}`."""
    status = REFUSALS.get(failure.code, 500)
    body = {
        "timestamp": rfc3339(request.now),
        "status": status,
        "error": HTTPStatus(status).phrase,
        "message": _message(failure),
        "path": request.path,
    }
    return HttpResponse(status, orjson.dumps(body), headers=error_headers(failure, status))


def _message(failure: Failure) -> str:
    if not isinstance(failure, Unprocessable):
        return failure.message
    return "; ".join(f"{'.'.join(map(str, each.loc[1:])) or each.loc[0]}: {each.msg}" for each in failure.problems)


def _variables(request: ValidRequest[OfKey]) -> Data:
    return request.query.variables


ROUTES = (
    Route(
        method="GET",
        path="/incidents/heatmap",
        summary="Incident heatmap data for activities over time for one process version.",
        description="One row for each activity that started or had an incident in the window, sorted by `actId`. "
        f"Incidents count at their own activity, by creation time. {NULLABLE}",
        document="rest/incidents/heatmap",
        query=OfVersion,
        variables=_variables,
        shape=heatmap,
        answer=list[HeatmapRow] | None,
        example=examples.HEATMAP,
        scopes=("graph:read",),
    ),
    Route(
        method="GET",
        path="/incidents/incident-version-graph",
        summary="Incident statistics by version for a process key.",
        description="One row for each deployed version, ascending, over all time. `[]` for a key that was never deployed.",
        document="rest/incidents/incident-version-graph",
        query=OfKey,
        variables=_variables,
        shape=by_version,
        answer=list[VersionRow],
        example=examples.VERSIONS,
        scopes=("graph:read",),
    ),
    Route(
        method="GET",
        path="/incidents/incidents-table",
        summary="Ranked / tabular incident information with upper and lower bounds on row counts.",
        description="Incidents created in the window, newest first, ties by descending id. Returns rows from `minResults` "
        f"(0-based, inclusive) up to `maxResults` (exclusive). {NULLABLE}",
        document="rest/incidents/incidents-table",
        query=OfTable,
        work=table,
        answer=list[TableRow] | None,
        example=examples.TABLE,
        scopes=("graph:read",),
    ),
    Route(
        method="GET",
        path="/incidents/incidents-graph",
        summary="Time-series style graph of incident counts.",
        description="One row for each UTC day and incident type with incidents, ascending. They add up to `totalIncidents` of "
        f"`/incidents/total-counts` for the same window. {NULLABLE}",
        document="rest/incidents/incidents-graph",
        query=OfVersion,
        variables=_variables,
        shape=by_day,
        answer=list[GraphRow] | None,
        example=examples.GRAPH,
        scopes=("graph:read",),
    ),
    Route(
        method="GET",
        path="/incidents/total-counts",
        summary="Aggregated incident totals for the process version and optional date range.",
        description=f"Both totals are 0 if the version was deployed and had none. {NULLABLE}",
        document="rest/incidents/total-counts",
        query=OfVersion,
        variables=_variables,
        shape=total_counts,
        answer=TotalCounts | None,
        example=examples.TOTAL_COUNTS,
        scopes=("graph:read",),
    ),
)

INCIDENTS = Api(
    name="incidents",
    title="Incidents API",
    description=(
        "The Incidents API exposes incident analytics: heatmaps, version comparisons, tables, time series, and totals for a "
        "given process definition. The organization needs a valid enterprise license; without one, the API answers with 403. "
        "Process models that share a definition key are added up. Missing, malformed and unknown parameters give 500 with a "
        "message."
    ),
    prefixes=("/incidents",),
    routes=ROUTES,
    identify=first_of(by_bearer, by_key(API_KEY), hint=f"Send `Authorization: Bearer` or `{API_KEY}`."),
    trailing_slash="serve",
    needs_license=True,
    refuse=refuse,
    errors=dict.fromkeys((401, 403, 429, 500, 503), Refused),
    security={
        "bearer": {"type": "http", "scheme": "bearer", "description": "An API key, or a token from `POST /token`."},
        "key": {"type": "apiKey", "in": "header", "name": API_KEY, "description": "An API key."},
    },
)
