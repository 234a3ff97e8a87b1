"""Reads NDJSON: one record a line, such as {"noun": "task", "id": "t1", "ended_at": "2026-05-01T12:00:00Z"}."""

from typing import Any, Union

import msgspec
from msgspec import UNSET

from storage.ingest.json_stream import LONGEST_LINE
from storage.ingest.reader import Broken, Item, Items, ReadOptions, read_hook, refuse_unstorable
from storage.ingest.source import Source, blocks_of_lines
from storage.nouns.noun import NOUNS
from storage.nouns.record import Instant, Record, Refused, refusal

BOM = b"\xef\xbb\xbf"
ANY_RECORD: Any = Union[tuple(noun.record for noun in NOUNS.values())]  # noqa: UP007 - made of a list
DECODER: msgspec.json.Decoder[Record] = msgspec.json.Decoder(ANY_RECORD, dec_hook=read_hook)


def read(source: Source, options: ReadOptions) -> Items:
    """The records of a source; a line that holds none comes as Broken with `name:line`. Empty lines are passed over."""
    decode, unset = DECODER.decode, UNSET
    with source.open() as stream:
        for first, lines in blocks_of_lines(stream, LONGEST_LINE):
            if first == 1 and lines[0]:
                lines[0] = lines[0].removeprefix(BOM)
            for number, line in enumerate(lines, first):
                try:
                    record = decode(line)  # type: ignore[arg-type] # None, a line too long, is refused below
                    if record.at is unset:
                        record.event_time()
                    if b"\\u0000" in line:  # type: ignore[operator]
                        refuse_unstorable("", msgspec.json.decode(line))  # type: ignore[arg-type]
                    yield record
                except (ValueError, TypeError, msgspec.DecodeError, RecursionError) as error:
                    if line is None or (line and not line.isspace()):
                        yield _again(f"{source.name}:{number}", line, error, options.at)


def _again(place: str, line: bytes | None, error: Exception, at: Instant | None) -> Item:
    """The record of a line that names no time, where one was given; else what is wrong with the line."""
    if line is None:
        return Broken(place, Refused(f"the line is longer than {LONGEST_LINE:,} bytes"))
    if isinstance(error, UnicodeDecodeError):
        return Broken(place, Refused(f"not valid UTF-8: byte 0x{error.object[error.start]:02x}"))
    try:
        sent = msgspec.json.decode(line)
    except RecursionError:
        return Broken(place, Refused("nested too deeply"))
    except (ValueError, msgspec.DecodeError) as malformed:
        return Broken(place, Refused(str(malformed)))
    if not isinstance(sent, dict):
        return Broken(place, Refused("expected a JSON object", value=sent))
    try:
        for name, value in sent.items():
            refuse_unstorable(name, value)
    except Refused as refused:
        return Broken(place, refused)
    if at is not None and not isinstance(error, msgspec.ValidationError):
        record = DECODER.decode(line)
        record.at = at
        return record
    return Broken(place, refusal(error, sent))
