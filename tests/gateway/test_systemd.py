"""The server reports its state to the service manager over a datagram socket."""

import asyncio
import os
import socket
from pathlib import Path

import pytest

from gateway.connections.limits import ConnectionLimits
from gateway.systemd import Systemd
from tests.gateway.connections.serving import echo, serving

pytestmark = pytest.mark.slow


async def test_a_server_reports_that_it_is_ready_alive_and_stopping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "20000")
        loop = asyncio.get_running_loop()
        reports = []
        async with serving(echo, ConnectionLimits()):
            while reports.count(b"WATCHDOG=1") < 2:
                reports.append(await loop.sock_recv(manager, 100))
        while reports[-1] != b"STOPPING=1":
            reports.append(await loop.sock_recv(manager, 100))
    assert b"READY=1\nMAINPID=%d" % os.getpid() in reports


@pytest.mark.parametrize("name", ["@pentagraph-test-notify", "/nowhere/notify", ""])
def test_a_report_that_no_one_hears_stops_nothing(name: str) -> None:
    Systemd({"NOTIFY_SOCKET": name}).ready()


def test_an_abstract_address_is_used_as_one() -> None:
    name = f"pentagraph-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind("\0" + name)
        Systemd({"NOTIFY_SOCKET": f"@{name}"}).stopping()
        assert manager.recv(100) == b"STOPPING=1"


def test_a_watchdog_of_another_process_gets_no_reports() -> None:
    name = f"pentagraph-test-{os.getpid()}"
    environment = {"NOTIFY_SOCKET": f"@{name}", "WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "1"}
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind("\0" + name)
        Systemd(environment).alive(100.0)
        ours = Systemd({**environment, "WATCHDOG_PID": str(os.getpid())})
        for now in (100.0, 100.5, 101.0):
            ours.alive(now)
        manager.setblocking(False)
        reports = [manager.recv(100), manager.recv(100)]
        with pytest.raises(BlockingIOError):
            manager.recv(100)
    assert reports == [b"WATCHDOG=1"] * 2
