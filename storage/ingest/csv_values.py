"""Converts cells of CSV rows to values: times in their zone, numbers, templates, and values that a mapping assigns."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from storage.alternatives import nearest
from storage.errors import BadUserInput
from storage.ingest.mapping import FieldSource, FileShape, TimeShape, ValueKind
from storage.ingest.reader import Notice
from storage.nouns.record import EPOCH, Instant, Refused

Row = Mapping[str, str | None]
"""Cells by column. None: the cell means that the value is unknown."""

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
"""Numbers in ASCII digits. Python itself also accepts underscores and the digits of other scripts."""

TRUE, FALSE = {"true", "yes", "1", "t", "y"}, {"false", "no", "0", "f", "n"}


LEAP_SECOND = re.compile(r"([T ]\d\d:\d\d:)60(?=[.,Z+-]|\Z)")


class TimeReader:
    """Converts the text of a cell to a time. A call raises ValueError with the reason if that is impossible.

    Times without a zone are in `shape.timezone`. A time that its clocks skip is an error; a time that they show twice is the
    first of the two, or the second if only that is not before a time that it follows. A leap second is the second after it.
    Raises BadUserInput for an unknown zone.
    """

    def __init__(self, shape: TimeShape, option: str = "--timezone") -> None:
        """`option` names the place to set the zone, for error messages."""
        self._option = option
        try:
            self._zone = ZoneInfo(shape.timezone) if shape.timezone else None
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            instead = nearest(str(shape.timezone), available_timezones(), "use a name such as Europe/Berlin")
            raise BadUserInput(f"unknown time zone {shape.timezone!r}; {instead}", option="timezone") from error
        self._format = shape.format
        self.shown_twice = 0
        """Number of times that the clocks showed twice."""

    def __call__(self, text: str, after: Instant | None = None) -> Instant:
        """Returns the time that a text states. `after` is a time that it follows."""
        if self._format in ("epoch_s", "epoch_ms"):
            return _since_epoch(text, 1000 if self._format == "epoch_ms" else 1)
        # A pattern without %z gives a time without a zone.
        moment, leap = _iso(text) if self._format == "iso" else (datetime.strptime(text, self._format), False)
        found = Instant.of(self._placed(moment, after) if moment.tzinfo is None else moment)
        return found.after_leap_second() if leap else found

    def _placed(self, moment: datetime, after: Instant | None) -> datetime:
        """Adds the zone of the reader to a time without a zone."""
        if self._zone is None:
            raise ValueError(f"the time has no time zone; set {self._option}")
        first, second = moment.replace(tzinfo=self._zone), moment.replace(tzinfo=self._zone, fold=1)
        if first.utcoffset() != second.utcoffset():
            if first.astimezone(UTC).astimezone(self._zone).replace(tzinfo=None) != moment:
                raise ValueError(f"the time does not exist in {self._zone.key}, where clocks go forward")
            self.shown_twice += 1
            if after is not None and Instant.of(first) < after <= Instant.of(second):
                return second
        return first

    def notices(self) -> Iterator[Notice]:
        """Notices on the times that were read so far."""
        if self.shown_twice:
            yield Notice("times that clocks showed twice, loaded as the first that fits", self.shown_twice, lost=False)


def _iso(text: str) -> tuple[datetime, bool]:
    """Returns the time of an ISO 8601 text, in capital or small letters. For a leap second: the second before it, and true."""
    plain, leap = LEAP_SECOND.subn(r"\g<1>59", text.upper())
    try:
        return datetime.fromisoformat(plain), bool(leap)
    except ValueError:
        raise ValueError("expected an ISO 8601 time such as 2026-05-01T12:00:00Z") from None


def _since_epoch(text: str, per_second: int) -> Instant:
    """Returns the time of a number of seconds or milliseconds since 1970."""
    if not NUMBER.fullmatch(text.strip()):
        raise ValueError(f"expected a number of {'milliseconds' if per_second > 1 else 'seconds'} since 1970")
    try:
        return Instant.of(EPOCH + timedelta(seconds=float(text) / per_second))
    except OverflowError:
        raise ValueError("a time must be between 1970 and 9999") from None


def instant(read: TimeReader, row: Row, column: str | None, after: Instant | None = None) -> Instant | None:
    """The time in a column. None: unknown. Raises Refused if the cell is not a time."""
    text = row[column] if column else None
    if text is None:
        return None
    try:
        return read(text.strip(), after)
    except (ValueError, OverflowError) as error:
        raise Refused(str(error), field=column, value=text) from error


def value(row: Row, column: str, kind: ValueKind, shape: FileShape) -> Any:
    """The value in a column as text, number, integer or boolean. None: unknown. Raises Refused for another kind of value."""
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
    """The number in the form of Python: with a decimal point, and without marks between thousands. Raises ValueError if the
    text is not a number in the form of the file."""
    whole, point, decimals = text.strip().partition(shape.decimal)
    if shape.thousands and shape.thousands in whole:
        if not re.fullmatch(rf"[+-]?[0-9]{{1,3}}(?:{re.escape(shape.thousands)}[0-9]{{3}})+", whole):
            raise ValueError(text)
        whole = whole.replace(shape.thousands, "")
    plain = f"{whole}.{decimals}" if point else whole
    if not NUMBER.fullmatch(plain):
        raise ValueError(text)
    return plain


def columns_of(field: str | FieldSource) -> list[str]:
    """The columns that a field of a mapping reads."""
    if isinstance(field, str):
        return [field]
    return [field.column] if field.column else re.findall(r"{([^{}]+)}", field.template or "")


def field_value(field: str | FieldSource, row: Row, at: Instant | None, shape: FileShape) -> Any:
    """The value of a field according to the mapping. None: unknown. Raises Refused if the cell does not fit."""
    if isinstance(field, str):
        return row[field]
    if field.option:
        return at
    if field.template is not None:
        cells = {column: row[column] for column in columns_of(field)}
        if None in cells.values():
            return None
        return re.sub(r"{([^{}]+)}", lambda match: str(cells[match.group(1)]), field.template)
    if field.column is None:
        return field.constant
    text = row[field.column]
    if field.values is not None and text is not None:
        if text not in field.values:
            known = ", ".join(field.values)
            raise Refused(f"the mapping has no entry for this value; mapped values: {known}", field=field.column, value=text)
        return field.values[text]
    return value(row, field.column, field.kind, shape)
