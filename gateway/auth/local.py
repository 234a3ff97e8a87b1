"""Whether a request comes from this very machine, and from a program or page of it rather than through one."""

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

FORWARDED = frozenset({"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"})


@lru_cache(maxsize=256)
def is_loopback(name: str) -> bool:
    """Whether a host name or address is this machine's own: localhost, 127.0.0.0/8, ::1."""
    name = name.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def is_local(scope: Mapping[str, Any], headers: Mapping[str, str]) -> bool:
    """Whether a request was made here, for here.

    The peer's address alone is not enough: a proxy on this machine has it too, and so has a browser that shows a foreign page.
    A proxy tells itself by its headers; a page whose name was pointed at this machine (DNS rebinding) by `Host`; a page of
    another site by `Origin` or `Sec-Fetch-Site`.
    """
    peer = scope.get("client")
    if peer is None or not is_loopback(peer[0]):
        return False
    if not FORWARDED.isdisjoint(headers) or headers.get("sec-fetch-site") == "cross-site":
        return False
    origin = headers.get("origin")
    return is_loopback(_host("//" + headers.get("host", ""))) and (origin is None or is_loopback(_host(origin)))


@lru_cache(maxsize=256)
def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
