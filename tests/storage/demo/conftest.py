"""The demo at scale 1, told once for all tests that only read it."""

from collections import defaultdict
from typing import Any

import pytest

from storage.demo import DemoOptions
from storage.demo.calendar import chunks
from storage.demo.options import MINUTE
from storage.demo.row import COLUMNS
from storage.demo.story import chunk, world
from storage.nouns.record import DAY, HOUR

UNTIL = 20_550 * DAY + 14 * HOUR + 23 * MINUTE
"""In the middle of a working day: Tuesday, 7 April 2026, 14:23, UTC."""

Told = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="session")
def options() -> DemoOptions:
    """Ninety days at scale 1."""
    return DemoOptions(until=UNTIL)


@pytest.fixture(scope="session")
def told(options: DemoOptions) -> Told:
    """Rows by noun and id."""
    found: Told = defaultdict(dict)
    for rows in (world(options, "acme"), *(chunk(options, "acme", cells) for cells in chunks(options))):
        for noun, several in rows.items():
            for row in several:
                assert row[1] not in found[noun], f"{noun} {row[1]} is told twice"
                found[noun][row[1]] = dict(zip(COLUMNS[noun], row, strict=True))
    return found
