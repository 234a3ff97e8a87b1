"""Rows that derive fields from their parts: the times of an instance from its tasks, the spend of a run from its steps."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from storage.nouns.noun import Noun, PartFigures
from storage.nouns.spend import SpendSource
from storage.prices.book import Cost, Spend, spend_of
from storage.writing.incoming import HELD, clocks_text


def source_of(noun: Noun) -> tuple[str, ...]:
    """The columns from which `derived` derives, and those that it changes."""
    assert noun.from_parts is not None
    priced = (*noun.priced.fields, noun.priced.source.name) if noun.priced else ()
    columns = ("id", noun.from_parts.flag, *noun.from_parts.fields, *priced, "event_at", "clocks")
    return tuple(dict.fromkeys(columns))


def lacks_spend(noun: Noun, row: Mapping[str, Any]) -> bool:
    """Whether rows of the noun have a spend, and no record states that of this one."""
    if noun.priced is None:
        return False
    return row[noun.priced.spend] is None or noun.priced.spend in _held(row)


def part_figures(values: Sequence[Any], sums: int) -> PartFigures:
    """The figures of a row's parts as the database returns them, of which `sums` are sums."""
    first, last_start, last_end, unfinished, *rest = values
    kinds = {kind for kind in rest[sums:] if kind is not None}
    source = SpendSource.MIXED.value if len(kinds) > 1 else next(iter(kinds), None)
    return PartFigures(first, last_start, last_end, unfinished, tuple(rest[:sums]), source)


def derived(noun: Noun, row: Mapping[str, Any], figures: PartFigures | None, cost: Cost) -> dict[str, Any]:
    """A row, by the columns of `source_of`, with what follows from its parts and from prices."""
    parts, priced, after = noun.from_parts, noun.priced, dict(row)
    assert parts is not None
    figures = figures or PartFigures()
    held = _held(row)
    if row[parts.flag]:
        after |= zip(parts.fields, parts.derive(figures, held), strict=True)
    if priced is None:
        return after
    reported = held.get(priced.spend) if row[parts.flag] or priced.spend in held else row[priced.spend]
    spend, source = _spend(noun, after | {priced.spend: reported}, figures, cost)
    after |= {priced.spend: spend, priced.source.name: source}
    if not row[parts.flag]:
        held.pop(priced.spend, None)
        if reported is None and spend is not None:
            held[priced.spend] = None
        times = {name: time for name, time in _clocks(row).items() if name != HELD}
        after["clocks"] = clocks_text(times, held)
    return after


def _clocks(row: Mapping[str, Any]) -> dict[str, Any]:
    return msgspec.json.decode(row["clocks"]) if row["clocks"] else {}


def _held(row: Mapping[str, Any]) -> dict[str, Any]:
    """What records report of the fields whose columns hold something derived, by name."""
    held: dict[str, Any] = _clocks(row).get(HELD, {})
    return held


def _spend(noun: Noun, row: Mapping[str, Any], figures: PartFigures, cost: Cost) -> Spend:
    """The spend that records report, otherwise that of the parts if they have any, otherwise the row's own cost."""
    parts, priced = noun.from_parts, noun.priced
    assert parts is not None
    assert priced is not None
    if row[priced.spend] is None and parts.spend is not None and figures.source is not None:
        return figures.sums[parts.sums.index(parts.spend)], figures.source
    return spend_of(priced, row, row["event_at"], cost)
