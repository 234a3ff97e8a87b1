"""The formats that can be loaded. A format is recognized by content, otherwise by the file name."""

import gzip
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules

import storage.ingest
from storage.alternatives import one_of
from storage.errors import BadUserInput
from storage.ingest.outline import outline_of
from storage.ingest.reader import Broken, Format, Items, ReadOptions
from storage.ingest.source import Source
from storage.nouns.record import Record, Refused

# These import this module.
MODULES = [each.name for each in iter_modules(storage.ingest.__path__) if each.name not in ("format", "loading", "retrying")]
DECLARED: list[Format] = [
    module.FORMAT for name in MODULES if hasattr(module := import_module(f"{storage.ingest.__name__}.{name}"), "FORMAT")
]
FORMATS: dict[str, Format] = {declared.name: declared for declared in DECLARED}
"""Formats by name, in the order of their modules."""


def recognize(source: Source, options: ReadOptions) -> str:
    """The name of a source's format: from the options, otherwise from the content, otherwise from the file name. Raises
    BadUserInput if none of these determines it."""
    return _recognized(source, options)[0]


def _recognized(source: Source, options: ReadOptions) -> tuple[str, str]:
    """The name of a source's format, and the reason if the content determined it, otherwise an empty text."""
    if options.format is not None:
        if options.format not in FORMATS:
            raise BadUserInput(f"unknown format {options.format!r}; {one_of(FORMATS)}", option="format")
        return options.format, ""
    outline = outline_of(source.head())
    ending = PurePath(source.name.lower().removesuffix(".gz")).suffix
    for name, declared in FORMATS.items():
        if declared.recognizes and declared.recognizes(outline):
            return name, f"it is {outline}"
    for name, declared in FORMATS.items():
        if ending in declared.endings:
            return name, ""
    raise BadUserInput(
        f"{source.name}: unrecognized format; use --format with one of: {', '.join(FORMATS)}. The file is {outline}",
        option="format",
    )


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of a source, broken items and notices. Raises BadUserInput at once if an option is wrong or missing."""
    name, why = _recognized(source, options)
    items = _with_damage(source, FORMATS[name].read(source, options))
    return _explained(items, f"the file was taken for {name}, because {why}; --format states another") if why else items


def _explained(items: Items, taken: str) -> Items:
    """Passes the items on. If none is a record, the last broken item states which format was assumed, and why."""
    last: Broken | None = None
    for item in items:
        if last is not None:
            yield last
            last = None
        if isinstance(item, Record):
            yield item
            yield from items
            return
        if isinstance(item, Broken):
            last = item
        else:
            yield item
    if last is not None:
        yield Broken(last.place, Refused(f"{last.refusal} ({taken})"), last.body, last.format)


def _with_damage(source: Source, items: Items) -> Items:
    """Passes the items of a source on, and reports what could not be decompressed."""
    yield from items
    if isinstance(source.damage, gzip.BadGzipFile) and "Not a gzipped file" in str(source.damage):
        yield Broken(source.name, Refused("the data after the end of the compressed data was not read"))
    elif source.damage is not None:
        yield Broken(source.name, Refused("the compressed data is incomplete or damaged; the rest of the file was not read"))
