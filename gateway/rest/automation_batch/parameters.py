"""Parameters of the automation batch API, converted to filters of the graph."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from gateway.rest.automation_batch.examples import REQUEST
from gateway.rest.route import Data, Strict
from gateway.rest.texts import StorableText
from gateway.rest.times import TimeParameter, Window
from storage.nouns.record import DAY, LATEST_INSTANT, Instant

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
        StorableText | None,
        Field(description="Only runs of workflows with this name, or of the workflow with this id if it has no name."),
    ] = None
    triggered_by: Annotated[
        Literal["manual", "endpoint", "scheduled"] | None, Field(description="Only runs with this trigger.")
    ] = None
    status: Annotated[
        Literal["pending", "running", "completed", "failed", "cancelled"] | None,
        Field(description="Only runs in this state. Queued runs are pending."),
    ] = None

    @model_validator(mode="after")
    def _in_order(self) -> "Batch":
        if self.start_date is not None and self.end_date is not None and self.end_date.exclusive_end <= self.start_date.instant:
            raise ValueError("end_date is before start_date")
        return self

    def _end(self, now: Instant) -> int:
        """The first microsecond after the window; the latest possible time if the window ends there."""
        if self.end_date is not None:
            return min(LATEST_INSTANT, self.end_date.exclusive_end)
        return min(LATEST_INSTANT, max(now, 0 if self.start_date is None else self.start_date.instant) + 1)

    def window(self, now: Instant) -> Window:
        """The window of the start times of runs. Both ends are set."""
        end = self._end(now)
        since = max(0, end - 1 - DEFAULT_LENGTH) if self.start_date is None else self.start_date.instant
        return Window(Instant(min(since, end - 1)), Instant(end))

    @property
    def tests(self) -> Data:
        """The filters on runs other than the window and the workflow."""
        conditions = {"trigger": self.triggered_by, "state": self.status}
        return {name: {"eq": value.upper()} for name, value in conditions.items() if value is not None}
