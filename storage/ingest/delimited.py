"""Reads CSV files according to a mapping: event logs, or any records."""

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from storage.alternatives import nearest, one_of
from storage.errors import BadUserInput
from storage.ingest import csv_values
from storage.ingest.csv_shape import column_names
from storage.ingest.event_log import OPEN_STATES, Event, Log, records
from storage.ingest.mapping import Columns, CsvMapping, FileShape, RecordPart, read_mapping
from storage.ingest.reader import Broken, Format, Items, Notice, OptionRequired, ReadOptions, kept
from storage.ingest.source import Source
from storage.nouns.noun import NOUNS, sent_nouns
from storage.nouns.record import Instant, Refused

LONGEST_CELL = 16 * 1_048_576
"""Maximum number of characters of a cell."""


UNDECODABLE = "pentagraph.undecodable"


def _as_halves(error: UnicodeError) -> tuple[str, int]:
    """Decodes each invalid byte to half of a surrogate pair. Records have U+FFFD instead."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(UNDECODABLE, _as_halves)


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of a CSV file. Raises BadUserInput if the mapping is missing or wrong, or if a time is required."""
    mapping = _mapping(source, options)
    if mapping.columns is None:
        for part in mapping.record:
            _check(part, source, options)
        return _plain_records(source, mapping, options.at)
    model = options.model or (mapping.model.id if mapping.model else None)
    if model is None:
        raise OptionRequired("model ID", f"{source.name}: the mapping does not set `id` in [model]")
    log = Log(
        model_id=replace(options, model=model).model_of(source.name),
        place=lambda line: f"{source.name}:{line}",
        model_name=mapping.model.name if mapping.model else None,
        group_names=mapping.groups,
        version=mapping.model.version if mapping.model and options.version is None else options.version,
        status=mapping.status or None,
        at=options.at,
    )
    return records(log, source.paced(_events(source, mapping, mapping.columns)))


def _mapping(source: Source, options: ReadOptions) -> CsvMapping:
    if options.mapping is not None:
        return read_mapping(options.mapping)
    if options.guess is not None and source.path is not None:
        return options.guess(source)
    raise OptionRequired("mapping FILE", f"{source.name}: a CSV file requires a column mapping")


def first_events(source: Source, mapping: CsvMapping, count: int) -> list[Event | Broken]:
    """The first rows of an event log as they are read, and those that cannot be read."""
    if mapping.columns is None:
        return []
    read = (item for item in _events(source, mapping, mapping.columns) if not isinstance(item, Notice))
    return list(islice(read, count))


def _check(part: RecordPart, source: Source, options: ReadOptions) -> None:
    nouns = sent_nouns()
    if part.noun not in nouns:
        raise BadUserInput(f"unknown noun {part.noun!r} in the mapping; {one_of(sorted(nouns))}")
    known = {"id", "at", *(field.name for field in nouns[part.noun].fields)}
    for name in part.fields:
        if name not in known:
            raise BadUserInput(f"unknown field {name!r} of {part.noun} in the mapping; {nearest(name, sorted(known))}")
    timed = {"at", *nouns[part.noun].record.moments} & set(part.fields)
    from_option = any(not isinstance(part.fields[name], str) and part.fields[name].option for name in timed)  # type: ignore[union-attr]
    if options.at is None and (not timed or from_option):
        raise OptionRequired("at TIME", f"{source.name}: the rows contain no time for {part.noun}")


def _events(source: Source, mapping: CsvMapping, columns: Columns) -> Iterator[Event | Broken | Notice]:
    wanted = {f"columns.{key}": getattr(columns, key) for key in columns.__struct_fields__ if getattr(columns, key)}
    wanted |= {f"{part}.{name}": name for part in ("attributes", "metadata") for name in getattr(mapping, part)}
    read_time = csv_values.TimeReader(mapping.time, "`timezone` in [time] of the mapping")
    # A log with one time column has events without duration.
    is_instant = columns.enabled is None and (columns.start is None) != (columns.end is None)
    for line, row in _rows(source, mapping.file, wanted):
        if isinstance(row, Broken):
            yield row
            continue
        try:
            activity = _required(row, columns.activity)
            enabled = csv_values.instant(read_time, row, columns.enabled)
            started = csv_values.instant(read_time, row, columns.start, enabled)
            event = Event(
                place=line,
                case=_required(row, columns.case),
                activity=activity,
                id=_optional(row, columns.id),
                spec=_optional(row, columns.activity_id) or mapping.activities.get(activity),
                enabled=enabled,
                started=started,
                ended=csv_values.instant(read_time, row, columns.end, enabled if started is None else started),
                resource=_optional(row, columns.resource),
                lane=_optional(row, columns.lane),
                type=_optional(row, columns.type),
                state=_optional(row, columns.state),
                attributes={},
                metadata={},
            )
            for kinds, values in ((mapping.attributes, event.attributes), (mapping.metadata, event.metadata)):
                for refused in _fill(values, row, kinds, mapping.file):
                    yield Broken(f"{source.name}:{line}", refused)
            if is_instant and event.state not in OPEN_STATES:
                event.started = event.ended = event.started or event.ended
            yield event
        except Refused as refused:
            yield Broken(f"{source.name}:{line}", refused)
    yield from read_time.notices()


def _required(row: csv_values.Row, column: str) -> str:
    text = row[column]
    if text is None:
        raise Refused("required, but empty", field=column)
    return text


def _optional(row: csv_values.Row, column: str | None) -> str | None:
    return row[column] if column else None


def _fill(values: Any, row: csv_values.Row, kinds: Mapping[str, Any], shape: FileShape) -> Iterator[Refused]:
    """Adds the known values of columns to `values`. Yields the reason for each cell that cannot be read, and continues."""
    for column, kind in kinds.items():
        try:
            value = csv_values.value(row, column, kind, shape)
        except Refused as refused:
            yield refused
        else:
            if value is not None:
                values[column] = value


def _plain_records(source: Source, mapping: CsvMapping, at: Instant | None) -> Items:
    wanted = {
        f"record[{number}].fields.{name}": column
        for number, part in enumerate(mapping.record)
        for name, field in part.fields.items()
        for column in csv_values.columns_of(field)
    }
    read_time = csv_values.TimeReader(mapping.time, "`timezone` in [time] of the mapping")
    for line, row in _rows(source, mapping.file, wanted):
        if isinstance(row, Broken):
            yield row
            continue
        for part in mapping.record:
            yield from _record(f"{source.name}:{line}", part, row, mapping, read_time, at)
    yield from read_time.notices()


def _record(
    place: str, part: RecordPart, row: csv_values.Row, mapping: CsvMapping, read_time: csv_values.TimeReader, at: Instant | None
) -> Items:
    """Yields one record of a row. A cell that cannot be read is reported, and costs the record only if no id or time is left."""
    noun = NOUNS[part.noun]
    times = {"at", *(field.name for field in noun.fields if field.type is Instant)}
    fields: dict[str, Any] = {}
    unread: set[str] = set()
    for name, source in part.fields.items():
        try:
            value = csv_values.field_value(source, row, at, mapping.file)
            is_time = name in times and type(value) is str
            fields[name] = csv_values.instant(read_time, {name: value}, name) if is_time else value
        except Refused as refused:
            unread.add(name)
            yield Broken(place, refused)
    for item in kept(place, noun.record, fields if at is None else {**fields, "at": at}):
        if isinstance(item, Broken):
            field = item.refusal.field
            if field in unread or (field is None and unread & times):
                continue  # its cell is reported already
        yield item


def _rows(source: Source, shape: FileShape, wanted: Mapping[str, str]) -> Iterator[tuple[int, csv_values.Row | Broken]]:
    """Yields each row by column, with the number of its first line. `wanted`: required columns by their key in the mapping."""
    csv.field_size_limit(LONGEST_CELL)
    with source.open() as stream, io.TextIOWrapper(stream, _encoding(stream, shape), UNDECODABLE, newline="") as text:
        lines = _Lines(text)
        try:
            header = [name.strip() for name in next(_table(lines, shape), [])]
            if not shape.header:
                header = column_names(len(header))
                lines.again(first=True)
        except (csv.Error, UnicodeError) as error:
            yield 1, Broken(f"{source.name}:1", Refused(f"the header cannot be read: {error}"))
            return
        twice = sorted({name for name in header if header.count(name) > 1 and name in wanted.values()})
        if twice:
            refused = Refused(f"the header has these columns more than once: {', '.join(twice)}")
            yield 1, Broken(f"{source.name}:1", refused)
            return
        missing = {key: name for key, name in wanted.items() if name not in header}
        if missing:
            keys = ", ".join(f"{key} = {name!r}" for key, name in missing.items())
            refused = Refused(f"the mapping requires {keys}; columns of the file: {', '.join(header)}")
            yield 1, Broken(f"{source.name}:1", refused)
            return
        for line, row in _cells(lines, shape, len(header)):
            if isinstance(row, Refused):
                yield line, Broken(f"{source.name}:{line}", row)
            else:
                yield line, {name: None if text in shape.empty else text for name, text in zip(header, row, strict=True)}


def _encoding(stream: io.BufferedReader, shape: FileShape) -> str:
    """The encoding of the mapping. If that is UTF-8, which is the default, a mark at the beginning of the file tells."""
    if codecs.lookup(shape.encoding).name != "utf-8":
        return shape.encoding
    return "utf-16" if stream.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


class _Lines:
    """The lines of a text, which can be read again from the one after the first of a row."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._held: list[str] = []
        self._again: deque[str] = deque()
        self.first = 1
        """Number of the line on which the row begins that is read now."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._text)
        self._held.append(line)
        return line

    def take(self) -> None:
        """Goes on with the next row after the lines that were read."""
        self.first += len(self._held)
        self._held.clear()

    def again(self, *, first: bool = False) -> None:
        """Goes back to the second line of the row, to read it as the first of another; with `first` to the first line."""
        kept = 0 if first else 1
        self._again.extendleft(reversed(self._held[kept:]))
        del self._held[kept:]
        self.take()


def _table(lines: _Lines, shape: FileShape) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=shape.delimiter,
        quotechar=shape.quote or None,
        quoting=csv.QUOTE_MINIMAL if shape.quote else csv.QUOTE_NONE,
        strict=True,
    )


def _cells(lines: _Lines, shape: FileShape, width: int) -> Iterator[tuple[int, list[str] | Refused]]:
    """The cells of each row, with the number of its first line.

    A quote that is never closed, or is closed in another row, costs only its own line: the next one is read as a row again.
    """
    table = _table(lines, shape)
    while True:
        lines.take()
        first = lines.first
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            refused = Refused(f"invalid CSV: {error}")
        else:
            if len(row) == width or not row:
                if row:
                    yield first, row
                continue
            refused = Refused(f"the row has {len(row)} cells, but the header has {width}")
        yield first, refused
        lines.again()
        table = _table(lines, shape)


FORMAT = Format("csv", read, (".csv", ".tsv"))
