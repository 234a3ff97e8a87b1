"""Response bodies of the incidents API, with the names of the published document."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from gateway.rest.times import Rfc3339

INT64 = {"format": "int64"}


class CamelCase(BaseModel):
    """A body whose fields are in camelCase for clients."""

    model_config = ConfigDict(alias_generator=to_camel)


class HeatmapRow(CamelCase):
    """One activity with a start or an incident in the window."""

    act_id: Annotated[str, Field(description="Id of the activity in the diagram.")]
    active_incidents: Annotated[int, Field(description="Open incidents.")]
    completed_incidents: Annotated[int, Field(description="Resolved incidents.")]
    canceled_incidents: Annotated[int, Field(description="Deleted incidents.")]
    total_incidents: Annotated[int, Field(description="Sum of the three: all incidents of this activity, whatever their cause.")]
    instance_count: Annotated[int, Field(description="Activity instances that started in the window.")]


class VersionRow(CamelCase):
    """One deployed version."""

    version: int
    process_instance_count: Annotated[int, Field(description="All process instances of the version.")]
    incident_count: Annotated[int, Field(description="Incidents of the version that were not caused by another incident.")]
    error_start_event_count: Annotated[int, Field(description="Activity instances of type `errorStartEvent`.")]


class TableRow(CamelCase):
    """One incident."""

    activity_id: Annotated[str | None, Field(description="Activity at which the incident is counted. Null: unknown.")]
    activity: Annotated[str | None, Field(description="Label of that activity, or its id if it has no label.")]
    failed_activity: Annotated[str | None, Field(description="Label of the failed activity, or its id if it has no label.")]
    failed_activity_id: Annotated[
        str | None, Field(description="Failed activity: differs from `activityId` if a called process failed.")
    ]
    create_time: Annotated[int, Field(description="Milliseconds since 1970.", json_schema_extra=INT64)]
    end_time: Annotated[
        int | None,
        Field(description="Milliseconds since 1970. Null: still open.", json_schema_extra=INT64),
    ]
    proc_inst_id: Annotated[str | None, Field(description="Process instance of the incident. Null: unknown.")]


class GraphRow(CamelCase):
    """Incidents of one type created on one day."""

    date: Annotated[int, Field(description="Start of the UTC day, in milliseconds since 1970.", json_schema_extra=INT64)]
    total_instances: Annotated[
        int,
        Field(description="Incidents created that day and not caused by another incident. They add up to `totalIncidents`."),
    ]
    incident_type: Annotated[str | None, Field(description="Incident type, such as `failedJob`. Null: not reported.")]


class TotalCounts(CamelCase):
    """Totals of a version in the window."""

    total_incidents: Annotated[
        int, Field(description="Incidents not caused by another incident: one that recurs in a calling process counts once.")
    ]
    total_exceptions: Annotated[
        int, Field(description="Activity instances of type `errorStartEvent` that started in the window.")
    ]


class Refused(BaseModel):
    """An error."""

    timestamp: Annotated[Rfc3339, Field(description="Time of the error.")]
    status: Annotated[int, Field(description="The HTTP status.")]
    error: Annotated[str, Field(description="Reason phrase of the HTTP status.")]
    message: Annotated[str, Field(description="What is wrong; for status 500, usually the missing or malformed parameter.")]
    path: Annotated[str, Field(description="Path of the request.")]
