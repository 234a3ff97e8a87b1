"""The commands of docs/live.md, run as they stand there against a server: what a reader copies works."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateway.ingest.sending import killed_server
from tests.gateway.running_server import LONG, clean_environment
from tests.project import PROJECT

pytestmark = pytest.mark.server

TEXT = (PROJECT / "docs" / "live.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = [text for language, text in BLOCKS if not language]


class Reader:
    """Someone who copies the commands into a shell, with the address and the key of the server."""

    def __init__(self, address: str, url: str, folder: Path) -> None:
        self.address, self.url, self.folder = address, url, folder
        self.key = self.run("pentagraph key create default --name sender --scopes ingest,graph:read").split()[-1]

    def run(self, commands: str) -> str:
        """The output of the commands, all of which must succeed."""
        text = commands.replace("http://127.0.0.1:8000", self.address).replace("pgk_...", getattr(self, "key", ""))
        environment = {**clean_environment(), "PENTAGRAPH_DATABASE": self.url}
        environment["PATH"] = f"{self.folder}:{environment['PATH']}"
        done = subprocess.run(
            ["bash", "-ec", text], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=LONG
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, query: str) -> dict[str, object]:
        """The data of a query."""
        body = json.dumps({"query": query}).replace("'", "'\\''")
        sent = (
            f"curl -sf {self.address}/graphql -H 'Authorization: Bearer pgk_...' -H 'Content-Type: application/json' -d '{body}'"
        )
        answer: dict[str, object] = json.loads(self.run(sent))["data"]
        return answer


@pytest.fixture
def reader(sqlite_url: str, tmp_path: Path) -> Iterator[Reader]:
    """A reader beside a server that runs."""
    command = tmp_path / "pentagraph"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from gateway.cli import main; main()" "$@"\n')
    command.chmod(0o755)
    with killed_server(sqlite_url, tmp_path) as (address, _):
        yield Reader(address, sqlite_url, tmp_path)


def commands_with(word: str) -> str:
    (found,) = [text for text in COMMANDS if word in text]
    return found


def test_records_by_curl(reader: Reader) -> None:
    answer = json.loads(reader.run(commands_with("<<'LINES'")).splitlines()[-1])
    (shown,) = [json.loads(text) for language, text in BLOCKS if language == "json" and '"line"' in text]
    assert answer == shown
    assert reader.ask("{ tasks { nodes { taskId } } }") == {"tasks": {"nodes": [{"taskId": "t1"}]}}


def test_a_cloudevent_by_curl(reader: Reader) -> None:
    answer = json.loads(reader.run(commands_with("<<'EVENT'")))
    (shown,) = [json.loads(text) for language, text in BLOCKS if language == "json" and '"event"' in text]
    assert answer == shown
    assert reader.ask("{ tasks { nodes { taskId name } } }") == {"tasks": {"nodes": [{"taskId": "t1", "name": "Review"}]}}


def test_a_file_by_curl(reader: Reader) -> None:
    time = '<date key="time:timestamp" value="2026-05-01T12:00:00Z"/>'
    case = '<string key="concept:name" value="1"/>'
    log = f'<log><trace>{case}<event><string key="concept:name" value="Pack"/>{time}</event></trace></log>'
    (reader.folder / "my-log.xes").write_text(log)
    assert json.loads(reader.run(commands_with("@my-log.xes")))["refused"] == 0
    found = reader.ask("{ processModels { nodes { modelId } } }")
    assert found == {"processModels": {"nodes": [{"modelId": "workshop/repair"}]}}


def test_an_agent_in_python(reader: Reader) -> None:
    (program,) = [text for language, text in BLOCKS if language == "python"]
    (reader.folder / "agent.py").write_text(program)
    reader.run(f"{commands_with('OTEL_EXPORTER_OTLP_ENDPOINT')}\n{sys.executable} agent.py")
    assert reader.ask("{ runs { nodes { workflow { name } } } }") == {"runs": {"nodes": [{"workflow": {"name": "Planner"}}]}}
