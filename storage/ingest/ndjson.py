"""Reads NDJSON, one record per line, such as {"noun": "task", "id": "t1", "ended_at": "2026-05-01T12:00:00Z"}."""

import re
from typing import Any, Union

import msgspec
from msgspec import UNSET

from storage.ingest.json_stream import DECODER as DECODER_OF_ANY
from storage.ingest.json_stream import LONGEST_LINE
from storage.ingest.reader import REPLACED, Broken, Format, Items, Notice, ReadOptions, read_hook
from storage.ingest.source import Source, blocks_of_lines
from storage.nouns.noun import NOUNS
from storage.nouns.record import Instant, Record, Refused, refusal
from storage.storable import replaced

BOM = b"\xef\xbb\xbf"
BETWEEN = re.compile(r"[ \t\r\n\ufeff\x1e]*")
"""Characters that may be between the records of a line."""
KINDS = {name: noun.record for name, noun in NOUNS.items()}
ANY_RECORD: Any = Union[tuple(KINDS.values())]  # noqa: UP007 - made of a list
DECODER: msgspec.json.Decoder[Record] = msgspec.json.Decoder(ANY_RECORD, dec_hook=read_hook)


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of a source. Any other line is Broken with the place `name:line`. Empty lines are ignored.

    A line may contain several records. Characters that no store can hold become U+FFFD.
    """
    decode, unset = DECODER.decode, UNSET
    with source.utf8() as stream:
        for first, lines in blocks_of_lines(stream, LONGEST_LINE):
            for number, line in enumerate(lines, first):
                try:
                    record = decode(line)  # type: ignore[arg-type] # None, a line too long, is refused below
                    if record.at is unset:
                        record.event_time()
                    if b"\\u0000" in line:  # type: ignore[operator]
                        yield from _again(f"{source.name}:{number}", line, options.at)
                    else:
                        yield record
                except (ValueError, TypeError, msgspec.DecodeError, RecursionError):
                    if line is None or (line and not line.isspace()):
                        yield from _again(f"{source.name}:{number}", line, options.at)


def _again(place: str, line: bytes | None, at: Instant | None) -> Items:
    """Yields the items of a line that is not exactly one record with a time, or that contains what no store can hold."""
    if line is None:
        yield Broken(place, Refused(f"the line is longer than {LONGEST_LINE:,} bytes"))
        return
    text = line.removeprefix(BOM).decode(errors="surrogateescape")
    position = 0
    while (position := BETWEEN.match(text, position).end()) < len(text):  # type: ignore[union-attr] # it matches anywhere
        try:
            sent, position = DECODER_OF_ANY.raw_decode(text, position)
        except RecursionError:
            yield Broken(place, Refused("nested too deeply"))
            return
        except ValueError:
            yield Broken(place, _malformed(line, position))
            return
        yield from _record(place, sent, at)


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


def _record(place: str, sent: Any, at: Instant | None) -> Items:
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


FORMAT = Format("ndjson", read, (".ndjson", ".jsonl"), lambda outline: "noun" in outline.keys)
