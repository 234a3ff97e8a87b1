"""The formats that can be loaded, and how each is recognised by its content and name."""

import gzip
import re
import zlib
from collections.abc import Callable
from pathlib import PurePath

from storage.errors import BadUserInput
from storage.ingest import bpmn, cloudtrail, delimited, langfuse, livemcpbench, ndjson, ocel, xes
from storage.ingest.json_shape import json_format
from storage.ingest.reader import Broken, Items, ReadOptions
from storage.ingest.source import Source
from storage.nouns.record import Refused

Reader = Callable[[Source, ReadOptions], Items]

FORMATS: dict[str, Reader] = {
    "ndjson": ndjson.read,
    "csv": delimited.read,
    "xes": xes.read,
    "ocel": ocel.read,
    "bpmn": bpmn.read,
    "langfuse": langfuse.read,
    "livemcpbench": livemcpbench.read,
    "cloudtrail": cloudtrail.read,
}
"""The reader of each format, by its name."""

ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)[\s>/]")
XML_ROOTS = {b"log": "xes", b"definitions": "bpmn"}
ENDINGS = {".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".tsv": "csv", ".jsonocel": "ocel"}


def recognise(source: Source, options: ReadOptions) -> str:
    """The name of a source's format: as asked for, else by content, else by name. BadUserInput where it cannot be told."""
    if options.format is not None:
        if options.format not in FORMATS:
            raise BadUserInput(f"unknown format {options.format!r}; supported formats: {', '.join(FORMATS)}", option="format")
        return options.format
    head = source.head().removeprefix(b"\xef\xbb\xbf").lstrip()
    named = ENDINGS.get(PurePath(source.name.lower().removesuffix(".gz")).suffix)
    found = _of_xml(head) if head.startswith(b"<") else _of_json(head) if head.startswith((b"{", b"[")) else None
    if found or named:
        return found or str(named)
    raise BadUserInput(f"{source.name}: unrecognized format; use --format with one of: {', '.join(FORMATS)}", option="format")


def _of_xml(head: bytes) -> str | None:
    root = ROOT.search(re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
    return XML_ROOTS.get(root.group(1)) if root else None


def _of_json(head: bytes) -> str | None:
    return json_format(head.decode(errors="replace"))


def read(source: Source, options: ReadOptions) -> Items:
    """The records of a source and what is broken in it. BadUserInput, at once, where an option is wrong or absent."""
    return _until_cut(source, FORMATS[recognise(source, options)](source, options))


def _until_cut(source: Source, items: Items) -> Items:
    try:
        yield from items
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Broken(
            source.name, Refused(f"the compressed data is incomplete or damaged; the rest of the file was not read: {error}")
        )
