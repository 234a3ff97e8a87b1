"""Reads OCEL 2.0 JSON: event logs with objects of many types. Objects of one type are the cases, and events their tasks."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from storage.errors import BadUserInput
from storage.ingest.csv_values import TimeReader
from storage.ingest.event_log import Event, Log, records
from storage.ingest.json_stream import values
from storage.ingest.mapping import TimeShape
from storage.ingest.outline import Outline
from storage.ingest.reader import NOT_AS_EXPECTED, Broken, Format, Items, Notice, ReadOptions, as_text, guarded
from storage.ingest.seen import Ledger
from storage.ingest.source import Source
from storage.nouns.record import Instant, Refused

Found = Event | Broken | Notice
Reader = Callable[[int, dict[str, Any], Ledger, TimeReader], Iterator[Event | Notice | Refused]]
STATIC = re.compile(r"1970-01-01T00:00:00(?:\.0+)?")
"""The time of attributes that never change, without a zone."""
RESOURCE_NAMES = ("org:resource", "resource")


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of a log. The objects of the type `options.case` are its cases. An event of several cases is a task of
    each. Raises BadUserInput with the types of the file if there are several and none was chosen."""
    kept = source.kept()
    case_type = _case_type(kept, options.case)
    log = Log(
        model_id=options.model_of(source.name, case_type),
        place=lambda place: f"{source.name}: {_where(place)}",
        version=options.version,
        at=options.at,
    )
    return records(log, _events(kept, case_type, TimeReader(TimeShape(timezone=options.timezone))))


def _where(place: int) -> str:
    return f"events[{place}]" if place >= 0 else f"objects[{-place - 1}]"


def _case_type(source: Source, asked: str | None) -> str:
    types: list[str] = []
    try:
        with source.utf8() as stream:
            for name, _, value in values(stream):
                if str(name).startswith("ocel:"):
                    raise BadUserInput(f"{source.name}: OCEL 1.0 cannot be read; convert it to OCEL 2.0", option="format")
                key = {"objectTypes": "name", "objects": "type"}.get(str(name))
                found = value.get(key) if key and isinstance(value, dict) else None
                if isinstance(found, str) and found not in types:
                    types.append(found)
    except Refused as error:
        if not types:
            raise BadUserInput(f"{source.name}: not an OCEL 2.0 JSON file: {error}") from error
    if asked in types:
        return str(asked)
    if asked is None and len(types) == 1:
        return types[0]
    if not types:
        raise BadUserInput(f"{source.name}: not an OCEL 2.0 JSON file: it has no objectTypes and no objects", option="format")
    listed = ", ".join(types)
    wrong = f"no object type {asked!r}" if asked else "select the object type that is the case with --case TYPE"
    raise BadUserInput(f"{source.name}: {wrong}; types in the file: {listed}", option="case")


def _events(source: Source, case_type: str, read_time: TimeReader) -> Iterator[Event | Broken | Notice]:
    cases = Ledger()
    try:
        # Damage after the objects is found again below, after everything before it was read.
        with suppress(Refused):
            for place, value in _members(source, "objects"):
                if place is not None and (not isinstance(value, dict) or value.get("type") == case_type):
                    yield from _tried(source.name, place, _news_of_case, value, cases, read_time)
        for place, value in _members(source, "events"):
            if place is None:
                yield Broken(source.name, value)
                continue
            found = list(_tried(source.name, place, _tasks, value, cases, read_time))
            yield from found
            if not any(isinstance(item, Event | Broken) for item in found):
                yield Notice(f'events without an object of type "{case_type}"')
        yield from read_time.notices()
    except Refused as refused:
        yield Broken(source.name, refused)
    finally:
        cases.close()


def _members(source: Source, wanted: str) -> Iterator[tuple[int | None, Any]]:
    """Yields the objects or the events of a log with their places. Places of objects are negative, so that all differ.

    With the events also Refused, without a place, for each invalid value that is neither an event nor an object.
    """
    with source.utf8() as stream:
        for name, position, value in values(stream):
            if name == wanted and position is not None:
                yield (position if wanted == "events" else -position - 1), value
            elif wanted == "events" and name != "objects" and isinstance(value, Refused):
                yield None, value


def _tried(name: str, place: int, reader: Reader, value: dict[str, Any], cases: Ledger, read_time: TimeReader) -> Iterator[Found]:
    if isinstance(value, Refused):
        yield Broken(f"{name}: {_where(place)}", value)
        return
    where = f"{name}: {_where(place)}"
    found = reader(place, value, cases, read_time)
    yield from guarded(where, (Broken(where, item) if isinstance(item, Refused) else item for item in found))


def _news_of_case(place: int, value: dict[str, Any], cases: Ledger, read_time: TimeReader) -> Iterator[Event | Notice | Refused]:
    """Yields the case at the earliest possible time, and the attributes of its object at their own times.

    An invalid attribute is reported, and affects no other.
    """
    case = _name(value, "id")
    cases.add([hash(case)])
    yield Event(place=place, case=case, ended=Instant(0))
    attributes, lost = _named(_listed(value.get("attributes")), "name")
    if lost:
        yield Notice("attributes without a name", lost)
    for name, attribute in attributes:
        try:
            moment = Instant(0) if STATIC.fullmatch(str(attribute.get("time"))) else _moment(attribute, read_time)
        except Refused as refused:
            yield refused
        else:
            yield Event(place=place, case=case, ended=moment, metadata={name: _plain(attribute.get("value"))})


def _tasks(place: int, value: dict[str, Any], cases: Ledger, read_time: TimeReader) -> Iterator[Event | Notice]:
    """Yields a task for each case that the event is related to."""
    event_id, activity, moment = _name(value, "id"), _name(value, "type"), _moment(value, read_time)
    named, lost = _named(_listed(value.get("attributes")), "name")
    if lost:
        yield Notice("attributes without a name", lost)
    attributes = {name: attribute.get("value") for name, attribute in named}
    resource = next((as_text(attributes.pop(name)) for name in RESOURCE_NAMES if attributes.get(name)), None)
    links, lost = _named(value.get("relationships"), "objectId")
    if lost:
        yield Notice("relationships without an object id", lost)
    related = dict.fromkeys(name for name, _ in links)
    known = cases.known([hash(case) for case in related])
    for case in related:
        if hash(case) in known:
            yield Event(
                place=place,
                case=case,
                activity=activity,
                id=event_id,
                started=moment,
                ended=moment,
                resource=resource,
                attributes=attributes,
            )


def _plain(value: Any) -> Any:
    """The value of an attribute for metadata. Lists and objects become JSON text."""
    return as_text(value) if isinstance(value, list | dict) else value


def _listed(sent: Any) -> list[Any]:
    return sent if isinstance(sent, list) else [] if sent is None else [sent]


def _named(sent: Any, field: str) -> tuple[list[tuple[str, dict[str, Any]]], int]:
    """The members of a list that have a name, with the name, and the number of those without one."""
    members, named = list(sent or []), []
    for member in members:
        with suppress(*NOT_AS_EXPECTED):
            named.append((_name(member, field), member))
    return named, len(members) - len(named)


def _name(value: dict[str, Any], field: str) -> str:
    name = value.get(field)
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    if not isinstance(name, str) or not name:
        raise Refused("required, but missing", field=field)
    return name


def _moment(value: dict[str, Any], read_time: TimeReader) -> Instant:
    text = value.get("time")
    try:
        return read_time(str(text or ""))
    except (ValueError, OverflowError) as error:
        raise Refused(str(error), field="time", value=text) from error


def _recognizes(outline: Outline) -> bool:
    own = {"objectTypes", "eventTypes", "ocel:events", "ocel:objects", "ocel:global-log"}
    return bool(outline.keys & own or outline.keys >= {"objects", "events"}) and not outline.keys & {"id", "noun", "trace"}


FORMAT = Format("ocel", read, (".jsonocel",), _recognizes)
