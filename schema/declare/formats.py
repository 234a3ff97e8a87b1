"""Output formats of times and units of durations, for clients that do not want RFC 3339 and milliseconds."""

from enum import StrEnum

from schema.declare.statistics import described_enum


class TimeFormat(StrEnum):
    """Output format of a time."""

    RFC3339 = "RFC3339"
    EPOCH_MS = "EPOCH_MS"


class DurationUnit(StrEnum):
    """Output unit of a duration."""

    MILLISECONDS = "MILLISECONDS"
    SECONDS = "SECONDS"


described_enum(
    TimeFormat,
    {
        TimeFormat.RFC3339: "RFC 3339 text in UTC with as many decimals as needed, such as `2026-05-01T12:00:00.5Z`.",
        TimeFormat.EPOCH_MS: "Whole number of milliseconds since 1970-01-01T00:00:00Z, with decimals truncated.",
    },
)
described_enum(
    DurationUnit,
    {DurationUnit.MILLISECONDS: "Milliseconds, with decimals.", DurationUnit.SECONDS: "Seconds, with decimals."},
)
