"""Reads NDJSON, one record per line, such as {"noun": "task", "id": "t1", "ended_at": "2026-05-01T12:00:00Z"}."""

import io
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Union

import msgspec
from msgspec import UNSET

from storage.ingest.json_stream import DECODER as DECODER_OF_ANY
from storage.ingest.json_stream import LONGEST_LINE, PATIENT, values
from storage.ingest.json_weight import is_heavy
from storage.ingest.outline import Outline
from storage.ingest.reader import (
    LINES,
    REPLACED,
    Broken,
    Format,
    Item,
    Items,
    Notice,
    ReadOptions,
    read_hook,
    text_of,
    with_body,
)
from storage.ingest.source import Source, blocks_of_lines
from storage.nouns.noun import sent_nouns
from storage.nouns.record import Instant, Record, Refused, refusal
from storage.storable import replaced

BOM = b"\xef\xbb\xbf"
BETWEEN = re.compile(r"[ \t\r\n\ufeff\x1e]*")
"""Characters that may be between the records of a line."""
KINDS = {name: noun.record for name, noun in sent_nouns().items()}
ANY_RECORD: Any = Union[tuple(KINDS.values())]  # noqa: UP007 - made of a list
DECODER: msgspec.json.Decoder[Record] = msgspec.json.Decoder(ANY_RECORD, dec_hook=read_hook)


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of a source. Any other line is Broken with the place `name:line`. Empty lines are ignored.

    A line may contain several records, and the whole may be one JSON array: then a place is the number of its element, from 1.
    Characters that no store can hold become U+FFFD.
    """
    with source.utf8() as stream:
        if is_array(stream.peek(1)):
            yield from (item for _, item in elements(source.name, stream, options.at))
            return
        for first, lines in blocks_of_lines(stream, LONGEST_LINE):
            yield from (item for _, item in items_of_lines(source.name, first, lines, options.at))


def is_array(beginning: bytes) -> bool:
    """Whether a body that begins like this is one JSON array, not lines."""
    return beginning.removeprefix(BOM).lstrip().startswith(b"[")


def items_of_lines(name: str, first: int, lines: Iterable[bytes | None], at: Instant | None) -> Iterator[tuple[int, Item]]:
    """What lines contain, each with the number of its line. None stands for a line that is too long."""
    for number, line in enumerate(lines, first):
        record = _whole_record(line)
        if record is not None:
            yield number, record
        elif line is None or (line and not line.isspace()):
            for item in _records_of(f"{name}:{number}", line, at):
                yield number, item


def _whole_record(line: bytes | None) -> Record | None:
    """The record that a line contains; None if it contains anything else, of which `_records_of` makes the most."""
    if line is None or is_heavy(line):
        return None
    try:
        record = DECODER.decode(line)
        if record.at is UNSET:
            record.event_time()
    except (ValueError, TypeError, msgspec.DecodeError, RecursionError):
        return None
    return None if b"\\u0000" in line else record


def elements(name: str, stream: io.BufferedReader, at: Instant | None) -> Iterator[tuple[int, Item]]:
    """What the elements of a JSON array hold, each with the element's number, from 1. An invalid element costs only itself."""
    number = 0
    try:
        for _, position, value in values(stream):
            number = (position or 0) + 1
            for item in with_body(items_of_value(f"{name}:{number}", value, at), partial(text_of, value), LINES):
                yield number, item
    except Refused as refused:
        yield number + 1, Broken(f"{name}:{number + 1}", refused)


def _records_of(place: str, line: bytes | None, at: Instant | None) -> Items:
    """Yields the items of a line that is not exactly one record with a time, or that contains what no store can hold."""
    if line is None:
        yield Broken(place, Refused(f"the line is longer than {LONGEST_LINE:,} bytes"))
        return
    decoder = PATIENT if is_heavy(line) else DECODER_OF_ANY
    text = line.removeprefix(BOM).decode(errors="surrogateescape")
    position = 0
    while (position := BETWEEN.match(text, position).end()) < len(text):  # type: ignore[union-attr] # it matches anywhere
        try:
            sent, position = decoder.raw_decode(text, position)
        except RecursionError:
            yield Broken(place, Refused("nested too deeply"), line, LINES)
            return
        except ValueError:
            yield Broken(place, _malformed(line, position), line, LINES)
            return
        yield from with_body(items_of_value(place, sent, at), lambda: line, LINES)


def _malformed(line: bytes, position: int) -> Refused:
    """The fault of invalid JSON text, in the words of msgspec if it is in the first value."""
    if not position:
        try:
            msgspec.json.decode(line.removeprefix(BOM))
        except UnicodeDecodeError as error:
            return Refused(f"not valid UTF-8: byte 0x{error.object[error.start]:02x}")
        except (ValueError, msgspec.DecodeError) as error:
            return Refused(str(error))
    return Refused(f"JSON is malformed after the first {position:,} characters")


def items_of_value(place: str, sent: Any, at: Instant | None) -> Items:
    """The record that a JSON value is; `at` is its event time if it has none. Refused stands for a value that is broken."""
    if isinstance(sent, Refused):
        yield Broken(place, sent)
        return
    if not isinstance(sent, dict):
        yield Broken(place, Refused("expected a JSON object", value=sent))
        return
    try:
        sent, changed = replaced(sent)
    except RecursionError:
        yield Broken(place, Refused("nested too deeply"))
        return
    try:
        record: Record = msgspec.convert(sent, ANY_RECORD, dec_hook=read_hook)
        if at is not None and not record.names_time():
            record.at = at
        record.event_time()
    except (ValueError, TypeError, msgspec.ValidationError) as error:
        yield Broken(place, refusal(error, sent, KINDS.get(str(sent.get("noun")), ANY_RECORD)))
        return
    if changed:
        yield Notice(REPLACED, changed, lost=False)
    yield record


def _recognizes(outline: Outline) -> bool:
    return "noun" in outline.keys or "noun" in outline.elements.get(None, ())


FORMAT = Format(LINES, read, (".ndjson", ".jsonl"), _recognizes)
