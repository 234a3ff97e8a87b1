"""Whether a request comes from this machine itself, rather than through a proxy or from a page of another site."""

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

from gateway.auth.request_credentials import LONGEST_URL
from gateway.short_text_cache import cached_if_short

FORWARDED = frozenset({"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"})


@cached_if_short
def is_loopback(name: str) -> bool:
    """Whether a host name or address is loopback: localhost, 127.0.0.0/8, ::1."""
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
    """Whether a request was made on this machine and addressed to it.

    The peer's address is not enough: a proxy on this machine, or a browser with a page of another site, has the same address.
    Forwarding headers reveal a proxy; `Host` reveals a page whose name was pointed at this machine (DNS rebinding); `Origin` or
    `Sec-Fetch-Site` reveals a page of another site.
    """
    peer = scope.get("client")
    if peer is None or not is_loopback(peer[0]):
        return False
    if not FORWARDED.isdisjoint(headers) or headers.get("sec-fetch-site") == "cross-site":
        return False
    origin = headers.get("origin")
    return is_loopback(_host("//" + headers.get("host", ""))) and (origin is None or is_loopback(_host(origin)))


@cached_if_short
def _host(url: str) -> str:
    if len(url) > LONGEST_URL:
        return ""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
