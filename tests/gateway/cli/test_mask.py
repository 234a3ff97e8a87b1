"""`pentagraph mask --test`: what would change, and nothing that does."""

import json
from pathlib import Path

import pytest

from tests.gateway.cli.shell import Shell

RULES = """
[patterns]
email = "replace"

[[rules]]
noun = "run"
field = "user_id"
action = "drop"

[[rules]]
noun = "task"
field = "name"
action = "drop-record"
match = "secret"
"""
AT = "2026-05-01T12:00:00Z"
SENT = [
    {"noun": "run", "id": "r", "at": AT, "user_id": "u", "error": "from ada@example.org\u001b[2J"},
    {"noun": "task", "id": "t", "at": AT, "name": "a secret"},
    {"noun": "task", "id": "u", "at": AT, "name": "fine"},
]


@pytest.fixture
def pentagraph(tmp_path: Path) -> Shell:
    """The command in a folder with rules and a file, and without a store."""
    (tmp_path / "masking.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "sent.ndjson").write_text("\n".join([*map(json.dumps, SENT), "{"]), encoding="utf-8")
    return Shell(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'none.db'}")


def test_changes_are_shown_before_and_after_with_counts(pentagraph: Shell) -> None:
    done = pentagraph("mask", "--test", "sent.ndjson", "--rules", "masking.toml")
    assert sorted(line.split("\t") for line in done.stdout.splitlines()) == [
        ["run r", "error", "email", "from ada@example.org\\x1b[2J", "from [email]\\x1b[2J"],
        ["run r", "user_id", "run.user_id", "u", "(not stored)"],
        ["task t", "", "the masking rule task.name drops it", "", ""],
    ]
    assert done.stderr.splitlines() == [
        "3 records", "1 changed", "1 dropped", "0 refused", "1 broken", "rule run.user_id: 1", "rule email: 1",
    ] or done.stderr.splitlines()[5:] == ["rule email: 1", "rule run.user_id: 1"]  # fmt: skip
    assert not (pentagraph.folder / "none.db").exists()


def test_the_setting_names_the_rules(pentagraph: Shell) -> None:
    assert "rule email: 1" in pentagraph("mask", "--test", "sent.ndjson", PENTAGRAPH_MASKING="masking.toml").stderr


def test_without_rules_it_says_what_to_do(pentagraph: Shell) -> None:
    assert "use --rules FILE" in pentagraph("mask", "--test", "sent.ndjson", code=1).stderr


def test_wrong_rules_are_wrong_usage(pentagraph: Shell, tmp_path: Path) -> None:
    (tmp_path / "masking.toml").write_text("[patterns]\nemial = 'replace'", encoding="utf-8")
    assert "did you mean email?" in pentagraph("mask", "--test", "sent.ndjson", "--rules", "masking.toml", code=2).stderr


def test_load_masks_by_the_setting(pentagraph: Shell, tmp_path: Path) -> None:
    done = pentagraph("load", "sent.ndjson", code=3, PENTAGRAPH_MASKING="masking.toml")
    assert "task t: the masking rule task.name drops it" in done.stderr
    assert all(b"ada@example.org" not in file.read_bytes() for file in tmp_path.glob("none.db*"))
    pentagraph("load", "sent.ndjson", "--strict", code=1, PENTAGRAPH_MASKING="masking.toml")
