"""Reports to systemd that the server is ready, alive, or stopping, by the protocol of sd_notify(3)."""

import os
import socket
from collections.abc import Mapping


class Systemd:
    """The service manager that started this process; without one, reports are dropped."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        is_ours = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self._interval = int(environment.get("WATCHDOG_USEC", "0")) / 2_000_000 if is_ours else 0.0
        self._next = 0.0

    def ready(self) -> None:
        """Reports that the server accepts connections."""
        self._notify(f"READY=1\nMAINPID={os.getpid()}")

    def stopping(self) -> None:
        """Reports that the server finishes its requests and stops."""
        self._notify("STOPPING=1")

    def alive(self, now: float) -> None:
        """Reports that the event loop runs, twice in each interval of the watchdog; `now` is in seconds of any steady clock."""
        if self._interval and now >= self._next:
            self._next = now + self._interval
            self._notify("WATCHDOG=1")

    def _notify(self, state: str) -> None:
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
                sender.setblocking(False)
                sender.sendto(state.encode(), address)
        except OSError:
            return  # a manager that does not listen must not stop the server
