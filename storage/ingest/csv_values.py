"""From the cells of a CSV row to values: times in their zone, numbers, templates, and what a cell stands for."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.errors import BadUserInput
from storage.ingest.mapping import FieldSource, TimeShape, ValueKind
from storage.nouns.record import EPOCH, Instant, Refused

Row = Mapping[str, str | None]
"""Cells by column; None where the cell says that nothing is known."""

TRUE, FALSE = {"true", "yes", "1", "t", "y"}, {"false", "no", "0", "f", "n"}


def time_reader(shape: TimeShape) -> Callable[[str], Instant]:
    """What turns the text of a cell into a moment; ValueError says why it cannot. BadUserInput for a zone that does not exist."""
    try:
        zone = ZoneInfo(shape.timezone) if shape.timezone else None
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadUserInput(f"unknown time zone {shape.timezone!r}") from error
    if shape.format in ("epoch_s", "epoch_ms"):
        scale = 1000 if shape.format == "epoch_ms" else 1
        return lambda text: Instant.of(EPOCH + timedelta(seconds=float(text) / scale))
    parse = datetime.fromisoformat if shape.format == "iso" else lambda text: datetime.strptime(text, shape.format)

    def read(text: str) -> Instant:
        moment = parse(text)
        if moment.tzinfo is None:
            if zone is None:
                raise ValueError("the time has no time zone; set --timezone, or `timezone` in the mapping")
            moment = moment.replace(tzinfo=zone)
        return Instant.of(moment)

    return read


def instant(read: Callable[[str], Instant], row: Row, column: str | None) -> Instant | None:
    """The moment in a column; None where nothing is known, Refused where the cell is no time."""
    text = row[column] if column else None
    if text is None:
        return None
    try:
        return read(text)
    except (ValueError, OverflowError) as error:
        raise Refused(str(error), field=column, value=text) from error


def value(row: Row, column: str, kind: ValueKind) -> Any:
    """The value in a column, as text, number, integer or boolean; None where nothing is known."""
    text = row[column]
    if text is None or kind == "text":
        return text
    try:
        if kind == "integer":
            return int(text)
        if kind == "number":
            number = float(text)
            if math.isfinite(number):
                return number
        elif text.lower() in TRUE | FALSE:
            return text.lower() in TRUE
    except ValueError:
        pass
    raise Refused(f"expected {'an' if kind == 'integer' else 'a'} {kind}", field=column, value=text)


def columns_of(told: str | FieldSource) -> list[str]:
    """The columns that a field of a mapping reads."""
    if isinstance(told, str):
        return [told]
    return [told.column] if told.column else re.findall(r"{([^{}]+)}", told.template or "")


def field_value(told: str | FieldSource, row: Row, at: Instant | None) -> Any:
    """The value that a mapping tells for a field; None where nothing is known."""
    if isinstance(told, str):
        return row[told]
    if told.option:
        return at
    if told.template is not None:
        cells = {column: row[column] for column in columns_of(told)}
        if None in cells.values():
            return None
        return re.sub(r"{([^{}]+)}", lambda match: str(cells[match.group(1)]), told.template)
    if told.column is None:
        return told.constant
    text = row[told.column]
    if told.values is not None and text is not None:
        if text not in told.values:
            known = ", ".join(told.values)
            raise Refused(f"the mapping has no entry for this value; mapped values: {known}", field=told.column, value=text)
        return told.values[text]
    return value(row, told.column, told.kind)
