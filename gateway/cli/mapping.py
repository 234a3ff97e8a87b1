"""`pentagraph mapping`: guesses the mapping of a CSV file."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from gateway.cli.printable import printable
from storage.ingest.csv_guess import Guess, guess, toml_of
from storage.ingest.delimited import first_events
from storage.ingest.reader import Broken
from storage.ingest.source import Source
from storage.nouns.record import Instant

ROWS = 10
"""Number of rows that are shown as they would be read."""


def mapping(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV file, plain or .gz.")],
    model: Annotated[str | None, typer.Option(help="Id of the process model. Default: the name of the file.")] = None,
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Time zone of times without one, such as Europe/Berlin. Default: UTC.")
    ] = None,
) -> None:
    """Guess the mapping of a CSV event log, and print it as TOML with the first ten rows as they would be read.

    Correct it and load the file with it. What the file does not tell, such as the zone of its times, is marked "Not certain".

    Example: pentagraph mapping orders.csv > orders.toml
    """
    source = Source.file(file)
    for line in mapping_text(source, guess(source, model=model, timezone=timezone)):
        sys.stdout.write(f"{printable(line)}\n")


def mapping_text(source: Source, found: Guess) -> Iterator[str]:
    """The lines of a guessed mapping, with the first rows as comments."""
    yield f"# Guessed from {source.name}"
    yield from toml_of(found)
    yield ""
    yield f"# The first {ROWS} rows as they would be read:"
    for item in first_events(source, found.mapping, ROWS):
        if isinstance(item, Broken):
            yield f"#   {item}"
            continue
        fields = {name: getattr(item, name) for name in SHOWN} | (item.attributes or {}) | (item.metadata or {})
        yield f"#   line {item.place}: " + ", ".join(
            f"{name} = {_shown(value)}" for name, value in fields.items() if value is not None
        )


SHOWN = ("case", "activity", "id", "enabled", "started", "ended", "resource", "lane")


def _shown(value: object) -> str:
    return value.text() if isinstance(value, Instant) else str(value)
