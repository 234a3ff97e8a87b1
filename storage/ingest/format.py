"""The formats that can be loaded, and how each is recognised by its content and name."""

import codecs
import gzip
import re
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
ENDINGS = {
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".csv": "csv",
    ".tsv": "csv",
    ".xes": "xes",
    ".bpmn": "bpmn",
    ".jsonocel": "ocel",
}


def recognise(source: Source, options: ReadOptions) -> str:
    """The name of a source's format: as asked for, else by content, else by name. BadUserInput where it cannot be told."""
    if options.format is not None:
        if options.format not in FORMATS:
            raise BadUserInput(f"unknown format {options.format!r}; supported formats: {', '.join(FORMATS)}", option="format")
        return options.format
    head = _utf8(source.head()).lstrip()
    named = ENDINGS.get(PurePath(source.name.lower().removesuffix(".gz")).suffix)
    found = _of_xml(head) if head.startswith(b"<") else _of_json(head) if head.startswith((b"{", b"[")) else None
    if found or named:
        return found or str(named)
    raise BadUserInput(f"{source.name}: unrecognized format; use --format with one of: {', '.join(FORMATS)}", option="format")


def _utf8(head: bytes) -> bytes:
    """The beginning of a text in UTF-8, whatever its byte order mark says."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head.removeprefix(mark).decode(encoding, errors="replace").encode()
    return head


def _of_xml(head: bytes) -> str | None:
    root = ROOT.search(re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
    return XML_ROOTS.get(root.group(1)) if root else None


def _of_json(head: bytes) -> str | None:
    return json_format(head.decode(errors="replace"))


def read(source: Source, options: ReadOptions) -> Items:
    """The records of a source and what is broken in it. BadUserInput, at once, where an option is wrong or absent."""
    return _with_damage(source, FORMATS[recognise(source, options)](source, options))


def _with_damage(source: Source, items: Items) -> Items:
    """The items of a source, and what of it could not be decompressed."""
    yield from items
    if isinstance(source.damage, gzip.BadGzipFile) and "Not a gzipped file" in str(source.damage):
        yield Broken(source.name, Refused("the data after the end of the compressed data was not read"))
    elif source.damage is not None:
        yield Broken(source.name, Refused("the compressed data is incomplete or damaged; the rest of the file was not read"))
