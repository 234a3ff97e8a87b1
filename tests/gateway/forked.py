"""Starts `pentagraph` as a process of its own without importing it anew: a launcher that has imported it forks.

An import takes seconds of one core, and the suite starts a hundred processes. What is started so has a process id, memory, files,
signals and an end of its own, as any other; only that its modules are there already. Tests of the start itself run COMMAND.
"""

import atexit
import ctypes
import gc
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from tests.project import PROJECT

COMMAND = (sys.executable, "-c", "from gateway.cli import main; main()")
"""The command as it is installed."""
ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER: what the launcher forks becomes a child of the tests, which can wait for it."""
LAUNCHER = "from tests.gateway.forked import launch; launch({})"
LENGTH = 4
ADOPTED = b"!"
"""Follows the id of a process when its parent has ended: only then the tests can wait for it."""


class Pentagraph(subprocess.Popen[str]):
    """`pentagraph` with arguments; otherwise as Popen. Output is text."""

    def __init__(self, *arguments: str, **options: Any) -> None:
        super().__init__([*COMMAND, *arguments], text=True, **options)

    def _execute_child(self, args: list[str], *given: Any) -> None:
        """What Popen does to fork and execute: here the launcher forks, where the system can have its children adopted."""
        if sys.platform != "linux":
            super()._execute_child(args, *given)  # type: ignore[misc]
            return
        cwd, environment, pipes = given[4], given[5], given[9:15]
        own = (pipes[0], pipes[3], pipes[5])
        files = [file if file >= 0 else standard for standard, file in enumerate(own)]
        what = {
            "arguments": ["pentagraph", *args[len(COMMAND) :]],
            "folder": os.fspath(cwd or "."),
            "environment": dict(environment or os.environ),
        }
        self.pid = _launcher()(what, files)
        self._child_created = True
        self._close_pipe_fds(*pipes)  # type: ignore[attr-defined]


@cache
def _launcher() -> Callable[[dict[str, Any], list[int]], int]:
    """Has what is described started with such standard files: the id of its process."""
    ours, theirs = socket.socketpair()
    if ctypes.CDLL(None, use_errno=True).prctl(ADOPT_ORPHANS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the system lets nobody adopt orphans")
    command = [sys.executable, "-c", LAUNCHER.format(theirs.fileno())]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], cwd=PROJECT, stdin=subprocess.DEVNULL)
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)

    def start(what: dict[str, Any], files: list[int]) -> int:
        text = json.dumps(what).encode()
        socket.send_fds(ours, [len(text).to_bytes(LENGTH)], files)
        ours.sendall(text)
        answer = ours.recv(LENGTH + len(ADOPTED), socket.MSG_WAITALL)
        assert answer.endswith(ADOPTED), "the launcher has ended"
        return int.from_bytes(answer[:LENGTH])

    return start


def launch(channel: int) -> None:
    """Forks `pentagraph` whenever it is asked to, until nobody can ask any more."""
    import gateway.server  # noqa: F401 - what `serve` imports
    from gateway.cli import main
    from storage.migrations.ddl import fingerprint

    fingerprint()
    gc.freeze()  # what is forked looks only at what it makes itself
    asked = socket.socket(fileno=channel)
    while True:
        head, files, _, _ = socket.recv_fds(asked, LENGTH, 3)
        if not head:
            return
        text = asked.recv(int.from_bytes(head), socket.MSG_WAITALL)
        between = os.fork()
        if between:
            os.waitpid(between, 0)
            asked.sendall(ADOPTED)
            for file in files:
                os.close(file)
            continue
        own = os.fork()
        if own:
            asked.sendall(own.to_bytes(LENGTH))
            os._exit(0)
        asked.close()
        _become(json.loads(text), files)
        main()


def _become(what: dict[str, Any], files: list[int]) -> None:
    for standard, file in enumerate(files):
        os.dup2(file, standard)
        os.close(file)
    os.environ.clear()
    os.environ.update(what["environment"])
    os.chdir(what["folder"])
    sys.argv = what["arguments"]
