"""The limits of connections: sizes in bytes, times in seconds. Each is the setting of the same name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """Limits on what a connection may send before its caller is identified, on its time, and on the number of connections."""

    max_url_bytes: int = 65_536
    max_header_bytes: int = 65_536
    max_headers: int = 100
    header_timeout: float = 20.0
    body_timeout: float = 60.0
    idle_timeout: float = 75.0
    write_timeout: float = 30.0
    max_connections: int = 1000
    max_connections_per_address: int = 250
    max_unread_bytes: int = 200_000_000
