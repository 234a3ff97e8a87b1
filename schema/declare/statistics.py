"""The types of statistics: figures, histograms, time series and groups."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import has_enum_definition

from resolvers.statistics import figures, groups, histogram, narrowed, series
from resolvers.statistics.buckets import Bucket as BucketLength
from schema.declare.field import GraphField, Role, argument, graph_field, leaf
from schema.declare.named_types import list_of, nullable, register, type_named
from schema.declare.scalars import DateTime, Duration
from schema.declare.values import BILLIONTHS

Fields = Mapping[str, GraphField]
"""Fields of a type by their Python names."""

_LENGTHS = {
    BucketLength.MINUTE: "1 minute.",
    BucketLength.FIVE_MINUTES: "5 minutes.",
    BucketLength.QUARTER_HOUR: "15 minutes.",
    BucketLength.HOUR: "1 hour.",
    BucketLength.DAY: "1 day in the time zone, 23 to 25 hours long.",
    BucketLength.WEEK: "1 week in the time zone, starting on Monday.",
    BucketLength.MONTH: "1 calendar month in the time zone.",
}


Described = TypeVar("Described", bound=Enum)


def described_enum(source: type[Described], descriptions: Mapping[Described, str], name: str | None = None) -> type[Described]:
    """A storage enum as an enum of the graph, with a description for each value."""
    for member in source:
        assert descriptions.get(member), f"{source.__name__}.{member} needs a description"
    described = strawberry.enum(source, name=name, description=(source.__doc__ or "").strip())
    enum: object = described
    assert has_enum_definition(enum)
    for value in enum.__strawberry_definition__.values:
        value.description = descriptions[source[value.name]]
    return register(described)


Bucket = described_enum(BucketLength, _LENGTHS)


@register
@strawberry.input(description="A time window on the main time of the rows, such as when they were started, created or called.")
class Window:
    """A time window."""

    from_: DateTime | None = strawberry.field(
        name="from", default=strawberry.UNSET, description="Start, inclusive. Default: no start."
    )
    to: DateTime | None = strawberry.field(default=strawberry.UNSET, description="End, exclusive. Default: no end.")
    last_days: float | None = strawberry.field(
        default=strawberry.UNSET,
        description="Number of days before now, above 0 and at most 36,500. Cannot be combined with `from` or `to`.",
    )


@register
@strawberry.type(description="One bucket of a histogram.")
class HistogramBucket:
    """One bucket."""

    from_ = leaf(Duration, histogram.histogram_from, "Start of the bucket, inclusive.", name="from")
    to = leaf(
        nullable(Duration),
        histogram.histogram_to,
        "End of the bucket, exclusive; inclusive in the last bucket if `buckets` is set. Null: no upper bound.",
    )
    count = leaf(int, histogram.histogram_count, "Number of durations in the bucket.")


def _percentile(percent: int) -> GraphField:
    description = f"{percent}th percentile: at least {percent} % of the durations are this or shorter."
    return leaf(nullable(Duration), figures.Percentile(percent), f"{description} Null: no row has a duration.")


@register
@strawberry.type(description="Statistics of durations, over the rows that have one.")
class DurationStats:
    """Statistics of durations."""

    count = leaf(int, figures.MEASURED, "Number of rows with a duration. Rows that have not ended have none.")
    avg = leaf(nullable(Duration), figures.AVERAGE, "Mean duration. Null: no row has a duration.")
    min = leaf(nullable(Duration), figures.LEAST, "Shortest duration. Null: no row has a duration.")
    max = leaf(nullable(Duration), figures.GREATEST, "Longest duration. Null: no row has a duration.")
    p50 = _percentile(50)
    p75 = _percentile(75)
    p90 = _percentile(90)
    p95 = _percentile(95)
    p99 = _percentile(99)
    histogram = graph_field(
        list[HistogramBucket],
        "Distribution of the durations over buckets that end at 1, 2, 5, 10, ... milliseconds. Empty buckets are omitted.",
        role=Role.LIST,
        sql=histogram.histogram,
        arguments=[
            argument(
                "buckets",
                int | None,
                "Number of logarithmic buckets to use instead, from 1 to 100, spanning the shortest to the longest "
                "duration. Empty buckets are included, and the last bucket includes its end.",
            )
        ],
    )


def _figures(noun: str, sums: type | None, more: Fields) -> Fields:
    """The figures of rows of a noun. `sums`: the type of its sums. `more`: figures that only this noun has."""
    filter_ = type_named(f"{noun}Filter")
    where = argument("where", nullable(filter_), "Only the rows that match this filter, too. Default: all rows.")
    fields = {
        "count": leaf(int, figures.COUNTED, "Number of rows.", arguments=[where]),
        "share": leaf(
            nullable(float),
            narrowed.share,
            "Share of the rows that match a filter, from 0 to 1, rounded to nine decimals. Null: there are no rows.",
            arguments=[argument("where", filter_, "The filter.")],
            value=BILLIONTHS,
        ),
        "latest": leaf(
            nullable(DateTime),
            figures.LATEST,
            "Latest main time of the rows. Null: no rows, or none has a time. Always computed from rows, never from roll-ups.",
            arguments=[where],
        ),
        "duration": graph_field(DurationStats, "Statistics of the rows' durations.", role=Role.PART, arguments=[where]),
    }
    if sums is not None:
        fields["sums"] = graph_field(sums, "Sums of numeric fields.", role=Role.PART, arguments=[where])
    return {**fields, **more}


def _bucket(noun: str, figures_of_rows: Fields) -> None:
    """Makes the type of one bucket of a series."""
    fields = {
        "start": leaf(DateTime, series.bucket_start, "Start of the bucket, inclusive."),
        "end": leaf(DateTime, figures.BUCKET_END, "End of the bucket, exclusive."),
        **figures_of_rows,
        "ended": leaf(
            nullable(int),
            series.ended,
            "Number of rows that ended in this bucket, whenever they started. Null: not available for this type.",
        ),
        "active": leaf(
            nullable(int),
            series.active,
            "Number of rows that were open at the end of this bucket. Null: not available for this type.",
        ),
    }
    make(f"{noun}StatsBucket", fields, "Statistics of one bucket of a series.")


def _group(noun: str, figures_of_rows: Fields) -> None:
    """Makes the type of one group."""
    fields = {
        "key": leaf(nullable(str), groups.first_key, "Value of the first key, as text. Null: the rows have no value."),
        "keys": leaf(list_of(nullable(str)), groups.keys, "Values of all keys, as text, in the order of `by`."),
        **figures_of_rows,
    }
    make(f"{noun}StatsGroup", fields, "Statistics of the rows that share the same key values.")


def make(name: str, fields: Fields, description: str) -> type:
    """An object type with these fields."""
    return register(strawberry.type(type(name, (), {"__module__": __name__, **fields}), description=description))


def declare(name: str, *, grouped: bool, sums: Mapping[str, tuple[object, str]], more: Callable[[], Fields] = dict) -> None:
    """Declares the statistics of a noun: figures, series and, if `grouped`, groups. `sums`: columns to add up, each with
    its type and description. `more`: returns figures that only this noun has."""
    added = None
    if sums:
        columns = {
            column: leaf(type_, figures.sum_of(column), f"{description.split(' Null:')[0]} Sum over the rows; null counts as 0.")
            for column, (type_, description) in sums.items()
        }
        added = make(f"{name}Sums", columns, f"Sums over {name} rows.")
    _bucket(name, _figures(name, added, more()))
    if grouped:
        _group(name, _figures(name, added, more()))
    fields = {**_figures(name, added, more())}
    fields["series"] = graph_field(
        list_of(type_named(f"{name}StatsBucket")),
        "Statistics for each time bucket of the window, including empty buckets; at most 10,080. Requires a "
        "window with both ends, or `lastDays`.",
        role=Role.SPLIT,
        sql=series.series,
        arguments=[
            argument("bucket", type_named("Bucket"), "Length of a bucket."),
            argument("timezone", str, "IANA time zone in which hours, days, weeks and months begin.", "UTC"),
        ],
    )
    if grouped:
        fields["group_by"] = graph_field(
            list_of(type_named(f"{name}StatsGroup")),
            "Statistics for each distinct value of one field, or combination of several fields, largest groups first.",
            role=Role.SPLIT,
            sql=groups.grouped,
            arguments=[
                argument("by", list_of(type_named(f"{name}GroupKey")), "Fields to group by, one to three."),
                argument("first", int, "Maximum number of groups, from 1 to 10,000.", 20),
                argument(
                    "each",
                    int | None,
                    "Maximum number of groups for each value of the first key, from 1 to 10,000. Default: no limit.",
                ),
            ],
        )
    make(f"{name}Stats", fields, f"Statistics of a set of {name} rows.")
