"""Reads XES, the IEEE standard for event logs (1849-2016). Traces become process instances, and their events tasks."""

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from lxml import etree

from storage.ingest.csv_values import TimeReader
from storage.ingest.event_log import Event, Log, records
from storage.ingest.life_cycle import Transition, is_status, transition_of
from storage.ingest.mapping import TimeShape
from storage.ingest.reader import REPLACED, Broken, Format, Items, Notice, ReadOptions, as_text
from storage.ingest.source import Source
from storage.ingest.xml_document import Legible, local
from storage.ingest.xml_elements import Damage, elements
from storage.nouns.record import Instant, Refused

Attributes = dict[str, Any]
Found = Event | Broken | Notice

OWN = frozenset(
    {"concept:name", "concept:instance", "lifecycle:transition", "time:timestamp", "org:resource", "org:role", "identity:id"}
)
"""Attributes of an event that become fields of its task. All others become attributes of the task."""


WHOLE = re.compile(r"\s*[+-]?[0-9]+\s*")
LONGEST_INTEGER = 300
"""Maximum number of digits. Python itself refuses more than 4,300."""
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
NOT_A_NUMBER = Notice("attributes that are NaN, loaded as unknown", lost=False)
INFINITE = Notice("attributes that are infinite or beyond the largest 64-bit float")
NESTED = Notice("attributes of attributes")
TWICE = Notice("attributes whose key occurs twice, loaded as the first")
WITHOUT_KEY = Notice("attributes without a key")

RANK = {Transition.ENABLE: 0, Transition.START: 1}
LAST = len(RANK)
"""The order of what happens to an activity at the same time: it cannot end before it starts."""


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of a log. Start and complete of an activity are paired by `concept:instance`, otherwise first with
    first. A complete without a start is a task without duration. Times without a zone require `options.timezone`."""
    log = Log(
        model_id=options.model_of(source.name),
        place=lambda trace: f"{source.name}: trace {trace}",
        version=options.version,
        at=options.at,
    )
    return records(log, source.paced(_events(source, TimeReader(TimeShape(timezone=options.timezone)))))


def _events(source: Source, read_time: TimeReader) -> Iterator[Found]:
    with source.utf8() as stream:
        legible = Legible(stream)
        try:
            number = 0
            for element in elements(legible, "log", "trace", "event"):
                if isinstance(element, Damage):
                    yield Broken(f"{source.name}:{element.line}", Refused(element.reason))
                    continue
                if local(element) == "event":
                    yield Notice("events outside a trace")
                    continue
                number += 1
                yield from _trace(f"{source.name}: trace {number}", number, element, read_time)
        except Refused as refused:
            yield Broken(source.name, refused)
    if legible.replaced:
        yield Notice(REPLACED, legible.replaced, lost=False)
    yield from read_time.notices()


def _trace(place: str, number: int, trace: etree._Element, read_time: TimeReader) -> Iterator[Found]:
    notices: Counter[Notice] = Counter()
    told = _attributes(trace, notices)
    case = _text(told, "concept:name") or _text(told, "identity:id")
    told.pop("concept:name", None)
    if case is None:
        yield Broken(place, Refused("the trace has neither concept:name nor identity:id", field="concept:name"))
        return
    steps: list[tuple[Instant, Attributes]] = []
    for position, element in enumerate((child for child in trace if local(child) == "event"), 1):
        step = _attributes(element, notices)
        try:
            steps.append((_moment(step, read_time, steps[-1][0] if steps else None), step))
        except Refused as refused:
            yield Broken(f"{place}, event {position}", refused)
    steps.sort(key=lambda step: (step[0], RANK.get(_transition(step[1])[1], LAST)))
    yield from (replace(notice, count=count) for notice, count in notices.items())
    metadata = {key: as_text(value) if isinstance(value, list) else value for key, value in told.items()}
    case_events = _Case(number, case, metadata)
    if not steps:
        yield Event(place=number, case=case, metadata=metadata)
    for moment, step in steps:
        yield from case_events.add(moment, step)
    yield from case_events.unfinished()


def _attributes(element: etree._Element, notices: Counter[Notice]) -> Attributes:
    """The known attributes directly inside a trace or event, by key, as text, numbers, booleans and lists."""
    values: Attributes = {}
    for child in element:
        if local(child) in ("event", ""):
            continue
        key = child.get("key")
        if not key:
            notices[WITHOUT_KEY] += 1
        elif key in values:
            notices[TWICE] += 1
        else:
            values[key] = _value(child, notices)
    return {key: value for key, value in values.items() if value is not None}


def _value(element: etree._Element, notices: Counter[Notice]) -> Any:
    """The value of an attribute. None for a number that JSON does not have. Text that does not fit the type stays text."""
    text, kind = element.get("value", ""), local(element)
    if kind in ("list", "container"):
        listed = next((child for child in element if local(child) == "values"), element)
        return [{child.get("key", ""): _value(child, notices)} for child in listed if local(child)]
    if inner := sum(1 for child in element if local(child)):
        notices[NESTED] += inner
    if kind == "int":
        return int(text) if WHOLE.fullmatch(text) and len(text) <= LONGEST_INTEGER else text
    if kind == "float":
        return _float(text, notices)
    return BOOLEANS.get(text.strip().lower(), text) if kind == "boolean" else text


def _float(text: str, notices: Counter[Notice]) -> float | str | None:
    try:
        number = float(text) if text.isascii() and "_" not in text else None
    except ValueError:
        number = None
    if number is None or math.isfinite(number):
        return text if number is None else number
    notices[NOT_A_NUMBER if math.isnan(number) else INFINITE] += 1
    return None


def _moment(step: Attributes, read_time: TimeReader, after: Instant | None) -> Instant:
    """The time of an event; `after` is that of the event before it."""
    name = _text(step, "concept:name")
    if name is None:
        raise Refused("the event has no name", field="concept:name")
    step["concept:name"] = name
    text = step.get("time:timestamp")
    try:
        return read_time(str(text or ""), after)
    except (ValueError, OverflowError) as error:
        raise Refused(str(error), field="time:timestamp", value=text) from error


@dataclass(slots=True)
class _Case:
    """Pairs the starts and ends of one trace's activities."""

    number: int
    case: str
    metadata: Attributes
    begun: dict[tuple[str, Any], deque[Event]] = field(default_factory=lambda: defaultdict(deque))
    enabled: dict[tuple[str, Any], deque[Event]] = field(default_factory=lambda: defaultdict(deque))
    last: Event | None = None
    """The task of the last event."""
    words: dict[int, str] = field(default_factory=dict)
    """The transition of open tasks, by `id`."""

    def add(self, moment: Instant, step: Attributes) -> Iterator[Event | Notice]:
        """Adds one event. Yields the task that it finishes, if any, and notices of what is not stored unchanged."""
        which = (step["concept:name"], _text(step, "concept:instance"))
        word, transition = _transition(step)
        if transition is Transition.ENABLE:
            if self.enabled[which]:
                _add(self.enabled[which][0], step)
            else:
                self.enabled[which].append(self._task(step, enabled=moment))
            self._is_open(self.enabled[which][-1], word)
        elif transition is Transition.PAUSE:
            yield Notice(f'events with transition "{word}"')
        elif transition is Transition.UNKNOWN:
            if word.strip().lower() != "unknown":
                yield Notice(f'events with transition "{word}", loaded as events without duration', lost=False)
            task = self.last = self._task(step)
            task.started = task.ended = moment
            yield task
        elif transition is Transition.START:
            task = self.enabled[which].popleft() if self.enabled[which] else self._task(step)
            task.started = moment
            _add(task, step)
            self.begun[which].append(task)
            self._is_open(task, word)
        else:
            completes = transition is Transition.COMPLETE
            waiting = self.begun[which] or self.enabled[which]
            task = self.last = waiting.popleft() if waiting else self._task(step)
            if task.started is None and completes:
                task.started = moment
            task.ended = moment
            task.state = "COMPLETED" if completes else "CANCELLED"
            _add(task, step)
            yield task

    def _is_open(self, task: Event, word: str) -> None:
        self.last = task
        self.words[id(task)] = word

    def unfinished(self) -> Iterator[Event | Notice]:
        """Yields the tasks without an end.

        If their last transition is a status, and the case went on to another activity, the log reports the statuses of the case,
        not the life cycles of activities: then they are events without duration.
        """
        for task in chain.from_iterable((*self.begun.values(), *self.enabled.values())):
            word = self.words[id(task)]
            if is_status(word) and task is not self.last:
                task.started = task.ended = task.latest()
                yield Notice(f'events with transition "{word}" that nothing ends, loaded as events without duration', lost=False)
            yield task

    def _task(self, step: Attributes, enabled: Instant | None = None) -> Event:
        task = Event(place=self.number, case=self.case, activity=step["concept:name"], enabled=enabled, metadata=self.metadata)
        _add(task, step)
        return task


def _transition(step: Attributes) -> tuple[str, Transition]:
    """Returns the transition of an event, as written and as a Transition. An event without one completes."""
    word = (_text(step, "lifecycle:transition") or "").strip() or "complete"
    return word, transition_of(word)


def _add(task: Event, step: Attributes) -> None:
    """Adds the values of an event to its task. The resource of a later event takes precedence."""
    task.id = task.id or _text(step, "identity:id")
    task.resource = _text(step, "org:resource") or task.resource
    task.lane = _text(step, "org:role") or task.lane
    task.attributes = {**(task.attributes or {}), **{key: value for key, value in step.items() if key not in OWN}}


def _text(step: Attributes, key: str) -> str | None:
    """An attribute of any type as text. Lists become JSON. None: absent or empty."""
    value = step.get(key)
    if value in (None, "", []):
        return None
    return value if isinstance(value, str) else as_text(value)


FORMAT = Format("xes", read, (".xes",), lambda outline: outline.root == "log")
