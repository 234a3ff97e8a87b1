"""Reads texts as if they were files, as the tests of every format do."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.ingest.format import read
from storage.ingest.reader import Broken, Item, Notice, ReadOptions
from storage.ingest.source import Source
from storage.nouns.record import Instant, Record

Read = Callable[..., list[Item]]


@pytest.fixture
def read_text(tmp_path: Path) -> Read:
    """Reads content under a file name; `mapping` is the text of a mapping, `at` that of a time."""

    def run(name: str, content: str | bytes, **options: Any) -> list[Item]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        if "mapping" in options:
            mapping = tmp_path / "mapping.toml"
            mapping.write_text(options["mapping"])
            options["mapping"] = mapping
        if "at" in options:
            options["at"] = Instant.parse(options["at"])
        return list(read(Source.file(path), ReadOptions(**options)))

    return run


def records_of(items: list[Item], kind: type[Record] = Record) -> list[Any]:
    """The records among what was read."""
    return [item for item in items if isinstance(item, kind)]


def complaints(items: list[Item]) -> list[str]:
    """What was said of the broken places."""
    return [str(item) for item in items if isinstance(item, Broken)]


def notices(items: list[Item]) -> dict[str, int]:
    """Number of things that were left out or changed, by reason."""
    counts: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Notice):
            counts[item.reason] += item.count
    return dict(counts)


def micros(text: str) -> int:
    """Microseconds since 1970 of an RFC 3339 time."""
    return Instant.parse(text)
