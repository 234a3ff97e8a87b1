"""The independent reference, part two: filters, orders, pages and statistics over plain rows, and GraphQL's own executor."""

import itertools
import json
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    execute_sync,
    get_named_type,
    parse,
    validate,
)

from storage.nouns.noun import NOUNS
from tests.schema.reference_rows import DERIVED, MANY, ONE, STATS, Row, World, camel, entries, raw, snake

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = 86_400_000_000

TIMES = {noun.type_name: camel(noun.time) for noun in NOUNS.values() if noun.time}
ENDS = {noun.type_name: camel(noun.end) for noun in NOUNS.values() if noun.end}
"""Types whose statistics say when rows were over."""
LENGTHS = {"Milestone": "gap", "Verdict": "latency", "ToolCall": "latency", "EndpointCall": "latency"}


def refuse(message: str) -> GraphQLError:
    """An error of the client's."""
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})


def _micros(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // MICROSECOND


def time_text(micros: int) -> str:
    seconds, fraction = divmod(micros, 1_000_000)
    text = (EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
    text = text if len(text) == 20 - 1 else text.zfill(19)
    return f"{text}.{fraction:06}".rstrip("0").rstrip(".") + "Z"


SHOWN: Mapping[str, Callable[[Any], Any]] = {
    "DateTime": time_text,
    "Duration": lambda micros: micros / 1000,
    "USD": lambda nanos: nanos / 1_000_000_000,
    "JSON": json.loads,
    "Boolean": bool,
}
READ: Mapping[str, Callable[[Any], Any]] = {
    "DateTime": _micros,
    "Duration": lambda value: round(value * 1000),
    "USD": lambda value: round(value * 1_000_000_000),
    "Cursor": json.loads,
}
SPELLED: Mapping[str, Callable[[Any], Any]] = {
    "EPOCH_MS": lambda text: _micros(text) // 1000,
    "SECONDS": lambda milliseconds: milliseconds / 1000,
}


@cache
def _schema(sdl: str) -> GraphQLSchema:
    schema = build_schema(sdl)
    for name, read in READ.items():
        scalar = schema.type_map[name]
        assert isinstance(scalar, GraphQLScalarType)
        scalar.parse_value = scalar.coerce_input_value = read  # type: ignore[method-assign]
    return schema


@lru_cache(200)
def _document(schema: GraphQLSchema, query: str) -> DocumentNode | list[GraphQLError]:
    """The document of an operation that is valid, or what is wrong with it."""
    try:
        document = parse(query, no_location=True)
    except GraphQLError as error:
        return [error]
    return validate(schema, document) or document


@dataclass
class Page:
    """A connection: all rows that match in their order, and those of the page."""

    type: str
    order: str
    all: list[Row]
    rows: list[Row]
    filter: dict[str, Any]
    linked: list[Row]
    more_after: bool
    more_before: bool
    refused: str = ""
    """The argument for which the page is refused once it is read: a variable's value is checked where it is used."""


Bounds = tuple[int | None, int | None]


@dataclass
class Sample:
    """Rows of which figures are asked; `all` are those of any time that match otherwise."""

    type: str
    rows: list[Row]
    window: Bounds
    all: list[Row]
    keys: Sequence[str | None] = ()
    bucket: tuple[int, int] | None = None


def _share(part: int, whole: int) -> float | None:
    if not whole:
        return None
    return float((Decimal(part) / whole).quantize(Decimal("1e-9"), ROUND_HALF_UP))


class Reference:
    """Answers operations over a world, field by field.

    `sketched` counts values by the bins of sketches, as roll-ups do: percentiles and histograms may be either.
    """

    def __init__(self, sdl: str, world: World) -> None:
        self.world = world
        self.sketched = False
        self._known: dict[tuple[Row, str], int | None] = {}
        self.schema = _schema(sdl)

    def answer(self, query: str, variables: dict[str, Any] | None = None, *, sketched: bool = False) -> ExecutionResult:
        """The answer of GraphQL's own executor."""
        self.sketched = sketched
        document = _document(self.schema, query)
        if isinstance(document, list):
            return ExecutionResult(None, document)
        return execute_sync(
            self.schema,
            document,
            variable_values=variables,
            field_resolver=self._resolve,
            type_resolver=lambda row, *_: row.type,
        )

    def _resolve(self, source: Any, info: Any, **args: Any) -> Any:
        spelled = SPELLED.get(args.pop("as", None) or args.pop("in", None) or "")
        value = self._value(source, info, args)
        return value if value is None or spelled is None else spelled(value)

    def _value(self, source: Any, info: Any, args: dict[str, Any]) -> Any:
        field = info.field_name
        if source is None:
            return self._root(field, get_named_type(info.return_type).name, args)
        if isinstance(source, Row):
            return self._of_row(source, field, get_named_type(info.return_type).name, args)
        if isinstance(source, Page):
            return self._of_page(source, field, args)
        if isinstance(source, Sample):
            return self._of_sample(source, field, args)
        return source[field](**args) if callable(source[field]) else source[field]

    def _root(self, field: str, type_: str, args: dict[str, Any]) -> Any:
        if field == "node":
            return self._by_global_id(args["id"])
        if field == "nodes":
            return [self._by_global_id(each) for each in args["ids"]]
        if type_.endswith("Connection"):
            name = type_.removesuffix("Connection")
            return self._page(name, self.world.rows[name], args)
        if type_ == "Tool":
            return self._tools(field, args)
        (wanted,) = args.values()
        return next((row for row in self.world.rows[type_] if row["id"] == wanted), None)

    def _tools(self, field: str, args: dict[str, Any]) -> Any:
        names = sorted({call["tool"] for call in self.world.rows["ToolCall"]} - {None})
        if field == "tool":
            return Row("Tool", {"name": args["name"]}) if args["name"] in names else None
        return [Row("Tool", {"name": name}) for name in names[: args["first"]]]

    def _by_global_id(self, text: str) -> Row | None:
        type_, colon, own = text.partition(":")
        if not colon or type_ not in self.schema.type_map or "id" not in getattr(self.schema.type_map[type_], "fields", {}):
            raise refuse("not a global id")
        return next((row for row in self.world.rows[type_] if row["id"] == own), None)

    def _of_row(self, row: Row, field: str, type_: str, args: dict[str, Any]) -> Any:
        name = f"{row.type}.{field}"
        if name in MANY:
            return self._page(type_.removesuffix("Connection"), MANY[name](self.world, row), args)
        if name in ONE:
            return ONE[name](self.world, row)
        if name in STATS:
            return self._sample(type_.removesuffix("Stats"), MANY[STATS[name]](self.world, row), {}, args.get("window"))
        if field == "id":
            return f"{row.type}:{row['id']}"
        if field == "metadataValue":
            return next((each["value"] for each in reversed(entries(self.world, row)) if each["name"] == args["name"]), None)
        value = raw(self.world, row, field)
        return None if value is None else SHOWN.get(type_, lambda same: same)(value)

    # Filters: a test that is not true is false, so `not` is plain negation.

    def _matches(self, row: Row, filter_: dict[str, Any]) -> bool:
        return all(self._test(row, name, tests) for name, tests in filter_.items())

    def _test(self, row: Row, name: str, tests: Any) -> bool:
        if tests is None:
            raise refuse("null matches nothing")
        if name == "and":
            return all(self._matches(row, each) for each in tests)
        if name == "or":
            return any(self._matches(row, each) for each in tests)
        if name == "not":
            return not self._matches(row, tests)
        link = f"{row.type}.{name}"
        if link in MANY:
            return any(self._matches(each, tests) for each in MANY[link](self.world, row))
        if link in ONE:
            target = ONE[link](self.world, row)
            return target is not None and self._matches(target, tests)
        if link == "ProcessInstance.metadata":
            return all(any(_same_metadata(each["value"], test) for each in self._entries(row, test["name"])) for test in tests)
        value = raw(self.world, row, name)
        return all(self._holds(value, operator, operand) for operator, operand in tests.items())

    def _entries(self, row: Row, name: str) -> list[Row]:
        return [each for each in entries(self.world, row) if each["name"] == name]

    def _holds(self, value: Any, operator: str, operand: Any) -> bool:
        if operand is None:
            raise refuse("null equals nothing")
        if operator == "lastDays":
            if not 0 < operand <= 36_500:
                raise refuse("lastDays")
            return value is not None and max(0, self.world.now - round(operand * DAY)) <= value < self.world.now
        if operator == "isNull":
            return (value is None) is operand
        if operator == "ne":
            return value is None or bool(value != operand)
        if operator == "notIn":
            return value is None or value not in operand
        return value is not None and bool(COMPARE[operator](value, operand))

    # Pages: rows in a total order, cut at cursors.

    def _key(self, row: Row, order: str) -> tuple[Any, ...]:
        name = order.rpartition("_")[0].lower()
        field = name.split("_")[0] + "".join(part.title() for part in name.split("_")[1:])
        if field == "id":
            return (row["id"],)
        value = raw(self.world, row, field)
        if TIMES.get(row.type) == field:
            return (-1 if value is None else value, row["id"])
        nothing: Any = "" if field == "label" else 0
        return (0 if value is None else 1, nothing if value is None else value, row["id"])

    def _page(self, type_: str, rows: list[Row], args: dict[str, Any]) -> Page:
        order = args.get("orderBy") or next(iter(self.schema.type_map[f"{type_}Order"].values))  # type: ignore[attr-defined]
        filter_ = args.get("filter") or {}
        found = [row for row in rows if self._matches(row, filter_)]
        down = order.endswith("_DESC")
        found.sort(key=lambda row: self._key(row, order), reverse=down)
        first, last = args.get("first"), args.get("last")
        if first is not None and last is not None:
            raise refuse("first and last")
        size = 20 if first is None and last is None else first if last is None else last
        if not 0 <= size <= 10_000:
            raise refuse("size")
        skip = args.get("skip") or 0
        if skip < 0:
            return Page(type_, order, found, [], filter_, rows, False, False, "skip")
        after, before = (self._place(args.get(name), order) for name in ("after", "before"))

        def past(row: Row, place: tuple[Any, ...]) -> bool:
            return self._key(row, order) < place if down else self._key(row, order) > place

        def short_of(row: Row, place: tuple[Any, ...]) -> bool:
            return self._key(row, order) > place if down else self._key(row, order) < place

        inside = [row for row in found if (after is None or past(row, after)) and (before is None or short_of(row, before))]
        if last is None:
            beyond = bool(inside[:skip]) or (after is not None and any(not past(row, after) for row in found))
            inside = inside[skip:]
            return Page(type_, order, found, inside[:size], filter_, rows, len(inside) > size, beyond)
        beyond = bool(inside and skip) or (before is not None and any(not short_of(row, before) for row in found))
        inside = inside[: max(0, len(inside) - skip)]
        shown = inside[len(inside) - min(size, len(inside)) :]
        return Page(type_, order, found, shown, filter_, rows, beyond, len(inside) > size)

    def _place(self, cursor: Any, order: str) -> tuple[Any, ...] | None:
        if cursor is None:
            return None
        if cursor[0] != order:
            raise refuse("cursor")
        return tuple(cursor[1:])

    def _cursor(self, page: Page, row: Row) -> str:
        return json.dumps([page.order, *self._key(row, page.order)])

    def _of_page(self, page: Page, field: str, args: dict[str, Any]) -> Any:
        if field == "totalCount":
            return len(page.all)
        if field == "stats":
            return self._sample(page.type, page.linked, page.filter, args.get("window"))
        if field == "metadataKeys":
            return sorted({entry["name"] for row in page.all for entry in entries(self.world, row)})
        if page.refused:
            raise refuse(page.refused)
        if field == "nodes":
            return page.rows
        if field == "edges":
            return [{"node": row, "cursor": self._cursor(page, row)} for row in page.rows]
        ends = (page.rows[0], page.rows[-1]) if page.rows else None
        return {
            "hasNextPage": page.more_after,
            "hasPreviousPage": page.more_before,
            "startCursor": ends and self._cursor(page, ends[0]),
            "endCursor": ends and self._cursor(page, ends[1]),
        }

    # Statistics.

    def _raw(self, row: Row, field: str) -> int | None:
        key = (row, field)
        if key not in self._known:
            self._known[key] = raw(self.world, row, field)
        return self._known[key]

    def _time(self, row: Row) -> int | None:
        return self._raw(row, TIMES[row.type])

    def _length(self, row: Row) -> int | None:
        field = LENGTHS.get(row.type, "duration")
        return self._raw(row, field) if f"{row.type}.{field}" in DERIVED else None

    def _sample(self, type_: str, rows: list[Row], filter_: dict[str, Any], window: dict[str, Any] | None) -> Sample:
        """Rows that match. Bounds of the main time at the top of the filter are part of the window."""
        if window and type_ not in TIMES:
            raise refuse("no time")
        since, until = self._bounds(window or {})
        tests = filter_.get(TIMES.get(type_, "")) or {}
        if tests and tests.keys() <= BOUNDED.keys():
            filter_ = {name: each for name, each in filter_.items() if name != TIMES[type_]}
            for name, operand in tests.items():
                lo, hi = self._bounds({"lastDays": operand}) if name == "lastDays" else BOUNDED[name](operand)
                since = max((each for each in (since, lo) if each is not None), default=None)
                until = min((each for each in (until, hi) if each is not None), default=None)
        found = [row for row in rows if self._matches(row, filter_)]
        inside = found
        if since is not None or until is not None:
            inside = [row for row in found if _inside(self._time(row), since, until)]
        return Sample(type_, inside, (since, until), found)

    def _bounds(self, window: dict[str, Any]) -> Bounds:
        days, since, until = window.get("lastDays"), window.get("from"), window.get("to")
        if days is None:
            return since, until
        if since is not None or until is not None or not 0 < days <= 36_500:
            raise refuse("lastDays")
        return max(0, self.world.now - round(days * DAY)), self.world.now

    def _of_sample(self, sample: Sample, field: str, args: dict[str, Any]) -> Any:
        where = args.pop("where", None)
        if where is not None:
            matching = [row for row in sample.rows if self._matches(row, where)]
            if field == "share":
                return _share(len(matching), len(sample.rows))
            sample = replace(sample, rows=matching)
        if field == "count":
            return len(sample.rows)
        if field == "duration":
            return self._durations(sample)
        if field == "latest":
            times = [self._time(row) for row in sample.rows] if sample.type in TIMES else []
            known = [time for time in times if time is not None]
            return time_text(max(known)) if known else None
        if field == "violations":
            return self._violations(sample, args["by"], args["first"])
        if field in ("key", "keys"):
            return sample.keys if field == "keys" else sample.keys[0]
        if field == "sums":
            return self._sums(sample)
        if field in ("ended", "active"):
            return self._ended(sample) if field == "ended" else self._active(sample)
        if field in ("start", "end"):
            assert sample.bucket
            return time_text(sample.bucket[field == "end"])
        if field == "series":
            return self._series(sample, args["bucket"], args["timezone"])
        return self._groups(sample, args["by"], args["first"], args.get("each"))

    def _violations(self, sample: Sample, by: list[str], first: int) -> list[dict[str, Any]]:
        if not 1 <= first <= 10_000 or not 1 <= len(set(by)) <= 3:
            raise refuse("violations")
        counted: Counter[tuple[str | None, ...]] = Counter()
        for row in sample.rows:
            told = json.loads(row["violations"] or "[]")
            for each in told if isinstance(told, list) else []:
                if isinstance(each, dict):
                    counted[tuple(_property(row, each, key) for key in dict.fromkeys(by))] += 1
        ordered = sorted(counted.items(), key=lambda kind: (-kind[1], [(key is None, (key or "").encode()) for key in kind[0]]))
        return [{"key": keys[0], "keys": keys, "count": count} for keys, count in ordered[:first]]

    def _sums(self, sample: Sample) -> dict[str, Any]:
        type_ = self.schema.type_map[f"{sample.type}Sums"]
        shown = {name: SHOWN.get(get_named_type(field.type).name, int) for name, field in type_.fields.items()}  # type: ignore[attr-defined]
        return {name: show(sum(row[snake(name)] or 0 for row in sample.rows)) for name, show in shown.items()}

    def _over(self, row: Row) -> int | None:
        """When a row is over: not before it began, and never if it did not begin."""
        began, ended = self._time(row), self._raw(row, ENDS[row.type])
        return None if began is None or ended is None else max(began, ended)

    def _ended(self, sample: Sample) -> int | None:
        if sample.type not in ENDS:
            return None
        return len([row for row in sample.all if _inside(self._over(row), *sample.window)])

    def _active(self, sample: Sample) -> int | None:
        """How many have begun before the end of the bucket, or of the window, and are not over before it."""
        if sample.type not in ENDS:
            return None
        begun = [row for row in sample.all if _inside(self._time(row), None, sample.window[1])]
        return len([row for row in begun if not _inside(self._over(row), None, sample.window[1])])

    def _durations(self, sample: Sample) -> dict[str, Any]:
        known = sorted(length for length in map(self._length, sample.rows) if length is not None)
        shown = SHOWN["Duration"]
        ranked = list(map(sketched, known)) if self.sketched else known
        figures: dict[str, Any] = {"count": len(known), "histogram": lambda buckets=None: _histogram(ranked, known, buckets)}
        if known:
            mean = (Decimal(sum(known)) / len(known)).quantize(Decimal(1), ROUND_HALF_UP)
            figures |= {"avg": shown(int(mean)), "min": shown(known[0]), "max": shown(known[-1])}
            for percent in (50, 75, 90, 95, 99):
                value = ranked[-(-percent * len(known) // 100) - 1]
                figures[f"p{percent}"] = shown(min(max(value, known[0]), known[-1]))
        return dict.fromkeys(("avg", "min", "max", "p50", "p75", "p90", "p95", "p99")) | figures

    def _series(self, sample: Sample, bucket: str, timezone: str) -> list[Sample]:
        since, until = sample.window
        if since is None or until is None or sample.type not in TIMES or since >= until:
            raise refuse("series")
        made = []
        for start, end in _buckets(since, until, bucket, ZoneInfo(timezone)):
            rows = [row for row in sample.rows if _inside(self._time(row), start, end)]
            window = (max(start, since), min(end, until))
            made.append(Sample(sample.type, rows, window, sample.all, bucket=(start, end)))
        return made

    def _groups(self, sample: Sample, by: list[str], first: int, each: int | None) -> list[Sample]:
        if not 1 <= first <= 10_000 or not 1 <= len(set(by)) <= 3 or not (each is None or 1 <= each <= 10_000):
            raise refuse("groups")
        texts = [self._key_text(sample.type, key) for key in dict.fromkeys(by)]
        groups: dict[tuple[str | None, ...], list[Row]] = {}
        for row in sample.rows:
            groups.setdefault(tuple(text(row) for text in texts), []).append(row)
        ordered = sorted(
            groups.items(), key=lambda group: (-len(group[1]), [(key is None, (key or "").encode()) for key in group[0]])
        )
        if each is not None:
            before = [[keys[0] for keys, _ in ordered[:place]].count(group[0][0]) for place, group in enumerate(ordered)]
            ordered = [group for group, count in zip(ordered, before, strict=True) if count < each]
        return [Sample(sample.type, rows, sample.window, [], keys=keys) for keys, rows in ordered[:first]]

    def _key_text(self, type_name: str, key: str) -> Callable[[Row], str | None]:
        type_: Any = self.schema.type_map[type_name]
        field = next(name for name in type_.fields if snake(name) == key.lower())
        kind = get_named_type(type_.fields[field].type).name
        spelled = {"Boolean": lambda value: str(bool(value)).lower(), "DateTime": time_text}.get(kind, str)

        def text(row: Row) -> str | None:
            value = raw(self.world, row, field)
            return None if value is None else spelled(value)

        return text


BINS = 123
"""Bins of a sketch in a decade; 37 and 86 of each begin at 2 and 5."""
BEGINNINGS: Mapping[int, float] = {0: 1, 37: 2, 86: 5}
EDGES = [10**power * BEGINNINGS.get(place, 10 ** (place / BINS)) for power in range(19) for place in range(BINS)]


def sketched(value: int) -> int:
    """The value that stands for all of a bin: within one per cent of both of its ends."""
    return math.floor(10 ** ((bisect_right(EDGES, value) - 0.5) / BINS) + 0.5) if value else 0


BOUNDED: Mapping[str, Callable[[Any], Bounds]] = {
    "gte": lambda moment: (moment, None),
    "gt": lambda moment: (moment + 1, None),
    "lt": lambda moment: (None, moment),
    "lte": lambda moment: (None, moment + 1),
    "eq": lambda moment: (moment, moment + 1),
    "lastDays": lambda _: (None, None),
}
"""Tests of a main time that say a window."""


def _property(verdict: Row, violation: dict[str, Any], key: str) -> str | None:
    if key in ("GUARDIAN_ID", "NHI_ID", "OUTCOME"):
        return verdict[key.lower()]  # type: ignore[no-any-return]
    value = violation.get(key.lower())
    return value if isinstance(value, str) else None


def _inside(time: int | None, since: int | None, until: int | None) -> bool:
    return time is not None and (since is None or since <= time) and (until is None or time < until)


def _lower(text: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": lambda value, operand: value == operand,
    "in": lambda value, operand: value in operand,
    "gt": lambda value, operand: value > operand,
    "gte": lambda value, operand: value >= operand,
    "lt": lambda value, operand: value < operand,
    "lte": lambda value, operand: value <= operand,
    "contains": lambda value, operand: _lower(operand) in _lower(value),
    "startsWith": lambda value, operand: value.startswith(operand),
}


def _same_metadata(stored: str, test: dict[str, Any]) -> bool:
    kind, wanted = test["type"], test["value"]
    if kind == "TEXT":
        return bool(stored == wanted)
    if kind == "INT":
        return re.fullmatch(r"[+-]?[0-9]+", stored) is not None and int(stored) == int(wanted)
    number = re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?", stored)
    return number is not None and float(stored) == float(wanted)


BOUNDS = [int(unit * 10**power) for power in range(3, 15) for unit in (1, 2, 5)]


def _histogram(ranked: list[int], known: list[int], buckets: int | None) -> list[dict[str, Any]]:
    return _round_buckets(known) if buckets is None else _ratios(ranked, known, buckets)


def _ratios(ranked: list[int], known: list[int], buckets: int) -> list[dict[str, Any]]:
    """Buckets of equal ratio between the smallest and the greatest value; those at the ends hold whatever is beyond."""
    if not 1 <= buckets <= 100:
        raise refuse("buckets")
    if not known:
        return []
    lo, hi = known[0], known[-1]
    first = lo if lo > 0 else 1000 if hi > 1000 else 1
    last = max(hi, first)
    inner = [round(first * (last / first) ** (place / buckets)) for place in range(1, buckets)] if lo < hi else []
    counts = Counter(sum(value >= bound for bound in inner) for value in ranked)
    return [
        {"from": lower / 1000, "to": upper / 1000, "count": counts[place]}
        for place, (lower, upper) in enumerate(itertools.pairwise([lo, *inner, hi]))
    ]


def _round_buckets(known: list[int]) -> list[dict[str, Any]]:
    found = []
    for lower, upper in zip([None, *BOUNDS], [*BOUNDS, None], strict=True):
        held = [value for value in known if (lower is None or value >= lower) and (upper is None or value < upper)]
        if held:
            found.append({"from": (lower or 0) / 1000, "to": None if upper is None else upper / 1000, "count": len(held)})
    return found


MINUTES = {"MINUTE": 1, "FIVE_MINUTES": 5, "QUARTER_HOUR": 15, "HOUR": 60}


def _clock_edges(since: int, until: int, minutes: int, zone: ZoneInfo) -> list[int]:
    """Looks at a clock in small steps: a bucket begins when it shows a multiple of the length, or has jumped over one."""
    step = min(minutes, 15) * 60_000_000
    now = since - since % step - 3 * 3_600_000_000
    edges, before = [now], None
    while edges[-1] < until:
        shown = (EPOCH + now * MICROSECOND).astimezone(zone).replace(tzinfo=None)
        slot = shown.replace(minute=shown.minute // minutes * minutes % 60, second=0, microsecond=0)
        if shown == slot or (before is not None and slot > before):
            edges.append(now)
        now, before = now + step, slot
    return [edge for edge, following in zip(edges, [*edges[1:], until], strict=True) if following > since]


def _buckets(since: int, until: int, bucket: str, zone: ZoneInfo) -> list[tuple[int, int]]:
    """Walks through local wall time, one bucket after the other."""
    local = (EPOCH + since * MICROSECOND).astimezone(zone)
    if bucket in MINUTES:
        edges = _clock_edges(since, until, MINUTES[bucket], zone)
    else:
        day = local.date()
        day = day.replace(day=1) if bucket == "MONTH" else day - timedelta(days=day.weekday() if bucket == "WEEK" else 0)
        edges = []
        while not edges or edges[-1] < until:
            edges.append((datetime(day.year, day.month, day.day, tzinfo=zone) - EPOCH) // MICROSECOND)
            following = day + timedelta(days={"DAY": 1, "WEEK": 7, "MONTH": 31}[bucket])
            day = following.replace(day=1) if bucket == "MONTH" else following
    return list(itertools.pairwise(edges))
