"""From the cells of a CSV row to values: times in their zone, numbers, templates, and what a cell stands for."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from storage.alternatives import nearest
from storage.errors import BadUserInput
from storage.ingest.mapping import FieldSource, FileShape, TimeShape, ValueKind
from storage.ingest.reader import Notice
from storage.nouns.record import EPOCH, Instant, Refused

Row = Mapping[str, str | None]
"""Cells by column; None where the cell says that nothing is known."""

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
"""Digits of ASCII; Python's own numbers also have underscores and the digits of other scripts."""

TRUE, FALSE = {"true", "yes", "1", "t", "y"}, {"false", "no", "0", "f", "n"}


class TimeReader:
    """Turns the text of a cell into a time. A call raises ValueError, which says why it cannot.

    Times without a zone are those of `shape.timezone`: one that its clocks skip is an error, one that they show twice is the
    first of the two. BadUserInput for a zone that does not exist.
    """

    def __init__(self, shape: TimeShape, option: str = "--timezone") -> None:
        """`option` is where the sender may state the zone."""
        self._option = option
        try:
            self._zone = ZoneInfo(shape.timezone) if shape.timezone else None
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            instead = nearest(str(shape.timezone), available_timezones(), "use a name such as Europe/Berlin")
            raise BadUserInput(f"unknown time zone {shape.timezone!r}; {instead}", option="timezone") from error
        self._format = shape.format
        self.shown_twice = 0
        """Number of times read that the clocks showed twice."""

    def __call__(self, text: str) -> Instant:
        """The time of a text."""
        if self._format in ("epoch_s", "epoch_ms"):
            return Instant.of(EPOCH + timedelta(seconds=float(text) / (1000 if self._format == "epoch_ms" else 1)))
        is_iso = self._format == "iso"
        # A pattern without %z gives a time without a zone, which is placed below.
        moment = datetime.fromisoformat(text) if is_iso else datetime.strptime(text, self._format)
        return Instant.of(self._placed(moment) if moment.tzinfo is None else moment)

    def _placed(self, moment: datetime) -> datetime:
        """A time without a zone in the zone of the reader."""
        if self._zone is None:
            raise ValueError(f"the time has no time zone; set {self._option}")
        first, second = moment.replace(tzinfo=self._zone), moment.replace(tzinfo=self._zone, fold=1)
        if first.utcoffset() != second.utcoffset():
            if first.astimezone(UTC).astimezone(self._zone).replace(tzinfo=None) != moment:
                raise ValueError(f"the time does not exist in {self._zone.key}, where clocks go forward")
            self.shown_twice += 1
        return first

    def notices(self) -> Iterator[Notice]:
        """What the summary says of the times read so far."""
        if self.shown_twice:
            yield Notice("times that clocks showed twice, loaded as the first", self.shown_twice, lost=False)


def instant(read: Callable[[str], Instant], row: Row, column: str | None) -> Instant | None:
    """The moment in a column; None where nothing is known, Refused where the cell is no time."""
    text = row[column] if column else None
    if text is None:
        return None
    try:
        return read(text)
    except (ValueError, OverflowError) as error:
        raise Refused(str(error), field=column, value=text) from error


def value(row: Row, column: str, kind: ValueKind, shape: FileShape) -> Any:
    """The value in a column, as text, number, integer or boolean; None where nothing is known."""
    text = row[column]
    if text is None or kind == "text":
        return text
    try:
        if kind == "integer":
            return int(_plain_number(text, shape))
        if kind == "number":
            number = float(_plain_number(text, shape))
            if math.isfinite(number):
                return number
        elif text.lower() in TRUE | FALSE:
            return text.lower() in TRUE
    except ValueError:
        pass
    raise Refused(f"expected {'an' if kind == 'integer' else 'a'} {kind}", field=column, value=text)


def _plain_number(text: str, shape: FileShape) -> str:
    """A number with `.` before its decimals and nothing between its thousands. ValueError if it is written otherwise."""
    whole, point, decimals = text.strip().partition(shape.decimal)
    if shape.thousands and shape.thousands in whole:
        if not re.fullmatch(rf"[+-]?[0-9]{{1,3}}(?:{re.escape(shape.thousands)}[0-9]{{3}})+", whole):
            raise ValueError(text)
        whole = whole.replace(shape.thousands, "")
    plain = f"{whole}.{decimals}" if point else whole
    if not NUMBER.fullmatch(plain):
        raise ValueError(text)
    return plain


def columns_of(told: str | FieldSource) -> list[str]:
    """The columns that a field of a mapping reads."""
    if isinstance(told, str):
        return [told]
    return [told.column] if told.column else re.findall(r"{([^{}]+)}", told.template or "")


def field_value(told: str | FieldSource, row: Row, at: Instant | None, shape: FileShape) -> Any:
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
    return value(row, told.column, told.kind, shape)
