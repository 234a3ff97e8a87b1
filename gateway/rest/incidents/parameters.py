"""Parameters of the incidents API: a deployed version of a process, a window, and rows of a table."""

import re
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.alias_generators import to_camel

from gateway.rest.route import Data, Strict
from gateway.rest.texts import StorableText
from gateway.rest.times import TimeParameter, Window
from storage.nouns.record import Instant

BEGINNING = Instant(0)
"""Start of a window if the request has none. Incidents and tasks without a time are in no window."""


def _number(value: object) -> int:
    if not isinstance(value, str) or re.fullmatch(r"-?[0-9]{1,10}", value) is None:
        raise ValueError("expected a whole number")
    return int(value)


Key = Annotated[StorableText, Field(description="Process definition key", min_length=1, examples=["invoice-process"])]
Version = Annotated[
    int,
    BeforeValidator(_number),
    Field(description="Process version", ge=-(2**31), lt=2**31, examples=[1]),
    WithJsonSchema({"type": "integer", "format": "int32"}),
]
Rows = Annotated[
    int, BeforeValidator(_number), Field(ge=0, lt=2**31), WithJsonSchema({"type": "integer", "format": "int32", "minimum": 0})
]


class OfKey(Strict):
    """A process definition."""

    model_config = ConfigDict(alias_generator=to_camel)

    process_key: Key

    @property
    def variables(self) -> Data:
        """The variables of a document."""
        return {"processKey": self.process_key}


class OfVersion(OfKey):
    """A deployed version, and a window on the creation time of incidents and the start time of tasks."""

    version: Version
    start_date: Annotated[TimeParameter | None, Field(description="Range start (ISO 8601), inclusive. Default: unbounded.")] = (
        None
    )
    end_date: Annotated[
        TimeParameter | None,
        Field(
            description="Range end (ISO 8601), inclusive; a bare date includes the whole day. Default: unbounded.",
        ),
    ] = None

    @property
    def window(self) -> Window:
        """The window; it always has a start."""
        window = Window.inclusive(self.start_date, self.end_date)
        return Window(window.since or BEGINNING, window.until)

    @property
    def variables(self) -> Data:
        """The variables of a document."""
        return {"processKey": self.process_key, "version": self.version, "window": self.window.bounds}


class OfTable(OfVersion):
    """A range of rows of the incidents table."""

    max_results: Annotated[Rows, Field(description="Maximum rows, counted from row 0 of the table, not from `minResults`.")]
    min_results: Annotated[Rows, Field(description="Minimum rows: 0-based index of the first row returned.")]

    @model_validator(mode="after")
    def _in_order(self) -> "OfTable":
        if self.min_results > self.max_results:
            raise ValueError("minResults is greater than maxResults")
        return self
