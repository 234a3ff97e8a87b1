"""From JSON events to records, by a mapping that was checked: which records an event makes, and where fields take values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from storage.ingest.event_paths import EventPath, count_values
from storage.ingest.event_values import Convert
from storage.ingest.mapping import MappingPart
from storage.ingest.reader import Broken, Items, Notice, as_text, kept
from storage.nouns.record import Record, Refused

Scalar = str | int | float | bool

MOST_RECORDS = 10_000
"""Records that an event may make."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
NOT_TAKEN = "events that the mapping takes for no record"


class Exists(MappingPart, frozen=True):
    """A condition: the path finds something, or nothing."""

    exists: bool


Condition = Scalar | tuple[Scalar, ...] | Exists


@dataclass(slots=True)
class Event:
    """An event that is being read: its JSON, its headers, and what paths from its beginning have found."""

    value: Any
    headers: Mapping[str, str]
    found: dict[str, list[Any]] = field(default_factory=dict)


Source = EventPath | str
"""A path, or the name of a header in lower case."""


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where the value of a field comes from, and how it is converted."""

    name: str
    sources: tuple[Source, ...]
    """One path or header; those of a template; none for a constant."""
    template: str | None
    constant: Any
    default: Scalar | None
    values: Mapping[str, Scalar]
    convert: Convert
    takes_all: bool
    """Whether several values become a list."""

    def value(self, event: Event, element: Any) -> Any:
        """The value of the field. None: unknown. Raises Refused if it cannot be converted."""
        value = self._sent(event, element)
        if self.values and value is not None:
            value = self.values.get(as_text(value) or "", value)
        value = self.default if value is None else value
        return None if value is None else self.convert(value)

    def _sent(self, event: Event, element: Any) -> Any:
        if not self.sources:
            return self.constant
        found = [self._one(source, event, element) for source in self.sources]
        if self.template is None:
            return found[0]
        texts = [as_text(value) for value in found]
        if None in texts:
            return None
        following = iter(texts)
        return PLACEHOLDER.sub(lambda _: str(next(following)), self.template)

    def _one(self, source: Source, event: Event, element: Any) -> Any:
        if isinstance(source, str):
            return event.headers.get(source)
        found = _found(source, event, element)
        if self.takes_all and not source.query.singular_query():
            return found or None
        if len(found) > 1:
            raise Refused(f"the path {source.text} finds several values")
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class RecordSource:
    """How an event becomes records of one noun."""

    kind: type[Record]
    each: EventPath | None
    conditions: tuple[tuple[Source, Condition], ...]
    fields: tuple[FieldSource, ...]

    def elements(self, event: Event) -> Iterator[Any]:
        """The elements of the event that make a record each. Raises Refused if there are too many."""
        for element in [event.value] if self.each is None else _found(self.each, event, None):
            if all(_holds(condition, _values(source, event, element)) for source, condition in self.conditions):
                yield element

    def records(self, place: str, event: Event, element: Any) -> Items:
        """The record of an element, and a notice for each value that cannot be used. Broken if it has no id or no time."""
        values: dict[str, Any] = {}
        for each in self.fields:
            try:
                values[each.name] = each.value(event, element)
            except Refused as refused:
                if each.name == "id":
                    yield Broken(place, Refused(refused.reason, field="id", value=refused.value))
                    return
                yield Notice(f"values of {self.kind.__name__} {each.name}: {refused.reason}")
        yield from kept(place, self.kind, values)


@dataclass(frozen=True, slots=True)
class EventMapping:
    """A mapping that was checked."""

    records: tuple[RecordSource, ...]

    @property
    def headers(self) -> frozenset[str]:
        """Names of the headers that records are made of, in lower case."""
        found = (
            source
            for record in self.records
            for source in chain((source for source, _ in record.conditions), *(field.sources for field in record.fields))
        )
        return frozenset(source for source in found if isinstance(source, str))

    def records_of(self, place: str, value: Any, headers: Mapping[str, str]) -> Items:
        """The records of an event; a notice if the mapping takes it for none. Names of headers are in lower case."""
        event, made = Event(value, headers), 0
        try:
            count_values(value)
            for source, element in islice(self._sources(event), MOST_RECORDS + 1):
                made += 1
                if made <= MOST_RECORDS:
                    yield from source.records(place, event, element)
        except Refused as refused:
            yield Broken(place, refused)
            return
        if made > MOST_RECORDS:
            yield Broken(place, Refused(f"the event makes more than {MOST_RECORDS:,} records; the others are not stored"))
        if not made:
            yield Notice(NOT_TAKEN)

    def _sources(self, event: Event) -> Iterator[tuple[RecordSource, Any]]:
        return ((source, element) for source in self.records for element in source.elements(event))


def _found(path: EventPath, event: Event, element: Any) -> list[Any]:
    """What a path finds. Paths from the beginning are followed once for each event."""
    if path.is_of_element:
        return path.find(event.value, element)
    if path.text not in event.found:
        event.found[path.text] = path.find(event.value, None)
    return event.found[path.text]


def _values(source: Source, event: Event, element: Any) -> list[Any]:
    if isinstance(source, str):
        return [event.headers[source]] if source in event.headers else []
    return _found(source, event, element)


def _holds(condition: Condition, found: list[Any]) -> bool:
    """Whether one of the values that were found is allowed. Numbers and booleans are not texts: `1` is not `"1"`."""
    if isinstance(condition, Exists):
        return bool(found) == condition.exists
    allowed = condition if isinstance(condition, tuple) else (condition,)
    return any(type(value) is type(one) and value == one for value in found for one in allowed)
