"""The curl commands of the five documents run against a server of ours, nothing changed but base URL and credential."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contracts.conftest import FILLED
from tests.contracts.contract import CONTRACTS
from tests.contracts.live import Live, live
from tests.templates import Run, sqlite_copy

pytestmark = pytest.mark.server

VENDORS = ("https://emerson.spiff.works", "http://localhost:8899", "https://api.getgranite.ai")
"""Base URLs of the documents."""


@pytest.fixture(scope="module")
def server(shared_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The server over a filled store of its own."""
    folder = tmp_path_factory.mktemp("curl")
    with live(sqlite_copy(shared_run, FILLED, folder / "demo.db"), folder) as running:
        yield running


COMMANDS = {
    f"{contract.document}-{number}": command for contract in CONTRACTS.values() for number, command in enumerate(contract.curls)
}
CREDENTIAL = {"2-incidents-0": "X-API-Key: {key}", "3-automation-batch-0": "X-Granite-API-Key: {key}"}
"""The header that carries the credential, where the command of the document has none."""


def answer(server: Live, name: str) -> tuple[int, Any]:
    """Status and body of the answer to a command."""
    command = COMMANDS[name]
    for vendor in VENDORS:
        command = command.replace(vendor, server.address)
    assert server.address in command
    if name in CREDENTIAL:
        command += f" -H '{CREDENTIAL[name].format(key=server.key)}'"
    done = subprocess.run(
        ["bash", "-c", f"{command.replace('curl ', 'curl --silent --show-error --include ', 1)}"],
        env={**os.environ, "TOKEN": server.key, "no_proxy": "*"},
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    head, _, body = done.stdout.replace("\r\n", "\n").partition("\n\n")
    return int(head.split()[1]), json.loads(body)


@pytest.fixture(autouse=True)
def runnable() -> None:
    """Needs curl and bash."""
    if not (shutil.which("curl") and shutil.which("bash")):
        pytest.skip("curl commands were NOT tested: there is no curl, or no bash")


def test_the_documents_have_three_commands() -> None:
    assert sorted(COMMANDS) == ["1-process-monitoring-0", "2-incidents-0", "3-automation-batch-0"]


def test_process_monitoring(server: Live) -> None:
    status, body = answer(server, "1-process-monitoring-0")
    assert status == 200
    assert body["identifier"] == "finance/invoice-review"
    assert body["start"] == "2026-05-01T00:00:00Z"
    assert {"total", "active", "completed", "errored", "duration"} <= body.keys()


def test_incidents(server: Live) -> None:
    # No process of the demo has the key of the document: that is answered with null.
    assert answer(server, "2-incidents-0") == (200, None)


def test_automation_batch(server: Live) -> None:
    # The document's values are placeholders: `<string>` is a workflow that there is not, so nothing is counted.
    status, body = answer(server, "3-automation-batch-0")
    assert status == 200, body
    assert len(body) == 12
    assert body["summary"]["total_executions"] == 0
