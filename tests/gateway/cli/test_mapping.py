"""`pentagraph mapping`, and loading a CSV file by a guessed mapping."""

from pathlib import Path

import pytest
import typer

from storage.ingest import csv_shape
from storage.ingest.source import Source
from tests.gateway.cli.shell import Shell

LOG = "case;activity;time;cost\n1;Pack;03.04.2026 10:00;1,5\n1;Ship;13.04.2026 11:00;2,5\n"


@pytest.fixture
def pentagraph(sqlite_url: str, tmp_path: Path) -> Shell:
    """The command over an empty store."""
    return Shell(tmp_path, sqlite_url)


@pytest.fixture
def log(pentagraph: Shell) -> Path:
    path = pentagraph.folder / "shop.csv"
    path.write_text(LOG)
    return path


def test_the_mapping_that_is_printed_loads_the_file(pentagraph: Shell, log: Path) -> None:
    printed = pentagraph("mapping", log.name)
    assert (
        "line 3: case = 1, activity = Ship, started = 2026-04-13T11:00:00Z, ended = 2026-04-13T11:00:00Z, cost = 2.5"
        in printed.stdout
    )
    (pentagraph.folder / "shop.toml").write_text(printed.stdout)
    assert "task\t2\t2" in pentagraph("load", log.name, "--mapping", "shop.toml").stdout


def test_a_file_without_a_mapping_is_shown_as_guessed_and_refused_without_a_terminal(pentagraph: Shell, log: Path) -> None:
    refused = pentagraph("load", log.name, code=1)
    assert 'decimal = ","' in refused.stderr
    assert "use --mapping FILE, or load the file as guessed with --yes" in refused.stderr
    assert "task\t2\t2" in pentagraph("load", log.name, "--yes").stdout


def test_a_file_is_guessed_once_and_loaded_as_it_was_shown(pentagraph: Shell, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shapes: list[str] = []

    def shape_of(source: Source) -> csv_shape.Shape:
        shapes.append(source.name)
        return csv_shape.shape_of(source)

    monkeypatch.setattr("storage.ingest.csv_guess.shape_of", shape_of)
    assert "task\t2\t2" in pentagraph("load", log.name, "--yes").stdout
    assert shapes == [log.name]


@pytest.mark.parametrize("agrees", [True, False])
def test_on_a_terminal_it_is_asked(pentagraph: Shell, log: Path, agrees: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def confirm(text: str, **_: object) -> None:
        asked.append(text)
        if not agrees:
            raise typer.Abort

    monkeypatch.setattr("gateway.cli.load.is_terminal", lambda: True)
    monkeypatch.setattr("typer.confirm", confirm)
    done = pentagraph("load", log.name, code=0 if agrees else 1)
    assert asked == ["Load shop.csv so?"]
    assert ("task\t2\t2" in done.stdout) == agrees


def test_times_of_a_zone_are_read_in_it(pentagraph: Shell, log: Path) -> None:
    printed = pentagraph("mapping", log.name, "--timezone", "Europe/Berlin").stdout
    assert "started = 2026-04-13T09:00:00Z" in printed
    assert "time zone" not in printed


def test_what_cannot_be_guessed_is_refused(pentagraph: Shell) -> None:
    (pentagraph.folder / "x.csv").write_text("a,b\n1,2\n")
    assert "no column has times" in pentagraph("mapping", "x.csv", code=1).stderr
    assert "no column has times" in pentagraph("load", "x.csv", code=1).stderr
