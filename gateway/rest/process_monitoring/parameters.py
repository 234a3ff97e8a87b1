"""Request bodies of the process monitoring API, converted to filters and windows of the graph."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr, model_validator

from gateway.rest.process_monitoring.examples import QUESTION
from gateway.rest.process_monitoring.identifiers import Found
from gateway.rest.route import Data, Strict
from gateway.rest.times import TimeParameter, exclusive_end, rfc3339
from storage.nouns.instance_metadata import number, whole
from storage.nouns.record import LATEST_INSTANT

MOST_METADATA = 20
"""Maximum number of metadata filters in one request; each is a separate look-up."""

_READ = {"int": whole, "float": number}


class Metadata(Strict):
    """A filter on one value of the process metadata. Values are stored as text of at most 255 characters."""

    name: Annotated[StrictStr, Field(description="metadata key.")]
    type: Annotated[
        Literal["text", "int", "float"],
        Field(description="one of `text`, `int`, or `float`. Stored text that is not a number never matches `int` or `float`."),
    ] = "text"
    value: Annotated[StrictStr | StrictBool | StrictInt | StrictFloat, Field(description="value to match.")]

    @model_validator(mode="after")
    def _is_of_type(self) -> "Metadata":
        if read := _READ.get(self.type):
            read(self.text)
        return self

    @property
    def text(self) -> str:
        """The value as stored."""
        return str(self.value).lower() if isinstance(self.value, bool) else str(self.value)


class Question(Strict):
    """A window, and filters on the metadata of process instances."""

    model_config = ConfigDict(json_schema_extra={"examples": [QUESTION]})

    start: Annotated[
        TimeParameter | None, Field(description="beginning of the reporting window, inclusive. Absent or null: unbounded.")
    ] = None
    end: Annotated[
        TimeParameter | None,
        Field(
            description="end of the reporting window, inclusive; a bare date includes the whole day. Absent or null: unbounded."
        ),
    ] = None
    metadata: Annotated[
        list[Metadata] | None,
        Field(description="optional filters against process metadata values, all of which must match.", max_length=MOST_METADATA),
    ] = None

    @model_validator(mode="after")
    def _in_order(self) -> "Question":
        if self.start is not None and self.until is not None and self.until <= self.start.micros:
            raise ValueError("`end` is before `start`")
        return self

    @property
    def until(self) -> int | None:
        """The first microsecond after the window; None if the window has no end."""
        if self.end is None:
            return None
        until = exclusive_end(self.end)
        return until if until <= LATEST_INSTANT else None

    @property
    def times(self) -> dict[str, str]:
        """The window as a filter on a time: `gte` and `lt`."""
        ends = {"gte": None if self.start is None else self.start.micros, "lt": self.until}
        return {name: rfc3339(micros) for name, micros in ends.items() if micros is not None}

    @property
    def window(self) -> dict[str, str]:
        """The window as `stats` takes it: `from` and `to`."""
        return {{"gte": "from", "lt": "to"}[name]: text for name, text in self.times.items()}

    @property
    def echoed(self) -> dict[str, str | None]:
        """Both ends in the form that responses repeat: first and last instant of the window, None for an open end."""
        last = None if self.until is None else rfc3339(self.until - 1)
        return {"start": None if self.start is None else self.start.text, "end": last}

    @property
    def tests(self) -> list[dict[str, str]]:
        """The metadata filters in the form of the graph."""
        return [{"name": each.name, "type": each.type.upper(), "value": each.text} for each in self.metadata or ()]


def instances(found: Found, question: Question) -> Data:
    """The filter on process instances, without the window, as `ProcessInstanceFilter`."""
    return {**found.rows, **({"metadata": question.tests} if question.tests else {})}


def of_instances(found: Found, question: Question) -> Data:
    """The filter on tasks, milestones or incidents of the selected instances, without the window."""
    return {**found.rows, **({"instance": {"metadata": question.tests}} if question.tests else {})}
