"""The JavaScript programs beside these tests."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
PROGRAMS = HERE / "node_modules" / ".bin"


@pytest.fixture(scope="session")
def node() -> str:
    """The node program, with the packages of package.json beside these tests."""
    found = shutil.which("node")
    if found and PROGRAMS.is_dir():
        return found
    if os.environ.get("PENTAGRAPH_REQUIRE_CLIENTS") == "1":
        pytest.fail("PENTAGRAPH_REQUIRE_CLIENTS=1, but there is no node, or no packages: make clients")
    pytest.skip("JavaScript clients were NOT tested: there is no node, or no packages: make clients")


def run(*command: str, folder: Path = HERE, **variables: str) -> str:
    """What a command prints, run with these environment variables besides; a failure where it fails."""
    done = subprocess.run(command, cwd=folder, env={**os.environ, **variables}, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
