"""The types of statistics: figures, their spread, their course in time, their groups."""

from collections.abc import Callable, Mapping
from typing import Any

import strawberry

from resolvers.statistics import figures, histogram
from resolvers.statistics.buckets import Bucket as BucketLength
from schema.declare.field import Role, argument, graph_field, leaf, nullable, type_named
from schema.declare.registry import register
from schema.declare.scalars import DateTime, Duration

_LENGTHS = {
    BucketLength.MINUTE: "1 minute.",
    BucketLength.FIVE_MINUTES: "5 minutes.",
    BucketLength.QUARTER_HOUR: "15 minutes.",
    BucketLength.HOUR: "1 hour.",
    BucketLength.DAY: "1 day of the time zone, of 23 to 25 hours.",
    BucketLength.WEEK: "1 week of the time zone, from Monday.",
    BucketLength.MONTH: "1 month of the time zone.",
}


def described_enum(source: Any, descriptions: dict[Any, str], name: str | None = None) -> Any:
    """A storage enum as an enum of the graph, each value described."""
    for member in source:
        assert descriptions.get(member), f"{source.__name__}.{member} needs a description"
    made = strawberry.enum(source, name=name, description=(source.__doc__ or "").strip())
    for value in made.__strawberry_definition__.values:
        value.description = descriptions[source[value.name]]
    return register(made)


Bucket = described_enum(BucketLength, _LENGTHS)


@register
@strawberry.input(description="A window of time, on the main time of the rows: when they started, arose, were called.")
class Window:
    """A window of time."""

    from_: DateTime | None = strawberry.field(
        name="from", default=strawberry.UNSET, description="Start, inclusive. Absent: no start."
    )
    to: DateTime | None = strawberry.field(default=strawberry.UNSET, description="End, exclusive. Absent: no end.")
    last_days: float | None = strawberry.field(
        default=strawberry.UNSET, description="The last so many days up to now, in place of `from` and `to`."
    )


@register
@strawberry.type(description="One bucket of a histogram.")
class HistogramBucket:
    """One bucket."""

    from_: Duration = leaf(Duration, histogram.histogram_from, "Start of the bucket, inclusive.")
    to: Duration | None = leaf(
        nullable(Duration), histogram.histogram_to, "End of the bucket, exclusive. Null: the last has none."
    )
    count: int = leaf(int, histogram.histogram_count, "How many values it holds.")


HistogramBucket.__strawberry_definition__.fields[0].graphql_name = "from"  # type: ignore[attr-defined]


def _percentile(percent: int) -> Any:
    says = f"{percent}th percentile: the smallest duration that {percent} % do not exceed. Null: nothing is finished."
    return leaf(nullable(Duration), figures.percentile(percent), says)


@register
@strawberry.type(description="How long things took, over those that are finished.")
class DurationStats:
    """How long things took."""

    count: int = leaf(int, figures.measured, "How many rows are finished, and so have a duration.")
    avg: Duration | None = leaf(nullable(Duration), figures.average, "Mean. Null: nothing is finished.")
    min: Duration | None = leaf(nullable(Duration), figures.least, "Shortest. Null: nothing is finished.")
    max: Duration | None = leaf(nullable(Duration), figures.greatest, "Longest. Null: nothing is finished.")
    p50: Duration | None = _percentile(50)
    p75: Duration | None = _percentile(75)
    p90: Duration | None = _percentile(90)
    p95: Duration | None = _percentile(95)
    p99: Duration | None = _percentile(99)
    histogram: list[HistogramBucket] = graph_field(
        list[HistogramBucket],
        "How the durations spread, in buckets of 1, 2, 5, 10, ... milliseconds; those that hold none are left out.",
        role=Role.LIST,
        sql=histogram.histogram,
        arguments=[
            argument(
                "buckets",
                int | None,
                "In their place so many buckets of equal ratio from the shortest to the longest, up to 100. Those that hold"
                " none are there too, and the last includes its end.",
            )
        ],
    )


def _figures(sums: Any | None = None, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    made = {
        "count": leaf(int, figures.count, "How many rows."),
        "latest": leaf(
            nullable(DateTime),
            figures.latest,
            "When the last of them was, by their main time. Null: there are none, or they have no time. Rows are read for it.",
        ),
        "duration": graph_field(DurationStats, "How long they took.", role=Role.PART, sql=lambda sample: sample),
    }
    if sums is not None:
        made["sums"] = graph_field(sums, "What they add up to.", role=Role.PART, sql=lambda sample: sample)
    return {**made, **(more or {})}


def _bucket(name: str, sums: Any | None, more: Mapping[str, Any] | None = None) -> type:
    """One point of a series."""
    fields = {
        "start": leaf(DateTime, figures.bucket_start, "Start of the bucket, inclusive."),
        "end": leaf(DateTime, figures.bucket_end, "End of the bucket, exclusive."),
        **_figures(sums, more),
        "ended": leaf(
            nullable(int),
            figures.ended,
            "How many ended in the bucket, whenever they began. Null: it is not kept of such rows.",
        ),
        "active": leaf(
            nullable(int), figures.active, "How many were open at the bucket's end. Null: it is not kept of such rows."
        ),
    }
    return make(name, fields, "Figures of one bucket of a series.")


def _group(name: str, sums: Any | None, more: Mapping[str, Any] | None = None) -> type:
    """One group."""
    fields = {
        "key": leaf(
            nullable(str), lambda sample: sample.key(0), "The shared value of the first key, as text. Null: the rows have none."
        ),
        "keys": leaf(list[nullable(str)], figures.keys, "The shared values of all keys, in their order."),  # type: ignore[misc]
        **_figures(sums, more),
    }
    return make(name, fields, "Figures of the rows that share one value, or several.")


def make(name: str, fields: dict[str, Any], description: str) -> type:
    """An object type made of fields."""
    return register(strawberry.type(type(name, (), {"__module__": __name__, **fields}), description=description))


_bucket("StatsBucket", None)
_group("StatsGroup", None)


def declare(
    name: str, *, grouped: bool, sums: Mapping[str, tuple[Any, str]], more: Callable[[], Mapping[str, Any]] = dict
) -> None:
    """Declares the statistics of a noun: figures, series, and groups where it has keys. `sums` are what can be added up, each
    with its type and description; `more` makes figures that only this noun has."""
    added = own = None
    if sums:
        columns = {
            column: leaf(type_, figures.total(column), f"{says.split(' Null:')[0]} Added up; unknown ones count as 0.")
            for column, (type_, says) in sums.items()
        }
        added = make(f"{name}Sums", columns, f"What {name} rows add up to.")
        own = name
        _bucket(f"{name}StatsBucket", added, more())
        if grouped:
            _group(f"{name}StatsGroup", added, more())
    fields = _figures(added, more())
    fields["series"] = graph_field(
        list[type_named(f"{own or ''}StatsBucket")],  # type: ignore[misc]
        "Figures bucket by bucket over the window, empty buckets too, at most 10,080.",
        role=Role.SPLIT,
        sql=figures.series,
        arguments=[
            argument("bucket", type_named("Bucket"), "Length of a bucket."),
            argument("timezone", str, "IANA time zone whose hours, days, weeks and months the buckets follow.", "UTC"),
        ],
    )
    if grouped:
        fields["group_by"] = graph_field(
            list[type_named(f"{own or ''}StatsGroup")],  # type: ignore[misc]
            "Figures by the values of one field, or of several, the largest groups first.",
            role=Role.SPLIT,
            sql=figures.grouped,
            arguments=[
                argument("by", list[type_named(f"{name}GroupKey")], "The fields, up to three."),  # type: ignore[misc]
                argument("first", int, "At most so many groups, up to 10,000.", 20),
                argument("each", int | None, "Of the groups that share the first key, at most so many. Absent: all."),
            ],
        )
    make(f"{name}Stats", fields, f"Figures over a set of {name}.")
