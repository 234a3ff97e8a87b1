"""The cells of roll-ups reckoned from rows in plain Python, to compare with those that the database made."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from storage.database.protocol import Database
from storage.nouns.verdict import Outcome
from storage.rollup.subjects import SUBJECTS, Grain, Level, Subject, period_of
from storage.sql.sketch import bin_of

Cells = dict[tuple[Any, ...], dict[str, Any]]
"""By table, level, start and dimensions."""

WORST = [each.value for each in Outcome]


async def reckoned(database: Database, org_id: str) -> Cells:
    """What the cells have to be."""
    cells: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(_empty)
    verdicts = await _rows(database, "verdict", org_id)
    for subject in SUBJECTS.values():
        for row in await _rows(database, subject.noun, org_id):
            if subject.noun == "tool_call":
                said = [verdict["outcome"] for verdict in verdicts if verdict["tool_call_id"] == row["id"] and verdict["outcome"]]
                row["outcome"] = max(said, key=WORST.index, default=row["outcome"])
            for grain in subject.grains:
                _add(cells, subject, grain, row)
    for cell in cells.values():
        cell["bins"] = dict(cell["bins"])
    return dict(cells)


def _add(cells: dict[tuple[Any, ...], dict[str, Any]], subject: Subject, grain: Grain, row: dict[str, Any]) -> None:
    began = row[subject.time]
    ended = row[subject.end] if subject.end else None
    if began is None:
        return
    dims = tuple(row[dim] for dim in grain.dims)
    for level in grain.levels:
        cell = cells[(grain.name, int(level), period_of(level, began)[0], *dims)]
        cell["counted"] += 1
        for each in subject.sums:
            cell["sums"][each] = cell["sums"].get(each, 0) + (row[each] or 0)
        if (value := _value(subject, row)) is not None:
            cell["measured"] += 1
            cell["total"] += value
            cell["least"] = value if cell["least"] is None else min(cell["least"], value)
            cell["greatest"] = value if cell["greatest"] is None else max(cell["greatest"], value)
            cell["bins"][bin_of(value)] += 1
        if ended is not None:
            cells[(grain.name, int(level), period_of(level, max(began, ended))[0], *dims)]["ended"] += 1


def _value(subject: Subject, row: dict[str, Any]) -> int | None:
    if subject.value is None:
        return None
    if subject.end is None:
        latency: int | None = row["latency_us"]
        return latency
    # An end before its start is no duration.
    return None if row[subject.end] is None or row[subject.end] < row[subject.time] else row[subject.end] - row[subject.time]


def _empty() -> dict[str, Any]:
    figures = {"counted": 0, "ended": 0, "measured": 0, "total": 0, "least": None, "greatest": None}
    return {**figures, "sums": {}, "bins": defaultdict(int)}


async def stored(database: Database, org_id: str) -> Cells:
    """What the cells are."""
    cells: Cells = {}
    for subject in SUBJECTS.values():
        for grain in subject.grains:
            for row in await _rows(database, grain.name, org_id):
                key = (grain.name, row["level"], row["start_at"], *(row[dim] for dim in grain.dims))
                assert key not in cells, f"two cells of {key}"
                cells[key] = _figures(subject, row)
    return cells


def _figures(subject: Subject, row: dict[str, Any]) -> dict[str, Any]:
    same = {name: row[name] for name in ("counted", "ended", "measured", "least", "greatest")}
    sums = {each: row[f"sum_{each}"] for each in subject.sums} if row["counted"] else {}
    total = row["seconds"] * 1_000_000 + row["micros"]
    return {**same, "total": total, "sums": sums, "bins": dict(_bins(row["bins"]))}


def _bins(sketch: Any) -> Iterator[tuple[int, int]]:
    for one in json.loads(sketch) if isinstance(sketch, str) else sketch or ():
        yield one & 4095, one >> 12


async def states(database: Database, org_id: str, subject: str, level: Level = Level.HOUR) -> dict[int, int]:
    """The state of a subject's periods of one level, by start."""
    rows = await _rows(database, "rollup_period", org_id)
    return {row["start_at"]: row["state"] for row in rows if row["subject"] == subject and row["level"] == level}


async def _rows(database: Database, table: str, org_id: str) -> list[dict[str, Any]]:
    mark = "?" if database.dialect.name == "sqlite" else "$1"
    if database.dialect.name == "sqlite":
        columns = [name for (name,) in await database.rows("SELECT name FROM pragma_table_info(?)", [table])]
    else:
        columns = [
            name
            for (name,) in await database.rows(
                "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 ORDER BY attnum", [table]
            )
        ]
    listed = ", ".join(f'"{column}"' for column in columns)
    found = await database.rows(f'SELECT {listed} FROM "{table}" WHERE org_id = {mark}', [org_id])
    return [dict(zip(columns, row, strict=True)) for row in found]
