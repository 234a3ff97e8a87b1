"""How times and durations can be spelled, where a client wants them otherwise than RFC 3339 and milliseconds."""

from enum import StrEnum

from schema.declare.statistics import described_enum


class TimeFormat(StrEnum):
    """How a time is written."""

    RFC3339 = "RFC3339"
    EPOCH_MS = "EPOCH_MS"


class DurationUnit(StrEnum):
    """The unit of a duration."""

    MILLISECONDS = "MILLISECONDS"
    SECONDS = "SECONDS"


described_enum(
    TimeFormat,
    {
        TimeFormat.RFC3339: "Text such as 2026-05-01T12:00:00.5Z, in UTC, with as many decimals as are needed.",
        TimeFormat.EPOCH_MS: "A whole number: milliseconds since 1970, decimals cut off.",
    },
)
described_enum(
    DurationUnit,
    {DurationUnit.MILLISECONDS: "Milliseconds, with decimals.", DurationUnit.SECONDS: "Seconds, with decimals."},
)
