"""What all readers share: their options, what they say of a broken line, and how they make a record that is surely valid."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import UNSET

from storage.errors import BadUserInput
from storage.ingest.outline import Outline
from storage.ingest.source import Source
from storage.nouns.record import (
    LONGEST_ID,
    Blob,
    Instant,
    Money,
    Record,
    Refused,
    decode_hook,
    refusal,
    replace_unstorable,
)
from storage.writing.incoming import is_too_deep


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that could not be loaded: where it stands, such as `tasks.ndjson:17`, and why."""

    place: str
    refusal: Refused

    def __str__(self) -> str:
        return f"{self.place}: {self.refusal}"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader left out or changed. The summary counts notices by reason."""

    reason: str
    """What it is, in the plural: `events with transition "In Progress"`."""
    count: int = 1
    lost: bool = True
    """False: loaded, but changed, such as `texts with characters that cannot be stored`."""


NOT_AS_EXPECTED = (AttributeError, TypeError, KeyError, ValueError, OverflowError)
"""What Python raises where JSON is of another shape than its format has."""

REPLACED = "texts with characters that cannot be stored"
SHORTENED = f"ids longer than {LONGEST_ID:,} bytes"

SUSPECT_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
"""An escape in JSON text that may stand for NUL or for half of a surrogate pair."""

Item = Record | Broken | Notice
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


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: each module that reads one declares it as `FORMAT`, and `storage.ingest.format` finds it."""

    name: str
    """As `--format` has it."""
    read: Callable[[Source, ReadOptions], Items]
    """BadUserInput, at once, where an option is wrong or absent."""
    endings: tuple[str, ...] = ()
    """Endings of file names, in lower case. They count if no format recognizes the content."""
    recognizes: Callable[[Outline], bool] | None = None
    """Whether a file with this outer structure has the format. None: only the file name shows it."""


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
        raise refusal(error, brought, kind) from error
    for name, value in brought.items():
        kind_of_value = type(value)
        if kind_of_value is str:
            if "\x00" in value or not value.isascii():
                refuse_unstorable(name, value)
        elif kind_of_value is Blob or kind_of_value is dict:
            refuse_unstorable(name, value)
    return record


def attempt(place: str | Callable[[], str], kind: type[Record], fields: Mapping[str, Any]) -> Record | Broken:
    """The record, or what is wrong with it and where."""
    try:
        return made(kind, fields)
    except Refused as refused:
        return Broken(place if isinstance(place, str) else place(), refused)


def kept(place: str | Callable[[], str], kind: type[Record], fields: Mapping[str, Any]) -> Items:
    """The record with all that can be kept of it, and a notice of each thing that was changed or left out.

    Characters that no store can hold become U+FFFD. Ids of other systems that are too long are shortened (see `short_id`),
    and texts are cut at their limit. An optional field whose value is not valid is left out; Broken if a required one is not.
    """
    brought: dict[str, Any] = {}
    for name, value in fields.items():
        if value is None or value is UNSET:
            continue
        try:
            value, changed = _storable(value)
        except RecursionError:
            value, changed = None, 0
        if value is None or (isinstance(value, Blob) and is_too_deep(value)):
            yield Notice(f"values of {kind.__name__} {name}: nested too deeply")
            continue
        if changed:
            yield Notice(REPLACED, changed, lost=False)
        if type(value) is str and len(value) > LONGEST_ID // 4:
            limit = limits_of(kind).get(name)
            if limit == LONGEST_ID and (shorter := short_id(value)) != value:
                yield Notice(SHORTENED, lost=False)
                value = shorter
            elif limit is not None and len(value) > limit:
                yield Notice(f"ends of texts longer than {limit:,} characters")
                value = value[:limit]
        brought[name] = value
    while True:
        try:
            yield made(kind, brought)
        except Refused as refused:
            if refused.field is None or refused.field not in brought or refused.field == "id":
                yield Broken(place if isinstance(place, str) else place(), refused)
                return
            del brought[refused.field]
            yield Notice(f"values of {kind.__name__} {refused.field}: {refused.reason}")
        else:
            return


def short_id(text: str) -> str:
    """An id of another system within LONGEST_ID bytes: a longer one is its beginning, `~`, and its SHA-256 in hexadecimal."""
    encoded = text.encode(errors="surrogatepass")
    if len(encoded) <= LONGEST_ID:
        return text
    beginning = encoded[: LONGEST_ID - 65].decode(errors="ignore")
    return f"{beginning}~{hashlib.sha256(encoded).hexdigest()}"


@cache
def limits_of(kind: type[Record]) -> Mapping[str, int]:
    """Characters that each text of a record may have, by field."""
    return {name: limit for name, hint in get_type_hints(kind, include_extras=True).items() if (limit := _limit(hint))}


def _limit(hint: Any) -> int | None:
    own = [note.max_length for note in getattr(hint, "__metadata__", ()) if isinstance(note, msgspec.Meta) and note.max_length]
    return next(chain(own, (limit for arm in get_args(hint) if (limit := _limit(arm)))), None)


def _storable(value: Any) -> tuple[Any, int]:
    """As `replace_unstorable`, and looks at the JSON inside a Blob."""
    if not isinstance(value, Blob):
        return replace_unstorable(value)
    if not SUSPECT_ESCAPE.search(value):
        return value, 0
    document, changed = replace_unstorable(json.loads(value))
    return (Blob.parse(document), changed) if changed else (value, 0)


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
        return json_text(value, escaped=False)
    if value.startswith('"'):
        inner = parsed(value)
        return inner if isinstance(inner, str) else value
    return value


def as_document(value: object) -> Blob | None:
    """A value as JSON: text that is itself a JSON object or list is taken as that."""
    if value is None:
        return None
    if isinstance(value, str) and value[:1] in ("{", "["):
        value = parsed(value)
    return Blob(json_text(value))


def parsed(text: str) -> Any:
    """The value of a JSON text, of which strings may hold halves of surrogate pairs; the text itself if it is not JSON."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError):
        pass
    try:
        return json.loads(text) if SUSPECT_ESCAPE.search(text) else text
    except (ValueError, RecursionError):
        return text


def json_text(value: object, *, escaped: bool = True) -> str:
    """Compact JSON. Halves of surrogate pairs, which UTF-8 cannot encode, are escaped or stay as they are."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=escaped)


def dollars(amount: float | int | str | None) -> Money | None:
    """An amount in US dollars; None stays None. Refused where it is no number or too large."""
    if amount is None:
        return None
    try:
        number = float(amount)
    except ValueError as error:
        raise Refused("expected a number of US dollars such as 0.0125", value=amount) from error
    try:
        return Money.parse(number)
    except ValueError as error:
        raise Refused(str(error), value=amount) from error


def needs(option: str, why: str) -> BadUserInput:
    """The error for an option that a format cannot do without."""
    return BadUserInput(f"{why}; use --{option}", option=option)
