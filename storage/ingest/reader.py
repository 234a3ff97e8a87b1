"""What all readers share: options, broken items and notices, and the making of valid records."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import UNSET

from storage.errors import BadUserInput
from storage.ingest.mapping import CsvMapping, MappingSource
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
    snake,
)
from storage.storable import is_storable, is_storable_json, is_too_deep, replaced, replaced_in_json


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that could not be loaded: its place, such as `tasks.ndjson:17`, and the reason."""

    place: str
    refusal: Refused
    body: bytes = b""
    """The part of the source that is broken, or the record that it stands for. Empty: not known."""
    format: str | None = None
    """Name of the format in which `body` can be read again. None: in none."""

    def __post_init__(self) -> None:
        # Ids in the data are part of places, and answers and the store must be able to hold those.
        object.__setattr__(self, "place", replaced(self.place)[0])

    def __str__(self) -> str:
        return f"{self.place}: {self.refusal}"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader left out or changed. Summaries count notices by reason."""

    reason: str
    """Description in the plural, such as `events with transition "In Progress"`."""
    count: int = 1
    lost: bool = True
    """True: left out. False: loaded, but changed, such as `texts with characters that cannot be stored`."""

    def __post_init__(self) -> None:
        # Reasons quote the data.
        object.__setattr__(self, "reason", replaced(self.reason)[0])


NOT_AS_EXPECTED = (AttributeError, TypeError, KeyError, ValueError, OverflowError)
"""Exceptions that Python raises if JSON has another shape than the format requires."""

LINES = "ndjson"
"""Name of the format of records, one per line."""

REPLACED = "texts with characters that cannot be stored"
SHORTENED = f"ids longer than {LONGEST_ID:,} bytes"

T = TypeVar("T")
NUMBERS = frozenset({int, bool, float, Instant, Money})
"""Types of values that are kept as they are."""

Item = Record | Broken | Notice
Items = Iterator[Item]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options that describe the data."""

    format: str | None = None
    """Name of the format. None: recognized by content and file name."""
    mapping: MappingSource | None = None
    """The mapping of a CSV file, or of CloudEvents."""
    at: Instant | None = None
    """Event time. NDJSON: of the records without a time. Other formats: of every record."""
    model: str | None = None
    """Id of the process model, such as `finance/invoice-review`. None: from the data or the mapping."""
    group: str | None = None
    """Id of the process group for models whose id has no path. None: no group."""
    version: int | None = None
    """Version of the process models of a BPMN file, which is 1 by default, or of the instances of a log: by default that of the
    mapping, otherwise unknown."""
    case: str | None = None
    """Object type of the cases of an OCEL log. None: the only type."""
    timezone: str | None = None
    """Zone of times without a zone in XES and OCEL logs, and in CSV files without a mapping, such as `Europe/Berlin`."""
    guess: Callable[[Source], CsvMapping] | None = None
    """Returns the mapping of a CSV file if there is none. None: such files are refused."""

    def model_of(self, file_name: str, inside: str | None = None) -> str:
        """Id of the model: `model`, otherwise the file's name without its endings, inside `group` if that is set."""
        model = self.model or "/".join(filter(None, [file_name.split(".")[0] or "log", inside]))
        return f"{self.group}/{model}" if self.group and (inside or "/" not in model) else model


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. The module that reads it declares it as `FORMAT`, and `storage.ingest.format` finds the module."""

    name: str
    """Name in the option `--format`."""
    read: Callable[[Source, ReadOptions], Items]
    """Yields the records. Raises BadUserInput at once if an option is wrong or missing."""
    endings: tuple[str, ...] = ()
    """Endings of file names, in lower case. They are used if no format recognizes the content."""
    recognizes: Callable[[Outline], bool] | None = None
    """Whether a file with an outer structure has the format. None: only the file name can show it."""


def read_hook(kind: type, value: object) -> object:
    """Like `decode_hook`, but returns values that already have the type."""
    return value if type(value) is kind else decode_hook(kind, value)


def kept(place: str | Callable[[], str], kind: type[Record], fields: Mapping[str, Any]) -> Items:
    """Yields the record with every value that can be kept, and a notice for each value that was changed or left out.

    All readers of foreign formats make their records with this function. Values of None and UNSET are ignored. Characters
    that no store can hold become U+FFFD. Ids that are too long are shortened (see `short_id`), and texts are cut at their
    limit. An optional field with an invalid value is left out. Yields Broken instead if a required field is invalid.
    """
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if value is None or value is UNSET:
            continue
        if type(value) in NUMBERS or (type(value) is str and len(value) <= LONGEST_ID // 4 and is_storable(value)):
            values[name] = value
            continue
        try:
            value, changed = replaced_in_json(value) if isinstance(value, Blob) else replaced(value)
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
        values[name] = value
    while True:
        try:
            record = msgspec.convert(values, kind, dec_hook=read_hook)
            if record.at is UNSET:
                record.event_time()
        except (msgspec.ValidationError, ValueError) as error:
            refused = refusal(error, values, kind)
            if refused.field is None or refused.field not in values or refused.field == "id":
                line = line_of(snake(kind.__name__), values)
                yield Broken(place if isinstance(place, str) else place(), refused, line, LINES)
                return
            del values[refused.field]
            yield Notice(f"values of {kind.__name__} {refused.field}: {refused.reason}")
        else:
            yield record
            return


def with_body(items: Items, body: Callable[[], bytes], format_name: str | None) -> Items:
    """Items of which each broken one has a body: its own, or else what all of them were read from, in a format."""
    for item in items:
        is_bare = isinstance(item, Broken) and not item.body
        yield Broken(item.place, item.refusal, body(), format_name) if is_bare else item  # type: ignore[union-attr] # it is broken


def guarded(place: str, items: Iterator[T]) -> Iterator[T | Broken]:
    """Passes on the items of one unit, such as an event. If a value in it has a shape that the format does not have, the rest of
    the unit is one Broken, and the next unit is not affected."""
    try:
        yield from items
    except Refused as refused:
        yield Broken(place, refused)
    except NOT_AS_EXPECTED:
        yield Broken(place, Refused("a value in it has another type or structure than the format requires"))


SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "a text": lambda value: isinstance(value, str),
    "an object": lambda value: isinstance(value, dict),
    "an object, or one as JSON text": lambda value: isinstance(parsed(value) if isinstance(value, str) else value, dict),
    "a list": lambda value: isinstance(value, list),
    "a number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "a text or a number": lambda value: isinstance(value, str | int) and not isinstance(value, bool),
}
"""Whether a JSON value has a shape, by the description of the shape."""


def misshapen(sent: Mapping[str, Any], shapes: Mapping[str, str], of: str) -> Iterator[Notice]:
    """A notice for each member that is read as if it were absent, because it has another shape than the format gives it.

    `shapes` has a key of SHAPES by member, and `of` names in the plural what the members belong to, such as `events`.
    """
    for name, shape in shapes.items():
        value = sent.get(name)
        if value is not None and value != "" and not SHAPES[shape](value):
            yield Notice(f"values of {name} of {of} that are not {shape}")


def text_of(value: Any) -> bytes:
    """A value as JSON. Empty if it cannot be written."""
    try:
        return b"" if isinstance(value, Refused) else json_text(value).encode()
    except (RecursionError, TypeError):
        return b""


def line_of(noun: str, values: Mapping[str, Any]) -> bytes:
    """Fields of a record as a line of NDJSON, which the store may refuse. Values of UNSET are ignored."""
    sent = {name: _as_sent(value) for name, value in values.items() if value is not UNSET}
    return json_text({"noun": noun, **sent}).encode()


def _as_sent(value: Any) -> Any:
    if isinstance(value, Instant):
        return value.text()
    if isinstance(value, Money):
        return value / 1_000_000_000
    return parsed(str(value)) if isinstance(value, Blob) else value


def short_id(text: str) -> str:
    """The id in at most LONGEST_ID bytes. A longer one becomes its first bytes, `~`, and its SHA-256 in hexadecimal."""
    encoded = text.encode(errors="surrogatepass")
    if len(encoded) <= LONGEST_ID:
        return text
    beginning = encoded[: LONGEST_ID - 65].decode(errors="ignore")
    return f"{beginning}~{hashlib.sha256(encoded).hexdigest()}"


@cache
def limits_of(kind: type[Record]) -> Mapping[str, int]:
    """Maximum number of characters of the texts of a record, by field."""
    return {name: limit for name, hint in get_type_hints(kind, include_extras=True).items() if (limit := _limit(hint))}


def _limit(hint: Any) -> int | None:
    own = [note.max_length for note in getattr(hint, "__metadata__", ()) if isinstance(note, msgspec.Meta) and note.max_length]
    return next(chain(own, (limit for arm in get_args(hint) if (limit := _limit(arm)))), None)


def as_text(value: object) -> str | None:
    """The value as text. JSON text of a string becomes that string, and a value that is not text its compact JSON."""
    if value is None:
        return None
    if not isinstance(value, str):
        return json_text(value, escaped=False)
    if value.startswith('"'):
        inner = parsed(value)
        return inner if isinstance(inner, str) else value
    return value


def as_document(value: object) -> Blob | None:
    """The value as JSON. Text that is a JSON object or list becomes that object or list."""
    if value is None:
        return None
    if isinstance(value, str) and value[:1] in ("{", "["):
        value = parsed(value)
    return Blob(json_text(value))


def parsed(text: str) -> Any:
    """The value of JSON text, whose strings may contain halves of surrogate pairs. The text itself if it is not JSON."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError):
        pass
    try:
        return text if is_storable_json(text) else json.loads(text)
    except (ValueError, RecursionError):
        return text


def json_text(value: object, *, escaped: bool = True) -> str:
    """The value as compact JSON. Halves of surrogate pairs, which UTF-8 cannot encode, are escaped if `escaped`."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=escaped)


def dollars(amount: float | int | str | None) -> Money | None:
    """The amount in US dollars. None stays None. Raises Refused if it is not a number, or too large."""
    if amount is None:
        return None
    try:
        number = float(amount)
    except (ValueError, TypeError, OverflowError) as error:
        raise Refused("expected a number of US dollars such as 0.0125", value=amount) from error
    try:
        return Money.parse(number)
    except ValueError as error:
        raise Refused(str(error), value=amount) from error


class OptionRequired(BadUserInput):
    """A format cannot do without an option, such as `model ID`. The message is that of the command line; `why` is without it."""

    def __init__(self, option: str, why: str) -> None:
        super().__init__(f"{why}; use --{option}", option=option)
        self.option = option
        self.why = why
