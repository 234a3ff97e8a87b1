"""Starts one PostgreSQL server of the tests' own for all worker processes of a run, from what the system has installed."""

import asyncio
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

import asyncpg

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "autovacuum": "off",
}
"""Nothing here has to outlive the machine: a test kills clients, never the server."""
LONG = 600
"""Seconds after which a program hangs."""

MEMORY = Path("/dev/shm")  # noqa: S108
"""Where files are in memory: SQLite waits for the disk at every commit, and a run commits tens of thousands of times; a clone of
a PostgreSQL database is six hundred new files, which cost a disk's file system ten times as much."""
ROOM = 4 * 2**30
"""Free bytes there that a run needs, several times over."""

REMOVE = 'exec 3<&0; { read _ <&3; rm -rf "$0"; } &'
STOP_AND_REMOVE = 'exec 3<&0; { read _ <&3; "$0" -D "$1/data" -m immediate stop; rm -rf "$1"; } &'


class MissingPostgresError(Exception):
    """There is no PostgreSQL to start; the message says what is missing."""


class Run:
    """What the worker processes of one test run share: a folder with locks, and a pipe that is open as long as the run lasts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pipe = folder / "alive"

    @classmethod
    def begin(cls) -> "Run":
        """A new run."""
        run = cls(Path(tempfile.mkdtemp(prefix="pentagraph-tests-", dir=_roomy())))
        os.mkfifo(run.pipe)
        run.hold()
        with run.pipe.open("rb") as pipe:
            command = ["sh", "-c", REMOVE, str(run.folder)]
            subprocess.run(command, stdin=pipe, stdout=subprocess.DEVNULL, cwd="/", start_new_session=True, check=True)
        return run

    def hold(self) -> None:
        """Keeps the pipe open until this process ends, however it ends."""
        os.open(self.pipe, os.O_RDWR)

    def end(self) -> None:
        """Removes the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Only one process of the run is in a block of this name at a time."""
        with (self.folder / f"{name}.lock").open("w") as file:
            flock(file, LOCK_EX)
            yield


class PostgresServer:
    """A running server: its programs and port."""

    def __init__(self, run: Run, programs: Path, port: int) -> None:
        self.run = run
        self.programs = programs
        self._port = port

    @classmethod
    def of(cls, run: Run) -> "PostgresServer":
        """The server of a run, started if no other process of the run has done so."""
        programs, file = _programs(), run.folder / "postgres.json"
        with run.alone("postgres"):
            if not file.exists():
                file.write_text(json.dumps(_start(run, programs)))
        port, problem = json.loads(file.read_text())
        if problem:
            raise MissingPostgresError(problem)
        return cls(run, programs, port)

    def url(self, name: str) -> str:
        """URL of one of its databases."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self._port}/{name}"

    async def execute(self, sql: str, name: str = "postgres") -> None:
        """Runs a statement in one of its databases as the administrator."""
        connection = await asyncpg.connect(self.url(name).replace("+asyncpg", ""))
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    def exists(self, name: str) -> bool:
        """Whether there is a database of this name."""

        async def find() -> bool:
            connection = await asyncpg.connect(self.url("postgres").replace("+asyncpg", ""))
            try:
                return bool(await connection.fetchval("SELECT count(*) FROM pg_database WHERE datname = $1", name))
            finally:
                await connection.close()

        return asyncio.run(find())


def _roomy() -> Path | None:
    """Memory if it has room, else wherever temporary files go."""
    return MEMORY if _has_room(MEMORY) else None


def _has_room(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= ROOM and _free_memory() >= ROOM


def _free_memory() -> int:
    """Bytes that programs may still take; 0 where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), 0)


def _start(run: Run, programs: Path) -> tuple[int, str]:
    """Makes a cluster in a temporary directory and starts it: its port, and why it could not be started."""
    directory = Path(tempfile.mkdtemp(prefix="pentagraph-postgres-", dir=_roomy()))
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres")
    data, port = str(directory / "data"), _free_port()
    options = " ".join(f"-c {name}={value!r}" for name, value in {**SETTINGS, "port": str(port)}.items())
    start = ("-D", data, "-w", "-t", str(LONG), "-o", options, "-l", str(directory / "log"), "start")
    problem = _called(
        directory, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
    )
    problem = problem or _called(directory, programs / "pg_ctl", *start)
    if problem:
        shutil.rmtree(directory, ignore_errors=True)
    else:
        _stop_with(run, programs, directory)
    return port, problem


def _called(directory: Path, program: Path, *arguments: str) -> str:
    """Runs a program; the last line that it writes, if it fails."""
    command = [*_become(), str(program), *arguments]
    # Not captured: the server would inherit the pipe and keep it open.
    with (directory / f"{program.name}.out").open("ab") as out:
        done = subprocess.run(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd="/", timeout=LONG, check=False)
    if not done.returncode:
        return ""
    written = (directory / f"{program.name}.out").read_text(errors="replace").strip().splitlines()
    return f"{program.name} failed: {written[-1] if written else done.returncode}"


def _stop_with(run: Run, programs: Path, directory: Path) -> None:
    """Starts a process that stops the server and removes its files when every process of the run is gone."""
    command = [*_become(), "sh", "-c", STOP_AND_REMOVE, str(programs / "pg_ctl"), str(directory)]
    quiet = subprocess.DEVNULL
    with run.pipe.open("rb") as pipe:
        subprocess.run(command, stdin=pipe, stdout=quiet, stderr=quiet, cwd="/", start_new_session=True, check=True)


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
