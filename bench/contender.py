"""The contenders: how each is started, and its request. Each is a separate server process."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from bench.postgres import free_port

HERE = Path(__file__).parent
NODE = HERE / "node_modules" / ".bin" / "node"
STARTED_WITHIN = 60.0
"""Seconds that a server may take until it answers."""


@dataclass(frozen=True)
class Contender:
    """A server: `{url}` and `{port}` in its command are filled in; `{question}` in its path too."""

    name: str
    command: tuple[str, ...]
    spelling: str
    path: str = "/graphql"
    databases: tuple[str, ...] = ("sqlite", "postgresql")
    needs: Path | None = None

    def body(self, question: str, variables: dict[str, str]) -> str:
        """The request body, the same for every contender except for the spelling of the document."""
        document = (HERE / "questions" / f"{question}.{self.spelling}.graphql").read_text()
        return json.dumps({"query": document, "variables": variables})


PYTHON = (sys.executable, "-m")
PENTAGRAPH = Contender(
    "Pentagraph",
    (str(Path(sys.executable).with_name("pentagraph")), "serve", "--demo", "--database", "{url}", "--port", "{port}"),
    "pentagraph",
)
LIMIT = Contender("the statement itself (limit)", (*PYTHON, "bench.peers.limit", "{url}", "{port}"), "peers", path="/{question}")
STRAWBERRY = Contender("Strawberry + DataLoader", (*PYTHON, "bench.peers.strawberry_loader", "{url}", "{port}"), "peers")
POSTGRAPHILE = Contender(
    "PostGraphile 5",
    (str(NODE), str(HERE / "peers/postgraphile.mjs"), "{url}", "{port}"),
    "postgraphile",
    databases=("postgresql",),
    needs=NODE,
)
MERCURIUS = Contender("Mercurius + JIT", (str(NODE), str(HERE / "peers/mercurius.mjs"), "{url}", "{port}"), "peers", needs=NODE)
CONTENDERS = (LIMIT, PENTAGRAPH, STRAWBERRY, POSTGRAPHILE, MERCURIUS)


@dataclass(frozen=True)
class Running:
    """A contender that answers on a port."""

    contender: Contender
    port: int
    pid: int

    def ask(self, question: str, variables: dict[str, str]) -> bytes:
        """The answer's body."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{self.path(question)}",
            self.contender.body(question, variables).encode(),
            {"Content-Type": "application/json", "Accept": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return bytes(answer.read())

    def path(self, question: str) -> str:
        """URL of the request."""
        return self.contender.path.replace("{question}", question)


@contextmanager
def serving(contender: Contender, url: str) -> Iterator[Running]:
    """Starts the contender on that database, waits until it answers anything at all, and stops it in the end."""
    port = free_port()
    command = [part.replace("{url}", url).replace("{port}", str(port)) for part in contender.command]
    process = subprocess.Popen(command, cwd=HERE.parent, env={**os.environ, "NODE_ENV": "production"}, stdout=subprocess.DEVNULL)
    try:
        _await(process, port, contender.name)
        yield Running(contender, port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _await(process: subprocess.Popen[bytes], port: int, name: str) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"{name} stopped with exit code {process.returncode}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except URLError as error:
            if isinstance(error.reason, ConnectionRefusedError):
                time.sleep(0.1)
                continue
        return
    raise SystemExit(f"{name} did not answer within {STARTED_WITHIN:g} s")
