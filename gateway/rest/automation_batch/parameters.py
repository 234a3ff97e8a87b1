"""Parameters of the automation batch API, converted to filters of the graph."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictStr, field_validator, model_validator

from gateway.rest.automation_batch.examples import REQUEST
from gateway.rest.route import Data, Strict
from gateway.rest.times import TimeParameter, exclusive_end, rfc3339
from storage.nouns.record import DAY, LATEST_INSTANT

DEFAULT_LENGTH = 30 * DAY
"""Length of the window, in microseconds, if the request has no start."""

Granularity = Literal["hour", "day", "week", "month"]


class Batch(Strict):
    """Common filters for analytics queries. They apply to every section."""

    model_config = ConfigDict(json_schema_extra={"examples": [REQUEST]})

    start_date: Annotated[
        TimeParameter | None,
        Field(description="Start of the window, inclusive. Null: 30 days before the end. Runs count by start time."),
    ] = None
    end_date: Annotated[
        TimeParameter | None,
        Field(description="End of the window, inclusive; a bare date includes the whole day in UTC. Null: now."),
    ] = None
    granularity: Annotated[Granularity, Field(description="Bucket length of the series, in UTC; weeks begin on Monday.")] = "day"
    workflow_name: Annotated[
        StrictStr | None,
        Field(description="Only runs of workflows with this name, or of the workflow with this id if it has no name."),
    ] = None
    triggered_by: Annotated[
        Literal["manual", "endpoint", "scheduled"] | None, Field(description="Only runs with this trigger.")
    ] = None
    status: Annotated[
        Literal["pending", "running", "completed", "failed", "cancelled"] | None,
        Field(description="Only runs in this state. Queued runs are pending."),
    ] = None

    @field_validator("workflow_name")
    @classmethod
    def _is_storable(cls, name: str | None) -> str | None:
        if name is not None and "\0" in name:
            raise ValueError("must not contain the character NUL")
        return name

    @model_validator(mode="after")
    def _in_order(self) -> "Batch":
        if self.start_date is not None and self.end_date is not None and exclusive_end(self.end_date) <= self.start_date.micros:
            raise ValueError("end_date is before start_date")
        return self

    def _end(self, now: int) -> int:
        """The first microsecond after the window; the latest possible time if the window ends there."""
        if self.end_date is not None:
            return min(LATEST_INSTANT, exclusive_end(self.end_date))
        return min(LATEST_INSTANT, max(now, 0 if self.start_date is None else self.start_date.micros) + 1)

    def started(self, now: int) -> dict[str, str]:
        """The window as a filter on the start time."""
        end = self._end(now)
        since = max(0, end - 1 - DEFAULT_LENGTH) if self.start_date is None else self.start_date.micros
        return {"gte": rfc3339(min(since, end - 1)), "lt": rfc3339(end)}

    @property
    def tests(self) -> Data:
        """The filters on runs other than the window and the workflow."""
        conditions = {"trigger": self.triggered_by, "state": self.status}
        return {name: {"eq": value.upper()} for name, value in conditions.items() if value is not None}
