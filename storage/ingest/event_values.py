"""From values of JSON events to fields of records: texts, numbers in their unit, times in their format."""

import math
import sys
from collections.abc import Callable, Mapping
from typing import Any

from storage.ingest.csv_values import FALSE, NUMBER, TRUE, TimeReader
from storage.ingest.reader import as_text, json_text
from storage.nouns.noun import Field
from storage.nouns.record import Blob, Instant, Money, Refused

UNITS: Mapping[str, Mapping[str, float]] = {
    "a duration": {"ns": 0.001, "us": 1, "ms": 1_000, "s": 1_000_000, "min": 60_000_000, "h": 3_600_000_000},
    "an amount": {"dollars": 1, "cents": 0.01},
    "a fraction": {"fraction": 1, "percent": 0.01},
}
"""What a value is multiplied by to have the unit of its field, by what the field is."""

Convert = Callable[[Any], Any]
"""Converts one value that is not None. Raises Refused with the reason."""


def units_of(field: Field) -> Mapping[str, float]:
    """The units that the values of a field may have; empty if it has none."""
    if field.type is int and field.name.endswith("_us"):
        return UNITS["a duration"]
    if field.type is Money:
        return UNITS["an amount"]
    return UNITS["a fraction"] if field.type is float else {}


def converter(field: Field, factor: float | None, read_time: TimeReader) -> Convert:
    """What converts the values of a field. Values that it leaves as they are, such as states, are checked with the record."""
    if field.type is Instant:
        return lambda value: _time(value, read_time)
    if field.type in (int, float, Money):
        return lambda value: _number(value, factor, is_whole=field.type is int)
    if field.type is bool:
        return _flag
    if field.type is Blob:
        return lambda value: Blob(json_text(value))
    return as_text if field.type is str else lambda value: value


def _time(value: Any, read: TimeReader) -> Instant:
    try:
        return read(value if isinstance(value, str) else json_text(value))
    except (ValueError, OverflowError) as error:
        raise Refused(str(error), value=value) from error


def _number(value: Any, factor: float | None, *, is_whole: bool) -> Any:
    """A number, also if it is sent as text. With a factor, whole ones are rounded."""
    if isinstance(value, str) and len(value) <= 100 and NUMBER.fullmatch(value.strip()):
        number = float(value)
        value = int(value) if is_whole and value.strip().lstrip("+-").isdecimal() else number
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:
        raise Refused("expected a number", value=value)
    if factor is not None:
        value = value * factor
        if not math.isfinite(value):
            raise Refused("the number is too large")
        return round(value) if is_whole else value
    return int(value) if is_whole and float(value).is_integer() else value


def _flag(value: Any) -> bool:
    text = json_text(value).strip('"').lower()
    if text not in TRUE | FALSE:
        raise Refused("expected true or false", value=value)
    return text in TRUE
