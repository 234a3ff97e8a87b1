"""What every record has in common: its field types, how one is read from a line, and what is said when it is refused."""

import re
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Annotated, Any, ClassVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from storage.alternatives import explained
from storage.storable import replaced

LARGEST_INTEGER = 2**53 - 1
"""The largest integer that every JSON reader holds exactly."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HOUR = 3_600_000_000
DAY = 24 * HOUR
"""In microseconds."""
LATEST_INSTANT = 253_402_300_799_999_999
"""9999-12-31T23:59:59.999999Z in microseconds since 1970."""

_DATE, _ZONE = "[0-9]{4}-[0-9]{2}-[0-9]{2}", r"(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-9]{2})"
_MINUTE, _SECOND = "(?:[01][0-9]|2[0-3]):[0-9]{2}", r":[0-9]{2}(?:\.[0-9]+)?"
RFC_3339 = re.compile(f"{_DATE}[Tt]{_MINUTE}{_SECOND}{_ZONE}")
LOCAL_TIME = re.compile(f"{_DATE}[Tt]{_MINUTE}{_SECOND}")
ISO_8601 = re.compile(f"{_DATE}[Tt ]{_MINUTE}(?:{_SECOND})?{_ZONE}?")
DATE = re.compile(_DATE)


def parse_date(text: object) -> date:
    """The day that a text such as 2026-05-01 names; ValueError for any other form."""
    try:
        if isinstance(text, str) and DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("expected a date such as 2026-05-01")


class Instant(int):
    """A moment: microseconds since 1970-01-01T00:00:00Z, 1970 to 9999. Sent as RFC 3339 text with a zone."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: object, *, zone: tzinfo | None = None) -> "Instant":
        """The moment that an RFC 3339 text names; ValueError where it names none or lies outside 1970..9999.

        With `zone`, ISO 8601 texts without a time zone are in that one, and may lack seconds and have a space in place of T.
        A leap second is the second after it; digits beyond microseconds are cut off.
        """
        form, name = (RFC_3339, "RFC 3339") if zone is None else (ISO_8601, "ISO 8601")
        if not isinstance(text, str) or not form.fullmatch(text):
            if isinstance(text, str) and LOCAL_TIME.fullmatch(text):
                raise ValueError("a time requires a time zone, such as 2026-05-01T12:00:00Z or +02:00")
            raise ValueError(f"expected an {name} time such as 2026-05-01T12:00:00Z")
        leap = text[16:19] == ":60"
        try:
            moment = datetime.fromisoformat((f"{text[:17]}59{text[19:]}" if leap else text).upper())
        except ValueError:
            raise ValueError(f"expected an {name} time such as 2026-05-01T12:00:00Z") from None
        instant = cls.of(moment if moment.tzinfo else moment.replace(tzinfo=zone))
        return instant.after_leap_second() if leap else instant

    @classmethod
    def stated(cls, text: object) -> "Instant | None":
        """The moment that `parse` reads; None if there is none."""
        try:
            return cls.parse(text)
        except ValueError:
            return None

    def after_leap_second(self) -> "Instant":
        """The second after the leap second that follows this second; ValueError if none may follow it."""
        second = self // 1_000_000 + 1
        if second % 86_400:
            raise ValueError("only the last minute of a day, UTC, may have a second 60")
        return Instant.of(EPOCH + timedelta(seconds=second))

    @classmethod
    def of(cls, moment: datetime) -> "Instant":
        """The same moment in microseconds; ValueError outside 1970..9999."""
        since = moment - EPOCH
        micros = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
        if not 0 <= micros <= LATEST_INSTANT:
            raise ValueError("a time must be between 1970 and 9999")
        return cls(micros)

    def text(self) -> str:
        """The moment as RFC 3339 text in UTC."""
        return (EPOCH + timedelta(microseconds=self)).isoformat().replace("+00:00", "Z")


class Money(int):
    """US dollars, held as whole nano-dollars so that sums are exact. Sent as a number of dollars."""

    __slots__ = ()

    @classmethod
    def parse(cls, dollars: object) -> "Money":
        """Dollars to nano-dollars; ValueError where it is no number or beyond nine million dollars."""
        if isinstance(dollars, bool) or not isinstance(dollars, int | float):
            raise ValueError("expected a number of US dollars such as 0.0125")
        if not abs(dollars) <= 9_000_000:
            raise ValueError("an amount must be between -9,000,000 and 9,000,000 dollars")
        return cls(round(dollars * 1_000_000_000))


class Blob(str):
    """Any JSON value, held as its text and given back unchanged. Sent as JSON."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: object) -> "Blob":
        """The compact text of a JSON value; ValueError for numbers that JSON has not."""
        return cls(msgspec.json.encode(value).decode())


LONGEST_TEXT = 1_000_000
"""Characters."""

LONGEST_ID = 1024
"""Characters, and UTF-8 bytes, of the longest id that a record may name. The ARN of an AWS role has up to 620."""

Key = Annotated[str, Meta(min_length=1, max_length=LONGEST_ID)]
Text = Annotated[str, Meta(max_length=LONGEST_TEXT)] | UnsetType | None
Link = Annotated[str, Meta(min_length=1, max_length=LONGEST_ID)] | UnsetType | None
Time = Instant | UnsetType | None
Dollars = Money | UnsetType | None
Flag = bool | UnsetType | None
Small = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)] | UnsetType | None
Count = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)] | UnsetType | None
Micros = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)] | UnsetType | None
Fraction = Annotated[float, Meta(ge=0, le=1)] | UnsetType | None
Document = Blob | UnsetType | None


def says(description: str) -> Meta:
    """The description of a field: what it is, its unit, what null means. Docs, tables and the graph all show this one."""
    return Meta(description=description)


@cache
def snake(name: str) -> str:
    """ToolCall -> tool_call: the name of a noun in records, tables and modules."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


class Record(
    msgspec.Struct,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="noun",
    tag=snake,
    gc=False,
):
    """One fact about one thing, as reported by a sender. Fields that it omits keep their stored values."""

    id: Annotated[Key, says("Id assigned by the sender, unique within the organization and the noun.")]
    at: Annotated[
        Instant | UnsetType,
        says(
            "Event time: when this became true. Older values never overwrite newer ones. Default: the latest of "
            "the record's *event time* fields."
        ),
    ] = UNSET

    moments: ClassVar[tuple[str, ...]] = ()
    """The fields from which an absent event time is taken."""

    def names_time(self) -> bool:
        """Whether it has an event time, of its own or of one of its times."""
        return self.at is not UNSET or any(isinstance(getattr(self, name), Instant) for name in self.moments)

    def event_time(self) -> int:
        """Microseconds since 1970 at which the record holds; ValueError where it names no time at all."""
        if self.at is not UNSET:
            return self.at
        latest = -1
        for name in self.moments:
            moment = getattr(self, name)
            if moment is not UNSET and moment is not None and moment > latest:
                latest = moment
        if latest < 0:
            raise ValueError("a record without an event time needs `at`, the time at which it became true")
        return latest

    def parts(self) -> "tuple[Record, ...]":
        """The records that this one stands for: itself, and any that it carries inside."""
        return (self,)


def decode_hook(kind: type, value: object) -> object:
    """Reads the field types that JSON itself does not have."""
    if kind in (Instant, Money, Blob):
        return kind.parse(value)
    raise TypeError(f"no field is of type {kind}")


class Refused(ValueError):
    """A record that cannot be stored: which field, which value, why."""

    def __init__(self, reason: str, *, field: str | None = None, value: object = UNSET) -> None:
        # Reasons and fields may quote the data, and answers and the store must be able to hold them.
        self.reason, self.field = replaced(reason)[0], None if field is None else replaced(field)[0]
        super().__init__(self.reason)
        self.value = value

    def __str__(self) -> str:
        place = f"field {self.field}: " if self.field else ""
        shown = "" if self.value is UNSET else f", got {_shown(self.value)}"
        return f"{place}{self.reason}{shown}"


def _shown(value: object) -> str:
    try:
        text = msgspec.json.encode(value, enc_hook=str).decode()
    except UnicodeEncodeError:
        text = ascii(value)
    return text if len(text) <= 80 else text[:77] + "..."


def refusal(error: Exception, raw: Mapping[str, Any], kind: Any) -> Refused:
    """Turns a validation error into one that names field, value and alternatives, given the record as sent and its type."""
    found = explained(str(error), kind)
    value: object = raw
    for step in re.findall(r"[\w-]+", found.place or ""):
        value = value.get(step, UNSET) if isinstance(value, Mapping) else UNSET
    return Refused(str(found), field=found.place, value=UNSET if found.place is None or found.instead else value)


def micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware datetime."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def now() -> int:
    """The time in microseconds since 1970."""
    return time.time_ns() // 1000
