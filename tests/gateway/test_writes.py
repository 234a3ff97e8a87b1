"""Whatever writes has the masking and the limits of the settings, and wrong rules end the start."""

import ast
from pathlib import Path

import pytest

from gateway.settings import Settings, SettingsRefused, read_settings
from gateway.writes import masking_of, write_queue
from storage.database.protocol import Database
from storage.nouns.record import Instant
from storage.nouns.run import Run
from storage.writing.origin import Channel, Origin
from tests.project import PROJECT
from tests.storage.contents import contents
from tests.storage.masking.everywhere import found_anywhere

HASHING = '[patterns]\nemail = "hash"\n'
LONG = "a secret of the test"


def rules(tmp_path: Path, text: str) -> str:
    path = tmp_path / "masking.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_without_the_setting_nothing_is_masked() -> None:
    assert masking_of(Settings()) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[patterns]\nemial = "replace"',
            "masking: the masking rules masking.toml: patterns.emial: unknown pattern; did you mean email?",
        ),
        (HASHING, "masking_secret: required, because a masking rule hashes; set PENTAGRAPH_MASKING_SECRET"),
    ],
)
def test_wrong_rules_are_refused_at_the_start(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        masking_of(Settings(masking=rules(tmp_path, text)))
    assert refused.value.message == problem


def test_a_short_secret_is_refused_and_not_shown() -> None:
    with pytest.raises(SettingsRefused) as refused:
        read_settings(environment={"PENTAGRAPH_MASKING_SECRET": "hunter2"})
    assert "at least 16 characters" in refused.value.message
    assert "hunter2" not in refused.value.message


async def test_the_queue_masks_and_the_secret_is_nowhere_in_the_store(
    database: Database, organization: str, tmp_path: Path
) -> None:
    queue = write_queue(database, Settings(masking=rules(tmp_path, HASHING), masking_secret=LONG))
    run = Run(id="r", at=Instant(0), error="from ada@example.org")
    await queue.write(Origin(organization, Channel.PULL), [run], 10)
    assert "[email:" in str((await contents(database, organization))["run"])
    assert await found_anywhere(database, [LONG, "ada@example.org"]) == []


@pytest.mark.slow
def test_nothing_else_makes_a_queue() -> None:
    """A queue that is made elsewhere would store secrets."""
    made = [
        str(file.relative_to(PROJECT))
        for package in ("gateway", "schema", "resolvers", "storage")
        for file in (PROJECT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "WriteQueue"
    ]
    assert made == ["gateway/writes.py"]
