"""The incidents API, as CIB ins7ght documents it: /incidents."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from gateway.rest.family import Doors, Family
from gateway.rest.route import Asked, Call, Reply, Route, Strict
from gateway.rest.window import Moment, through
from schema.execution import Caller
from storage.errors import Failure, Forbidden, Unauthenticated


class OfVersion(Strict):
    """A process version, and a range of days."""

    process_key: Annotated[str, Field(alias="processKey", description="Process definition key")]
    version: Annotated[int, Field(description="Process version", ge=-(2**31), lt=2**31)]
    start_date: Annotated[Moment | None, Field(alias="startDate", description="Range start (ISO 8601)")] = None
    end_date: Annotated[Moment | None, Field(alias="endDate", description="Range end (ISO 8601)")] = None


class TotalCounts(BaseModel):
    """Totals of a version."""

    totalIncidents: int  # noqa: N815  (the document's spelling)
    totalExceptions: int  # noqa: N815


def _of_version(asked: Asked) -> dict[str, Any]:
    query: OfVersion = asked.query
    window = {"from": query.start_date and query.start_date.text, "to": query.end_date and through(query.end_date)}
    told = {name: value for name, value in window.items() if value is not None}
    return {"processKey": query.process_key, "version": query.version, **told}


def _total_counts(data: dict[str, Any], _: Asked) -> dict[str, int] | None:
    found = data["processVersions"]["nodes"]
    return {**found[0]["incidents"], **found[0]["tasks"]} if found else None


async def _identify(doors: Doors, call: Call) -> Caller:
    authorization = call.headers.get("authorization", "")
    caller = await doors.of_bearer(authorization[7:].strip()) if authorization[:7].lower() == "bearer " else doors.local(call)
    if caller is None:
        raise Unauthenticated("Send `Authorization: Bearer` with an API key.")
    if not await doors.is_licensed(caller.org_id):
        raise Forbidden("This organization has no valid enterprise license.")
    return caller


def _refuse(failure: Failure, call: Call) -> Reply:
    raise NotImplementedError from failure


INCIDENTS = Family(
    name="incidents",
    title="Incidents API",
    description="Heatmaps, version comparisons, tables, time series, and totals for a given process definition.",
    prefixes=("/incidents",),
    routes=(
        Route(
            method="GET",
            path="/incidents/total-counts",
            summary="Aggregated incident totals for the process version and optional date range.",
            document="rest/incidents/total-counts",
            query=OfVersion,
            variables=_of_version,
            shape=_total_counts,
            answer=TotalCounts | None,
            example={"totalIncidents": 14, "totalExceptions": 3},
            scopes=("graph:read",),
        ),
    ),
    identify=_identify,
    refuse=_refuse,
)
