"""What all readers share: their options, what they say of a broken line, and how they make a record that is surely valid."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET

from storage.errors import BadUserInput
from storage.nouns.record import Blob, Instant, Money, Record, Refused, decode_hook, refusal


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that could not be loaded: where it stands, such as `tasks.ndjson:17`, and why."""

    place: str
    refusal: Refused

    def __str__(self) -> str:
        return f"{self.place}: {self.refusal}"


NOT_AS_EXPECTED = (AttributeError, TypeError, KeyError, ValueError, OverflowError)
"""What Python raises where JSON is of another shape than its format has."""

Item = Record | Broken
Items = Iterator[Item]
MadeRecord = TypeVar("MadeRecord", bound=Record)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may say about the data beside the data itself."""

    format: str | None = None
    """Name of the format; None: recognised by content and name."""
    mapping: Path | None = None
    """The mapping of a CSV file."""
    at: Instant | None = None
    """Event time of what is loaded. NDJSON: of the records that name no time; other formats: of every record."""
    model: str | None = None
    """Id of the process model, such as `finance/invoice-review`; None: as the data or its mapping say."""
    group: str | None = None
    """Id of the process group for models whose id has no path."""
    version: int = 1
    """Version of the process model that a BPMN file holds."""
    case: str | None = None
    """Object type that is the case of an OCEL log."""
    timezone: str | None = None
    """Zone of the times in XES and OCEL logs that name none, such as `Europe/Berlin`."""

    def model_of(self, file_name: str, inside: str | None = None) -> str:
        """Id of the model: as asked for, else the file's name without its endings, in the group where one is asked for."""
        model = self.model or "/".join(filter(None, [file_name.split(".")[0] or "log", inside]))
        return f"{self.group}/{model}" if self.group and (inside or "/" not in model) else model


def read_hook(kind: type, value: object) -> object:
    """As `decode_hook`, and lets values pass that are of the kind already."""
    return value if type(value) is kind else decode_hook(kind, value)


def made(kind: type[MadeRecord], fields: Mapping[str, Any]) -> MadeRecord:
    """A record of the fields that are neither None nor UNSET, checked as if it had been sent; Refused says what is wrong."""
    brought = {name: value for name, value in fields.items() if value is not None and value is not UNSET}
    try:
        record = msgspec.convert(brought, kind, dec_hook=read_hook)
        if record.at is UNSET:
            record.event_time()
    except (msgspec.ValidationError, ValueError) as error:
        raise refusal(error, brought) from error
    for name, value in brought.items():
        kind_of_value = type(value)
        if kind_of_value is str:
            if "\x00" in value or not value.isascii():
                refuse_unstorable(name, value)
        elif kind_of_value is Blob or kind_of_value is dict:
            refuse_unstorable(name, value)
    return record


def attempt(place: str | Callable[[], str], kind: type[Record], fields: Mapping[str, Any]) -> Item:
    """The record, or what is wrong with it and where."""
    try:
        return made(kind, fields)
    except Refused as refused:
        return Broken(place if isinstance(place, str) else place(), refused)


def refuse_unstorable(name: str, value: object) -> None:
    """Refused where text holds a NUL, which PostgreSQL cannot store, or is not valid Unicode."""
    if isinstance(value, Blob):
        if "\\u0000" in value:
            refuse_unstorable(name, msgspec.json.decode(value.encode()))
    elif isinstance(value, str):
        if "\x00" in value:
            raise Refused("text must not contain NUL characters", field=name)
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise Refused("invalid text in the encoding of the file", field=name) from None
    elif isinstance(value, dict):
        for key, inner in value.items():
            refuse_unstorable(name, key)
            refuse_unstorable(name, inner)
    elif isinstance(value, list):
        for inner in value:
            refuse_unstorable(name, inner)


def as_text(value: object) -> str | None:
    """A value as text: text stays as it is, JSON text of a string becomes that string, anything else its compact JSON."""
    if value is None:
        return None
    if not isinstance(value, str):
        return msgspec.json.encode(value).decode()
    if value.startswith('"'):
        try:
            inner = msgspec.json.decode(value)
        except msgspec.DecodeError:
            return value
        return inner if isinstance(inner, str) else value
    return value


def as_document(value: object) -> Blob | None:
    """A value as JSON: text that is itself a JSON object or list is taken as that."""
    if value is None:
        return None
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            value = msgspec.json.decode(value)
        except msgspec.DecodeError:
            return Blob.parse(value)
    return Blob.parse(value)


def dollars(amount: float | int | str | None) -> Money | None:
    """An amount in US dollars; None stays None. Refused where it is no number or too large."""
    if amount is None:
        return None
    try:
        return Money.parse(float(amount))
    except ValueError as error:
        raise Refused(str(error), value=amount) from error


def needs(option: str, why: str) -> BadUserInput:
    """The error for an option that a format cannot do without."""
    return BadUserInput(f"{why}; use --{option}", option=option)
