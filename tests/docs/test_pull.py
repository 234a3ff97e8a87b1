"""The commands in docs/pull.md are commands that the program has, with options that they have."""

import re
import shlex

import pytest
from typer.testing import CliRunner

from gateway.cli import app
from gateway.cli.pull import app as pull_app
from storage.pull.kinds import KINDS
from tests.project import PROJECT

PAGE = (PROJECT / "docs/pull.md").read_text(encoding="utf-8")
LINES = [line for block in re.findall(r"```\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
COMMANDS = [line for line in LINES if line.startswith("pentagraph ")]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_page_is_one_with_these_options(line: str) -> None:
    done = CliRunner().invoke(app, [*shlex.split(line)[1:], "--help"])
    assert done.exit_code == 0, done.output


def test_each_kind_of_source_has_a_command_and_is_on_the_page() -> None:
    commands = {command.name or command.callback.__name__ for command in pull_app.registered_commands if command.callback}
    assert commands - {"list", "remove"} == set(KINDS)
    assert {kind for kind in KINDS if f"pentagraph pull {kind} " not in PAGE} == set()
