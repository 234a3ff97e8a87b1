"""Parameters of the flow-runs API: a page of a flow's runs, filtered by start, user and state."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from gateway.rest.numbered_pages import skipped
from gateway.rest.route import Data, Strict
from gateway.rest.texts import StorableText
from gateway.rest.times import TimeParameter, Window
from storage.nouns.record import Instant

STATES: Mapping[str, str] = {
    "PENDING": "PENDING",
    "PAUSED": "PAUSED",
    "RESUMED": "RUNNING",
    "COMPLETED": "COMPLETED",
    "FAILED": "FAILED",
    "CANCELLED": "CANCELLED",
}
"""States of the published document, mapped to those of the graph."""

LISTED = r"^ *({0})( *, *({0}))* *$".format("|".join(STATES))
"""Pattern of a comma-separated list of states, for OpenAPI."""


def _states(text: str) -> str:
    unknown = [name for name in _named(text) if name not in STATES]
    if unknown:
        raise ValueError(f"unknown state {unknown[0][:40]!r}; accepted: {', '.join(STATES)}")
    return text


def _named(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


class OfFlow(Strict):
    """Filter and page of the runs."""

    page: Annotated[int, Field(ge=0, description="Page number, newest runs first, counted from 0.")] = 0
    page_size: Annotated[int, Field(ge=1, le=10_000, description="Number of runs per page, at most 10,000.")] = 25
    start_date: Annotated[
        TimeParameter | None, Field(description="Only runs that started at this time or later. A time without a zone is UTC.")
    ] = None
    end_date: Annotated[
        TimeParameter | None,
        Field(description="Only runs that started at this time or earlier; a bare date includes the whole day."),
    ] = None
    user_id: Annotated[StorableText | None, Field(description="Only runs for this user.")] = None
    state: Annotated[
        Annotated[str, AfterValidator(_states), WithJsonSchema({"type": "string", "pattern": LISTED})] | None,
        Field(description=f"Comma-separated list of statuses to filter by. Accepted values: {', '.join(STATES)}."),
    ] = None

    def variables(self, flow: str) -> Data:
        """The variables of the document."""
        filter_: Data = {"workflowId": {"eq": flow}}
        if self.start_date is not None or self.end_date is not None:
            filter_["startedAt"] = self._window.tests
        if self.user_id is not None:
            filter_["userId"] = {"eq": self.user_id}
        if self.state is not None:
            filter_["state"] = {"in": list(dict.fromkeys(STATES[name] for name in _named(self.state)))}
        return {"flow": flow, "runs": filter_, "first": self.page_size, "skip": skipped(self.page, self.page_size)}

    @property
    def _window(self) -> Window:
        """The window; without a start it begins in 1970, since runs without a start are in no window."""
        window = Window.inclusive(self.start_date, self.end_date)
        return Window(window.since or Instant(0), window.until)
