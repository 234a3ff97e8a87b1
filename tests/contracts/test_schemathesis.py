"""Schemathesis finds nothing: requests made of the OpenAPI document, valid and not, against a running server over the demo."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.accounts.keys import create_key
from storage.database.opening import open_database
from tests.conftest import ORGANIZATION
from tests.contracts.conftest import FILLED
from tests.gateway.running_server import running_server
from tests.postgres_server import Run
from tests.templates import postgresql_copy, sqlite_copy

pytestmark = [pytest.mark.server, pytest.mark.long]

HERE = Path(__file__).parent
SETTINGS = "rate_limit = 0\nwork_rate_limit = 0\nlogin_limit = 0\n"
COMMAND = (sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()")
RUN = (*COMMAND, "--config-file", str(HERE / "schemathesis.toml"), "run")
REPEATABLE = ("--seed", "1", "--generation-deterministic", "--continue-on-failure", "--warnings", "off")
EXAMPLES = os.environ.get("PENTAGRAPH_SCHEMATHESIS_EXAMPLES", "1")
"""Requests that are made up for each operation: more of them find more, and take longer."""
PHASES = {"sqlite": "examples,coverage", "postgresql": "examples,fuzzing,stateful"}
"""Each phase on one database; with more requests than in the suite all phases on both."""


async def _key(url: str) -> str:
    database = await open_database(url)
    try:
        return (await create_key(database, ORGANIZATION, "schemathesis", ["admin"]))[1]
    finally:
        await database.close()


@pytest.fixture(params=list(PHASES))
def url(request: pytest.FixtureRequest, shared_run: Run, tmp_path: Path) -> str:
    """URL of a copy of the filled store: some routes write."""
    if request.param == "sqlite":
        return sqlite_copy(shared_run, FILLED, tmp_path / "demo.db")
    return postgresql_copy(request.getfixturevalue("postgres_server"), FILLED)


def test_schemathesis_finds_nothing(url: str, tmp_path: Path) -> None:
    (tmp_path / "pentagraph.toml").write_text(SETTINGS, encoding="utf-8")
    phases = (
        PHASES["sqlite" if url.startswith("sqlite") else "postgresql"]
        if EXAMPLES == "1"
        else "examples,coverage,fuzzing,stateful"
    )
    with running_server(url, tmp_path) as address:
        asked = [f"{address}/openapi.json", "--header", f"Authorization: Bearer {asyncio.run(_key(url))}", "--phases", phases]
        command = [*RUN, *asked, "--max-examples", EXAMPLES, *REPEATABLE]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=1200 + 600 * int(EXAMPLES))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout
