"""Parameters and request bodies of the process monitoring API, converted to filters and windows of the graph."""

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr, model_validator

from gateway.rest.numbered_pages import skipped
from gateway.rest.process_monitoring.answers import Bucket
from gateway.rest.process_monitoring.examples import QUESTION
from gateway.rest.process_monitoring.identifiers import ResolvedIdentifier
from gateway.rest.route import Data, Strict
from gateway.rest.times import TimeParameter, Window, rfc3339
from resolvers.statistics.buckets import zone
from storage.errors import BadUserInput
from storage.nouns.instance_metadata import number, whole

MOST_METADATA = 20
"""Maximum number of metadata filters in one request; each is a separate look-up."""

_READ = {"int": whole, "float": number}


def _time_zone(name: str) -> str:
    try:
        zone(name)
    except BadUserInput as error:
        raise ValueError(error.message.removeprefix("timezone: ")) from None
    return name


class Buckets(Strict):
    """Bucket length and time zone."""

    bucket: Annotated[
        Bucket | None,
        Field(description="Bucket length. Default: 1h for windows up to 2 days, 1d up to 120 days, 1w up to 2 years, else 1mo."),
    ] = None
    timezone: Annotated[
        str,
        AfterValidator(_time_zone),
        Field(description="IANA time zone in which hours, days, weeks (from Monday) and months begin."),
    ] = "UTC"


class Pages(Strict):
    """Page number and page size."""

    page: Annotated[int, Field(ge=1, description="Page number, from 1. Pages after the last are empty.")] = 1
    per_page: Annotated[int, Field(ge=1, le=1000, description="Number of rows per page, at most 1000.")] = 100

    @property
    def skip(self) -> int:
        """Number of rows on the previous pages."""
        return skipped(self.page - 1, self.per_page)


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
        window = self.window
        if window.since is not None and window.until is not None and window.until <= window.since:
            raise ValueError("`end` is before `start`")
        return self

    @property
    def window(self) -> Window:
        """The window; open at an end that was not sent."""
        return Window.inclusive(self.start, self.end)

    @property
    def shown(self) -> dict[str, str | None]:
        """Both ends in the form that responses repeat: first and last instant of the window, None for an open end."""
        since, until = self.window.since, self.window.until
        return {"start": None if since is None else rfc3339(since), "end": None if until is None else rfc3339(until - 1)}

    @property
    def tests(self) -> list[dict[str, str]]:
        """The metadata filters in the form of the graph."""
        return [{"name": each.name, "type": each.type.upper(), "value": each.text} for each in self.metadata or ()]


def instances(resolved: ResolvedIdentifier, question: Question) -> Data:
    """The filter on process instances, without the window, as `ProcessInstanceFilter`."""
    return {**resolved.rows, **({"metadata": question.tests} if question.tests else {})}


def of_instances(resolved: ResolvedIdentifier, question: Question) -> Data:
    """The filter on tasks, milestones or incidents of the selected instances, without the window."""
    return {**resolved.rows, **({"instance": {"metadata": question.tests}} if question.tests else {})}
