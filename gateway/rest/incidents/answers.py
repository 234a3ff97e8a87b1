"""Response bodies of the incidents API, with the names of the published document."""

from typing import Annotated

from pydantic import BaseModel, Field

Millis = Annotated[int, Field(description="Milliseconds since 1970.", json_schema_extra={"format": "int64"})]


class HeatmapRow(BaseModel):
    """One activity with a start or an incident in the window."""

    actId: Annotated[str, Field(description="Id of the activity in the diagram.")]  # noqa: N815  (names of the published document)
    activeIncidents: Annotated[int, Field(description="Open incidents.")]  # noqa: N815
    completedIncidents: Annotated[int, Field(description="Resolved incidents.")]  # noqa: N815
    canceledIncidents: Annotated[int, Field(description="Deleted incidents.")]  # noqa: N815
    totalIncidents: Annotated[  # noqa: N815
        int, Field(description="Sum of the three: all incidents of this activity, whatever their cause.")
    ]
    instanceCount: Annotated[int, Field(description="Activity instances that started in the window.")]  # noqa: N815


class VersionRow(BaseModel):
    """One deployed version."""

    version: int
    processInstanceCount: Annotated[int, Field(description="All process instances of the version.")]  # noqa: N815
    incidentCount: Annotated[int, Field(description="Incidents of the version that were not caused by another incident.")]  # noqa: N815
    errorStartEventCount: Annotated[int, Field(description="Activity instances of type `errorStartEvent`.")]  # noqa: N815


class TableRow(BaseModel):
    """One incident."""

    activityId: Annotated[str | None, Field(description="Activity at which the incident is counted. Null: unknown.")]  # noqa: N815
    activity: Annotated[str | None, Field(description="Label of that activity, or its id if it has no label.")]
    failedActivity: Annotated[  # noqa: N815
        str | None, Field(description="Label of the failed activity, or its id if it has no label.")
    ]
    failedActivityId: Annotated[  # noqa: N815
        str | None, Field(description="Failed activity: differs from `activityId` if a called process failed.")
    ]
    createTime: Millis  # noqa: N815
    endTime: Annotated[  # noqa: N815
        int | None,
        Field(description="Milliseconds since 1970. Null: still open.", json_schema_extra={"format": "int64"}),
    ]
    procInstId: Annotated[str | None, Field(description="Process instance of the incident. Null: unknown.")]  # noqa: N815


class GraphRow(BaseModel):
    """Incidents of one type created on one day."""

    date: Annotated[
        int, Field(description="Start of the UTC day, in milliseconds since 1970.", json_schema_extra={"format": "int64"})
    ]
    totalInstances: Annotated[  # noqa: N815
        int,
        Field(description="Incidents created that day and not caused by another incident. They add up to `totalIncidents`."),
    ]
    incidentType: Annotated[str | None, Field(description="Incident type, such as `failedJob`. Null: not reported.")]  # noqa: N815


class TotalCounts(BaseModel):
    """Totals of a version in the window."""

    totalIncidents: Annotated[  # noqa: N815
        int, Field(description="Incidents not caused by another incident: one that recurs in a calling process counts once.")
    ]
    totalExceptions: Annotated[int, Field(description="Activity instances of type `errorStartEvent` that started in the window.")]  # noqa: N815


class Refused(BaseModel):
    """An error."""

    timestamp: Annotated[str, Field(description="Time of the error.", json_schema_extra={"format": "date-time"})]
    status: Annotated[int, Field(description="The HTTP status.")]
    error: Annotated[str, Field(description="Reason phrase of the HTTP status.")]
    message: Annotated[str, Field(description="What is wrong; for status 500, usually the missing or malformed parameter.")]
    path: Annotated[str, Field(description="Path of the request.")]
