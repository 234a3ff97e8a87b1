"""Bodies of the incidents API, in the spellings of its document."""

from typing import Annotated

from pydantic import BaseModel, Field

Millis = Annotated[int, Field(description="Milliseconds since 1970.", json_schema_extra={"format": "int64"})]


class HeatmapRow(BaseModel):
    """One activity that was started in the window, or at which an incident arose in it."""

    actId: Annotated[str, Field(description="Id of the activity in the diagram.")]  # noqa: N815  (the document's spellings)
    activeIncidents: Annotated[int, Field(description="Incidents that are open.")]  # noqa: N815
    completedIncidents: Annotated[int, Field(description="Incidents that were resolved.")]  # noqa: N815
    canceledIncidents: Annotated[int, Field(description="Incidents that were deleted.")]  # noqa: N815
    totalIncidents: Annotated[  # noqa: N815
        int, Field(description="The sum of the three: the incidents counted at this activity, whatever caused them.")
    ]
    instanceCount: Annotated[int, Field(description="Activity instances that were started in the window.")]  # noqa: N815


class VersionRow(BaseModel):
    """One deployed version."""

    version: int
    processInstanceCount: Annotated[int, Field(description="All its process instances.")]  # noqa: N815
    incidentCount: Annotated[int, Field(description="Its incidents that no other incident caused.")]  # noqa: N815
    errorStartEventCount: Annotated[int, Field(description="Activity instances of type `errorStartEvent`.")]  # noqa: N815


class TableRow(BaseModel):
    """One incident."""

    activityId: Annotated[str | None, Field(description="Activity at which it is counted. Null: unknown.")]  # noqa: N815
    activity: Annotated[str | None, Field(description="Label of that activity; its id where it has none.")]
    failedActivity: Annotated[  # noqa: N815
        str | None, Field(description="Label of the activity that failed; its id where it has none.")
    ]
    failedActivityId: Annotated[  # noqa: N815
        str | None, Field(description="Activity that failed: another one where a called process failed.")
    ]
    createTime: Millis  # noqa: N815
    endTime: Annotated[  # noqa: N815
        int | None,
        Field(description="Milliseconds since 1970. Null: it is open.", json_schema_extra={"format": "int64"}),
    ]
    procInstId: Annotated[str | None, Field(description="Process instance in which it arose. Null: unknown.")]  # noqa: N815


class GraphRow(BaseModel):
    """The incidents of one type that arose on one day."""

    date: Annotated[
        int, Field(description="Start of the UTC day, in milliseconds since 1970.", json_schema_extra={"format": "int64"})
    ]
    totalInstances: Annotated[  # noqa: N815
        int,
        Field(description="Incidents that arose that day and that no other incident caused. They add up to `totalIncidents`."),
    ]
    incidentType: Annotated[str | None, Field(description="Their type, such as `failedJob`. Null: the sender told none.")]  # noqa: N815


class TotalCounts(BaseModel):
    """Totals of a version in the window."""

    totalIncidents: Annotated[  # noqa: N815
        int, Field(description="Incidents that no other incident caused: one that shows again in a calling process counts once.")
    ]
    totalExceptions: Annotated[int, Field(description="Activity instances of type `errorStartEvent` that were started.")]  # noqa: N815


class Refused(BaseModel):
    """A request that is not answered."""

    timestamp: Annotated[str, Field(description="When it was refused.", json_schema_extra={"format": "date-time"})]
    status: Annotated[int, Field(description="The HTTP status.")]
    error: Annotated[str, Field(description="The name of the status.")]
    message: Annotated[str, Field(description="What is wrong; with 500, mostly which parameter is missing or malformed.")]
    path: Annotated[str, Field(description="The path of the request.")]
