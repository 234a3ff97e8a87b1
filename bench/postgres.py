"""Starts a PostgreSQL server of its own, in a temporary folder that is taken away again or in one that is kept."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 1GB
max_wal_size = 4GB
jit = off
autovacuum = off
"""
"""Durable as installed; enough memory to hold the data; vacuum is run once, before measuring, and not during it."""


@dataclass(frozen=True)
class Server:
    """A running server: its one database, and the process whose children do the work."""

    url: str
    pid: int


def binaries() -> Path | None:
    """The folder of the newest installed server programs; None if PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    beside = shutil.which("initdb")
    return Path(beside).parent if beside else None


def free_port() -> int:
    """A free port of the loopback interface."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgresql(kept: Path | None = None, port: int | None = None) -> Iterator[Server]:
    """A server with a database `bench`: fresh and empty, or, with `kept`, on what earlier runs left in that folder.

    PostgreSQL refuses to run as root: then it runs as the user postgres.
    """
    programs = binaries()
    if programs is None:
        raise SystemExit("PostgreSQL is not installed: run with --sqlite-only, or install it (apt install postgresql)")
    folder = kept or Path(tempfile.mkdtemp(prefix="bench-postgresql-"))
    folder.mkdir(parents=True, exist_ok=True)
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data, port = folder / "data", port or free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run([*as_user, str(programs / program), *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    fresh = not data.exists()
    if fresh:
        run("initdb", "-D", str(data), "-A", "trust", "-U", "bench", "-E", "UTF8", "--locale=C.UTF-8")
        with (data / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION)
    try:
        run("pg_ctl", "-D", str(data), "-w", "-t", "600", "-l", str(folder / "log"), "-o", f"-p {port}", "start")
        if fresh:
            run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "bench", "bench")
        pid = int((data / "postmaster.pid").read_text().split("\n")[0])
        yield Server(f"postgresql://bench@127.0.0.1:{port}/bench", pid)
    finally:
        run("pg_ctl", "-D", str(data), "-m", "fast" if kept else "immediate", "-t", "600", "stop")
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
