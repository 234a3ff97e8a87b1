"""The independent reference, part two: filters, orders, pages and statistics over plain rows, and GraphQL's own executor."""

import itertools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    graphql_sync,
)

from tests.schema.reference_rows import DERIVED, MANY, ONE, STATS, Row, World, entries, raw, snake

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = 86_400_000_000

TIMES = {
    "ProcessInstance": "startedAt", "ProcessVersion": "deployedAt",
    "Task": "startedAt", "Milestone": "reachedAt", "Incident": "createdAt", "Run": "startedAt",
    "Step": "startedAt", "EndpointCall": "calledAt", "Verdict": "decidedAt", "McpSession": "startedAt", "ToolCall": "calledAt",
    "ConfigChange": "changedAt", "RiskAssessment": "assessedAt", "Anomaly": "detectedAt", "Job": "createdAt",
}  # fmt: skip
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


@dataclass
class Page:
    """A connection: all rows that match in their order, and those of the page."""

    type: str
    order: str
    all: list[Row]
    rows: list[Row]
    more_after: bool
    more_before: bool


@dataclass
class Sample:
    """Rows of which figures are asked."""

    type: str
    rows: list[Row]
    window: tuple[int | None, int | None]
    key: str | None = None
    bucket: tuple[int, int] | None = None


class Reference:
    """Answers operations over a world, field by field."""

    def __init__(self, sdl: str, world: World) -> None:
        self.world = world
        self.schema: GraphQLSchema = build_schema(sdl)
        for name, read in READ.items():
            scalar = self.schema.type_map[name]
            assert isinstance(scalar, GraphQLScalarType)
            scalar.parse_value = scalar.coerce_input_value = read  # type: ignore[method-assign]

    def answer(self, query: str, variables: dict[str, Any] | None = None) -> ExecutionResult:
        """The answer of GraphQL's own executor."""
        return graphql_sync(
            self.schema,
            query,
            None,
            variable_values=variables,
            field_resolver=self._resolve,
            type_resolver=lambda row, *_: row.type,
        )

    def _resolve(self, source: Any, info: Any, **args: Any) -> Any:
        field = info.field_name
        if source is None:
            return self._root(field, get_named_type(info.return_type).name, args)
        if isinstance(source, Row):
            return self._of_row(source, field, get_named_type(info.return_type).name, args)
        if isinstance(source, Page):
            return self._of_page(source, field, args)
        if isinstance(source, Sample):
            return self._of_sample(source, field, args)
        return source[field]

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
            return self._sample(type_.removesuffix("Stats"), MANY[STATS[name]](self.world, row), args.get("window"))
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
        found = [row for row in rows if self._matches(row, args.get("filter") or {})]
        down = order.endswith("_DESC")
        found.sort(key=lambda row: self._key(row, order), reverse=down)
        first, last = args.get("first"), args.get("last")
        if first is not None and last is not None:
            raise refuse("first and last")
        size = 20 if first is None and last is None else first if last is None else last
        if not 0 <= size <= 10_000:
            raise refuse("size")
        after, before = (self._place(args.get(name), order) for name in ("after", "before"))

        def past(row: Row, place: tuple[Any, ...]) -> bool:
            return self._key(row, order) < place if down else self._key(row, order) > place

        def short_of(row: Row, place: tuple[Any, ...]) -> bool:
            return self._key(row, order) > place if down else self._key(row, order) < place

        inside = [row for row in found if (after is None or past(row, after)) and (before is None or short_of(row, before))]
        if last is None:
            beyond = after is not None and any(not past(row, after) for row in found)
            return Page(type_, order, found, inside[:size], len(inside) > size, beyond)
        beyond = before is not None and any(not short_of(row, before) for row in found)
        return Page(type_, order, found, inside[len(inside) - min(size, len(inside)) :], beyond, len(inside) > size)

    def _place(self, cursor: Any, order: str) -> tuple[Any, ...] | None:
        if cursor is None:
            return None
        if cursor[0] != order:
            raise refuse("cursor")
        return tuple(cursor[1:])

    def _cursor(self, page: Page, row: Row) -> str:
        return json.dumps([page.order, *self._key(row, page.order)])

    def _of_page(self, page: Page, field: str, args: dict[str, Any]) -> Any:
        if field == "nodes":
            return page.rows
        if field == "edges":
            return [{"node": row, "cursor": self._cursor(page, row)} for row in page.rows]
        if field == "totalCount":
            return len(page.all)
        if field == "stats":
            return self._sample(page.type, page.all, args.get("window"))
        ends = (page.rows[0], page.rows[-1]) if page.rows else None
        return {
            "hasNextPage": page.more_after,
            "hasPreviousPage": page.more_before,
            "startCursor": ends and self._cursor(page, ends[0]),
            "endCursor": ends and self._cursor(page, ends[1]),
        }

    # Statistics.

    def _time(self, row: Row) -> int | None:
        value: int | None = raw(self.world, row, TIMES[row.type])
        return value

    def _length(self, row: Row) -> int | None:
        field = LENGTHS.get(row.type, "duration")
        value: int | None = raw(self.world, row, field) if f"{row.type}.{field}" in DERIVED else None
        return value

    def _sample(self, type_: str, rows: list[Row], window: dict[str, Any] | None) -> Sample:
        since, until = self._bounds(window or {})
        if window and type_ not in TIMES:
            raise refuse("no time")
        if since is not None or until is not None:
            rows = [row for row in rows if _inside(self._time(row), since, until)]
        return Sample(type_, rows, (since, until))

    def _bounds(self, window: dict[str, Any]) -> tuple[int | None, int | None]:
        days, since, until = window.get("lastDays"), window.get("from"), window.get("to")
        if days is None:
            return since, until
        if since is not None or until is not None or not 0 < days <= 36_500:
            raise refuse("lastDays")
        return max(0, self.world.now - round(days * DAY)), self.world.now

    def _of_sample(self, sample: Sample, field: str, args: dict[str, Any]) -> Any:
        if field == "count":
            return len(sample.rows)
        if field == "duration":
            return self._durations(sample)
        if field == "key":
            return sample.key
        if field in ("start", "end"):
            assert sample.bucket
            return time_text(sample.bucket[field == "end"])
        if field == "series":
            return self._series(sample, args["bucket"], args["timezone"])
        return self._groups(sample, args["by"], args["first"])

    def _durations(self, sample: Sample) -> dict[str, Any]:
        known = sorted(length for length in map(self._length, sample.rows) if length is not None)
        shown = SHOWN["Duration"]
        figures: dict[str, Any] = {"count": len(known), "histogram": _histogram(known)}
        if known:
            mean = (Decimal(sum(known)) / len(known)).quantize(Decimal(1), ROUND_HALF_UP)
            figures |= {"avg": shown(int(mean)), "min": shown(known[0]), "max": shown(known[-1])}
            figures |= {f"p{p}": shown(known[-(-p * len(known) // 100) - 1]) for p in (50, 75, 90, 95, 99)}
        return dict.fromkeys(("avg", "min", "max", "p50", "p75", "p90", "p95", "p99")) | figures

    def _series(self, sample: Sample, bucket: str, timezone: str) -> list[Sample]:
        since, until = sample.window
        if since is None or until is None or sample.type not in TIMES or since >= until:
            raise refuse("series")
        made = []
        for start, end in _buckets(since, until, bucket, ZoneInfo(timezone)):
            rows = [row for row in sample.rows if _inside(self._time(row), start, end)]
            made.append(Sample(sample.type, rows, (start, end), bucket=(start, end)))
        return made

    def _groups(self, sample: Sample, by: str, first: int) -> list[Sample]:
        if not 1 <= first <= 1000:
            raise refuse("first")
        type_ = self.schema.type_map[sample.type]
        field = next(name for name in type_.fields if snake(name) == by.lower())  # type: ignore[attr-defined]
        truth = get_named_type(type_.fields[field].type).name == "Boolean"  # type: ignore[attr-defined]
        groups: dict[str | None, list[Row]] = {}
        for row in sample.rows:
            value = raw(self.world, row, field)
            key = None if value is None else str(bool(value)).lower() if truth else str(value)
            groups.setdefault(key, []).append(row)
        ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0] is None, group[0] or ""))
        return [Sample(sample.type, rows, sample.window, key=key) for key, rows in ordered[:first]]


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
        return re.fullmatch(r"[+-]?[0-9]{1,15}", stored) is not None and int(stored) == int(wanted)
    number = re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?", stored)
    return number is not None and float(stored) == float(wanted)


BOUNDS = [int(unit * 10**power) for power in range(3, 15) for unit in (1, 2, 5)]


def _histogram(known: list[int]) -> list[dict[str, Any]]:
    found = []
    for lower, upper in zip([None, *BOUNDS], [*BOUNDS, None], strict=True):
        held = [value for value in known if (lower is None or value >= lower) and (upper is None or value < upper)]
        if held:
            found.append({"from": (lower or 0) / 1000, "to": None if upper is None else upper / 1000, "count": len(held)})
    return found


MINUTES = {"MINUTE": 1, "FIVE_MINUTES": 5, "QUARTER_HOUR": 15, "HOUR": 60}


def _buckets(since: int, until: int, bucket: str, zone: ZoneInfo) -> list[tuple[int, int]]:
    """Walks through local wall time, one bucket after the other."""
    local = (EPOCH + since * MICROSECOND).astimezone(zone)
    if bucket in MINUTES:
        start = local.replace(minute=local.minute // MINUTES[bucket] * MINUTES[bucket] % 60, second=0, microsecond=0)
        edges = [(start - EPOCH) // MICROSECOND]
        while edges[-1] < until:
            edges.append(edges[-1] + MINUTES[bucket] * 60_000_000)
    else:
        day = local.date()
        day = day.replace(day=1) if bucket == "MONTH" else day - timedelta(days=day.weekday() if bucket == "WEEK" else 0)
        edges = []
        while not edges or edges[-1] < until:
            edges.append((datetime(day.year, day.month, day.day, tzinfo=zone) - EPOCH) // MICROSECOND)
            following = day + timedelta(days={"DAY": 1, "WEEK": 7, "MONTH": 31}[bucket])
            day = following.replace(day=1) if bucket == "MONTH" else following
    return list(itertools.pairwise(edges))
