"""Mappings of events, in TOML: which records an event makes, and the JSONPath from which each field takes its value."""

from collections.abc import Mapping
from typing import Any

import msgspec

from storage.alternatives import nearest
from storage.errors import BadUserInput
from storage.ingest.csv_values import TimeReader
from storage.ingest.event_paths import EventPath, compiled
from storage.ingest.event_records import PLACEHOLDER, Condition, EventMapping, FieldSource, RecordSource, Scalar, Source
from storage.ingest.event_values import converter, units_of
from storage.ingest.mapping import MappingPart, MappingSource, TimeShape, check_times, decoded_mapping
from storage.ingest.reader import Broken, Notice, kept
from storage.nouns.noun import NOUNS, Field, fields_of, sent_nouns
from storage.nouns.record import Blob, Instant, Record, Refused

HEADER = "header:"


class FieldPart(MappingPart, frozen=True):
    """The source of a field: exactly one of path, template and constant."""

    path: str | None = None
    template: str | None = None
    """Text with paths in braces, such as `ci/{$.project.id}/{$.number}`."""
    constant: Scalar | list[Any] | dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    default: Scalar | None = None
    """The value if the path finds nothing, or null."""
    values: Mapping[str, Scalar] | None = None
    """Values by what the path finds. Any other value stays as it is."""
    unit: str | None = None
    """Unit of the numbers, if it is not that of the field."""
    format: str | None = None
    timezone: str | None = None
    """Format and zone of times, if they are not those of [time]."""


class RecordPart(MappingPart, frozen=True):
    """A record that an event makes, or each of some of its elements."""

    noun: str
    fields: Mapping[str, str | FieldPart]
    each: str | None = None
    """Path to the elements; `@` is the element. None: one record for the event."""
    when: Mapping[str, Condition] = {}
    """Conditions by path: all must hold."""


class MappingFile(MappingPart, frozen=True):
    """A mapping of events."""

    record: tuple[RecordPart, ...]
    time: TimeShape = TimeShape()


def read_event_mapping(path: MappingSource) -> EventMapping:
    """Reads and checks the mapping in a file. Raises BadUserInput with the fault and its place."""
    parts = decoded_mapping(path, MappingFile)
    if not parts.record:
        raise BadUserInput(f"the mapping {path.name} requires a [[record]]")
    check_times(parts.time, path.name)
    return EventMapping(
        tuple(
            _record(f"the mapping {path.name}: record {number}", part, parts.time) for number, part in enumerate(parts.record, 1)
        )
    )


def _record(place: str, part: RecordPart, time: TimeShape) -> RecordSource:
    known = _known_fields(place, part)
    kind = NOUNS[part.noun].record
    each = None if part.each is None else _path(f"{place}, each", part.each, in_element=False)
    in_element = each is not None
    conditions = tuple((_source(f"{place}, when", text, in_element), condition) for text, condition in part.when.items())
    fields = tuple(_field(f"{place}, {name}", known[name], sent, time, in_element) for name, sent in part.fields.items())
    sources = [source for found in fields for source in found.sources] + [source for source, _ in conditions]
    if each is not None and each.descends:
        for source in sources:
            if isinstance(source, EventPath) and source.is_of_element and source.descends:
                raise BadUserInput(f"{place}: `..` may be in `each` or in {source.text}, not in both")
    _check_constants(place, kind, fields)
    return RecordSource(kind, each, conditions, fields)


def _known_fields(place: str, part: RecordPart) -> Mapping[str, Field]:
    """The fields of a noun by name. Raises BadUserInput if the record has unknown ones, or lacks an id or a time."""
    nouns = sent_nouns()
    if part.noun not in nouns:
        raise BadUserInput(f"{place}: unknown noun {part.noun!r}; {nearest(part.noun, sorted(nouns))}")
    kind = nouns[part.noun].record
    known = {each.name: each for each in fields_of(kind)}
    for name in part.fields:
        if name not in known:
            raise BadUserInput(f"{place}: unknown field {name!r} of {part.noun}; {nearest(name, sorted(known))}")
    if "id" not in part.fields:
        raise BadUserInput(f"{place}: the field id is required")
    timed = ("at", *kind.moments)
    if not set(timed) & part.fields.keys():
        raise BadUserInput(f"{place}: a {part.noun} requires one of the times {', '.join(timed)}")
    return known


def _field(place: str, known: Field, sent: str | FieldPart, time: TimeShape, in_element: bool) -> FieldSource:
    part = FieldPart(path=sent) if isinstance(sent, str) else sent
    given = [part.path is not None, part.template is not None, part.constant is not msgspec.UNSET]
    if sum(given) != 1:
        raise BadUserInput(f"{place}: exactly one of path, template and constant is required")
    if part.path is not None:
        sources: tuple[Source, ...] = (_source(place, part.path, in_element),)
    elif part.template is not None:
        sources = tuple(_source(place, text, in_element) for text in PLACEHOLDER.findall(part.template))
        if not sources:
            raise BadUserInput(f"{place}: the template has no path in braces; use constant for a fixed text")
    else:
        sources = ()
    convert = converter(known, _factor(place, known, part.unit), _time_reader(place, known, part, time))
    constant = None if part.constant is msgspec.UNSET else part.constant
    return FieldSource(
        known.name, sources, part.template, constant, part.default, part.values or {}, convert, takes_all=known.type is Blob
    )


def _factor(place: str, known: Field, unit: str | None) -> float | None:
    if unit is None:
        return None
    units = units_of(known)
    if not units:
        raise BadUserInput(f"{place}: the field has no unit")
    if unit not in units:
        raise BadUserInput(f"{place}: unknown unit {unit!r}; use one of: {', '.join(units)}")
    return units[unit]


def _time_reader(place: str, known: Field, part: FieldPart, time: TimeShape) -> TimeReader:
    if (part.format or part.timezone) and known.type is not Instant:
        raise BadUserInput(f"{place}: only times have format and timezone")
    shape = TimeShape(part.format or time.format, part.timezone or time.timezone)
    check_times(shape, place.removeprefix("the mapping "))
    try:
        return TimeReader(shape, "`timezone` in [time] of the mapping")
    except BadUserInput as error:
        raise BadUserInput(f"{place}: {error.message}") from error


def _source(place: str, text: str, in_element: bool) -> Source:
    if text.lower().startswith(HEADER):
        return text[len(HEADER) :].strip().lower()
    return _path(place, text, in_element)


def _path(place: str, text: str, in_element: bool) -> EventPath:
    if not text.startswith(("$", "@")):
        raise BadUserInput(f"{place}: {text!r} is no path: it begins with $, @ or {HEADER}; a fixed value is {{constant = ...}}")
    if text.startswith("@") and not in_element:
        raise BadUserInput(f"{place}: {text!r}: only a record with `each` has elements; use $")
    try:
        return compiled(text)
    except ValueError as error:
        raise BadUserInput(f"{place}: {text!r}: {error}") from error


def _check_constants(place: str, kind: type[Record], fields: tuple[FieldSource, ...]) -> None:
    """Raises BadUserInput for a value of the mapping itself that its field does not allow."""
    for each in fields:
        for value in (each.constant, each.default, *each.values.values()):
            if value is None:
                continue
            try:
                found = list(kept("", kind, {"id": "x", "at": "2026-01-01T00:00:00Z", each.name: each.convert(value)}))
                wrong = next((item.reason for item in found if isinstance(item, Notice)), None)
                wrong = next((str(item.refusal) for item in found if isinstance(item, Broken)), wrong)
            except Refused as refused:
                wrong = str(refused)
            if wrong is not None:
                raise BadUserInput(f"{place}, {each.name}: {wrong}, got {value!r}")
