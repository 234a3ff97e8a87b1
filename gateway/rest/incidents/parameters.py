"""Parameters of the incidents API: a deployed version of a process, a window, and rows of a table."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from gateway.rest.route import Data, Strict
from gateway.rest.times import TimeParameter, end_text, rfc3339

BEGINNING = rfc3339(0)
"""Start of a window without one. Even so, incidents and tasks without a time are in no window."""


def _number(value: Any) -> Any:
    if not isinstance(value, str) or re.fullmatch(r"-?[0-9]{1,10}", value) is None:
        raise ValueError("expected a whole number")
    return int(value)


def _key(value: Any) -> Any:
    if isinstance(value, str) and "\0" in value:
        raise ValueError("must not contain the character NUL")
    return value


Key = Annotated[
    str,
    BeforeValidator(_key),
    Field(alias="processKey", description="Process definition key", min_length=1, examples=["invoice-process"]),
]
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

    process_key: Key

    @property
    def variables(self) -> Data:
        """The variables of a document."""
        return {"processKey": self.process_key}


class OfVersion(OfKey):
    """A deployed version, and a window on the creation time of incidents and the start time of tasks."""

    version: Version
    start_date: Annotated[
        TimeParameter | None, Field(alias="startDate", description="Range start (ISO 8601), inclusive. Default: unbounded.")
    ] = None
    end_date: Annotated[
        TimeParameter | None,
        Field(
            alias="endDate",
            description="Range end (ISO 8601), inclusive; a bare date includes the whole day. Default: unbounded.",
        ),
    ] = None

    @property
    def window(self) -> dict[str, str]:
        """The window as `stats` takes it: `from` and `to`."""
        since = BEGINNING if self.start_date is None else self.start_date.text
        until = end_text(self.end_date)
        return {"from": since} if until is None else {"from": since, "to": until}

    @property
    def variables(self) -> Data:
        """The variables of a document."""
        return {"processKey": self.process_key, "version": self.version, "window": self.window}


class OfTable(OfVersion):
    """A range of rows of the incidents table."""

    max_results: Annotated[
        Rows, Field(alias="maxResults", description="Maximum rows, counted from row 0 of the table, not from `minResults`.")
    ]
    min_results: Annotated[Rows, Field(alias="minResults", description="Minimum rows: 0-based index of the first row returned.")]

    @model_validator(mode="after")
    def _in_order(self) -> "OfTable":
        if self.min_results > self.max_results:
            raise ValueError("minResults is greater than maxResults")
        return self
