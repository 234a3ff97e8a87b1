"""Prices on the command line."""

import json
from pathlib import Path

import pytest

from tests.gateway.cli.shell import Shell

pytestmark = pytest.mark.slow

STEP = {
    "noun": "step",
    "id": "s",
    "run_id": "r",
    "started_at": "2026-05-01T12:00:00Z",
    "model": "ours",
    "input_tokens": 1_000_000,
}


@pytest.fixture
def pentagraph(sqlite_url: str, tmp_path: Path) -> Shell:
    """The command over a store with one organization."""
    shell = Shell(tmp_path, sqlite_url)
    shell("org", "create", "default")
    return shell


def test_a_price_is_added_listed_applied_and_removed(pentagraph: Shell) -> None:
    pentagraph("load", "-", given=json.dumps(STEP))
    added = pentagraph(
        "prices", "add", "default", "--model", "ours*", "--provider", "us", "--input", "1.25", "--output", "10", "--cache-read",
        "0.125", "--from", "2026-01-01", "--to", "2026-12-31", "--above", "100",
    ).stdout  # fmt: skip
    price = added.split()[1]
    listed = pentagraph("prices", "list", "default")
    assert listed.stdout.rstrip("\n").split("\t") == [
        price, "us", "ours*", "2026-01-01", "2026-12-31", "100", "1.25", "10", "0.125", "", "",
    ]  # fmt: skip
    assert "genai-prices" in listed.stderr
    assert "no spend changed" in pentagraph("prices", "apply", "default").stderr
    pentagraph("prices", "add", "default", "--model", "ours", "--input", "2", "--output", "10")
    assert "no spend changed" in pentagraph("prices", "apply", "default", "--from", "2026-05-02").stderr
    assert pentagraph("prices", "apply", "default", "--from", "2026-05-01", "--to", "2026-05-01").stdout == "step\t1\n"
    assert "is removed" in pentagraph("prices", "remove", "default", price).stdout
    assert f"default has no price {price}" in pentagraph("prices", "remove", "default", price, code=1).stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "none", "--model", "m", "--input", "1", "--output", "1"), "no organization 'none'"),
        (
            ("add", "default", "--model", "m", "--input", "much", "--output", "1"),
            "--input: expected dollars for a million tokens",
        ),
        (("add", "default", "--model", "m", "--input", "1", "--output", "-1"), "output must be 0 to 9,000,000 dollars"),
        (("add", "default", "--model", "", "--input", "1", "--output", "1"), "model must have 1 to 200 characters"),
        (("add", "default", "--model", "m", "--input", "1", "--output", "1", "--from", "soon"), "--from: expected a date"),
        (("add", "default", "--model", "m", "--input", "1", "--output", "1", "--from", "0001-01-01"), "between 1970 and 9999"),
        (
            ("add", "default", "--model", "m", "--input", "1", "--output", "1", "--from", "2026-02-01", "--to", "2026-01-01"),
            "must begin to be valid before it ends",
        ),
        (("list", "none"), "no organization 'none'"),
        (("apply", "none"), "no organization 'none'"),
    ],
)
def test_what_cannot_be_done_is_reported(pentagraph: Shell, arguments: tuple[str, ...], message: str) -> None:
    assert message in pentagraph("prices", *arguments, code=1).stderr
