"""Starts and stops a PostgreSQL server of the tests' own, from what the system has installed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import asyncpg

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "autovacuum": "off",
}


STOP_AND_REMOVE = 'read _; "$0" -D "$1/data" -m immediate stop; rm -rf "$1"'


class MissingPostgresError(Exception):
    """There is no PostgreSQL to start; the message says what is missing."""


class PostgresServer:
    """A running server: its directory, port, and the programs that control it."""

    def __init__(self, programs: Path, directory: Path, port: int) -> None:
        self._programs = programs
        self._directory = directory
        self._port = port
        self._guard: subprocess.Popen[bytes] | None = None

    @classmethod
    def start(cls) -> "PostgresServer":
        """Makes a cluster in a temporary directory and starts it on a free port."""
        programs = _programs()
        directory = Path(tempfile.mkdtemp(prefix="pentagraph-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(directory, "postgres")
        server = cls(programs, directory, _free_port())
        try:
            server._run(
                "initdb", "-D", str(directory / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
            )
            options = " ".join(f"-c {name}={value!r}" for name, value in {**SETTINGS, "port": str(server._port)}.items())
            log = str(directory / "log")
            server._run("pg_ctl", "-D", str(directory / "data"), "-w", "-o", options, "-l", log, "start")
        except MissingPostgresError:
            shutil.rmtree(directory, ignore_errors=True)
            raise
        server._watch()
        return server

    def url(self, name: str) -> str:
        """URL of one of its databases."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self._port}/{name}"

    async def execute(self, sql: str, name: str = "postgres") -> None:
        """Runs a statement in one of its databases as the administrator."""
        connection = await asyncpg.connect(self.url(name).replace("+asyncpg", ""))
        await connection.execute(sql)
        await connection.close()

    def stop(self) -> None:
        """Stops it at once and removes its files."""
        if self._guard and self._guard.stdin:
            self._guard.stdin.close()
            self._guard.wait(60)

    def _watch(self) -> None:
        """Starts a process that stops the server when this one is gone, however it goes."""
        command = [*_become(), "sh", "-c", STOP_AND_REMOVE, str(self._programs / "pg_ctl"), str(self._directory)]
        quiet = subprocess.DEVNULL
        self._guard = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, cwd="/", start_new_session=True
        )

    def _run(self, program: str, *arguments: str) -> None:
        command = [*_become(), str(self._programs / program), *arguments]
        # Not captured: the server would inherit the pipe and keep it open.
        with (self._directory / f"{program}.out").open("ab") as out:
            done = subprocess.run(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd="/", timeout=60, check=False)
        if done.returncode:
            said = (self._directory / f"{program}.out").read_text(errors="replace").strip().splitlines()
            raise MissingPostgresError(f"{program} failed: {said[-1] if said else done.returncode}")


def _become() -> list[str]:
    """What makes a command run as another user: initdb and the server refuse to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _programs() -> Path:
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            if os.geteuid() == 0 and not _has_user("postgres"):
                raise MissingPostgresError("there is no user postgres, and PostgreSQL refuses to run as root")
            return place
    raise MissingPostgresError("no initdb found")


def _has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
