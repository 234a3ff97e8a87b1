"""The server under attack: a process of its own over a fresh demo store, with short timeouts, its memory and its heartbeat."""

import http.client
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.attack.gaps import GapFile

PENTAGRAPH = (sys.executable, "-c", "from gateway.cli import main; main()")
MONITORED = (sys.executable, "-m", "bench.attack.monitored")
TIMEOUT = 2
"""Seconds of the server's timeouts: so short that the campaign need not wait long."""
SETTINGS = {name: str(TIMEOUT) for name in ("HEADER_TIMEOUT", "BODY_TIMEOUT", "IDLE_TIMEOUT", "WRITE_TIMEOUT")}
SMALL_QUERY = json.dumps({"query": "{ tasks(first: 1) { nodes { id } } }"})
BETWEEN = 0.02
STOP_SECONDS = 60


@dataclass(frozen=True)
class Beats:
    """The longest answers of the heartbeat since they were last read, in milliseconds, and how many of them failed."""

    health: float
    query: float
    failed: int


@dataclass(frozen=True)
class Target:
    """A server under attack."""

    port: int
    key: str
    pid: int
    database: str
    heart: Connection
    gaps: GapFile
    """Of the server's event loop; all 0 if it is not monitored."""

    def beats(self) -> Beats:
        """What the heartbeat saw since the last call."""
        self.heart.send(True)
        return Beats(*self.heart.recv())

    def memory(self, field: str) -> int:
        """Megabytes that the process holds (`VmRSS`), or held at most since `forget_peak` (`VmHWM`)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(rf"{field}:\s+(\d+) kB", status)
        return int(found[1]) // 1024 if found else 0

    def forget_peak(self) -> None:
        """Begins a new peak."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5", encoding="ascii")


@contextmanager
def target(folder: Path, database: str | None = None, *, is_monitored: bool = False, **settings: str) -> Iterator[Target]:
    """A server while the block runs; it must then stop in order. Its store is a SQLite file in the folder by default.

    If it is monitored, the heartbeat of its event loop is measured.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PENTAGRAPH_")}
    environment |= {f"PENTAGRAPH_{name}": value for name, value in {**SETTINGS, **settings}.items()}
    database = database or f"sqlite+aiosqlite:///{folder / 'attack.db'}"
    environment |= {"PENTAGRAPH_DATABASE": database, "PYTHONFAULTHANDLER": "1"}

    def run(*arguments: str) -> str:
        return subprocess.run([*PENTAGRAPH, *arguments], env=environment, check=True, capture_output=True, text=True).stdout

    run("demo", "--days", "60", "--scale", "1")
    key = run("key", "create", "demo", "--name", "attack", "--scopes", "admin").strip()
    program = (*MONITORED, str(folder / "gaps")) if is_monitored else PENTAGRAPH
    gaps = GapFile(folder / "gaps")
    log = (folder / "log").open("w")
    server = subprocess.Popen([*program, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    ours, theirs = multiprocessing.Pipe()
    heart = None
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline().rsplit(":", 1)[1])
        heart = multiprocessing.get_context("spawn").Process(target=_beat, args=(port, key, theirs), daemon=True)
        heart.start()
        ours.recv()
        yield Target(port, key, server.pid, database, ours, gaps)
        heart.terminate()
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=STOP_SECONDS)
        assert server.returncode == 0, f"the server ended with code {server.returncode}:\n{(folder / 'log').read_text()}"
    finally:
        if heart is not None and heart.is_alive():
            heart.terminate()
        server.kill()
        server.wait()
        log.close()


def _beat(port: int, key: str, pipe: Connection) -> None:
    """Asks for /healthz and a small query in turn, for ever. Answers what is received on the pipe with Beats."""
    worst: dict[str, float] = {"health": 0.0, "query": 0.0}
    failed = 0
    pipe.send("ready")
    while True:
        for kind, request in {"health": ("GET", "/healthz", None), "query": ("POST", "/graphql", SMALL_QUERY)}.items():
            began = time.perf_counter()
            failed += not _answers(port, key, *request)
            worst[kind] = max(worst[kind], (time.perf_counter() - began) * 1000)
        if pipe.poll(BETWEEN):
            pipe.recv()
            pipe.send((worst["health"], worst["query"], failed))
            worst, failed = dict.fromkeys(worst, 0.0), 0


def _answers(port: int, key: str, method: str, path: str, body: str | None) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=STOP_SECONDS)
    with suppress(OSError, http.client.HTTPException):
        connection.request(method, path, body, {"Content-Type": "application/json", "X-API-Key": key})
        response: Any = connection.getresponse()
        response.read()
        connection.close()
        return bool(response.status == 200)
    return False
