"""Whether a request comes from this machine itself, rather than through a proxy or from a page of another site."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import Scope

from gateway.auth.request_credentials import LONGEST_URL
from storage.loopback import is_loopback
from storage.short_text_cache import cached_if_short

HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")
"""One host with or without a port, as `Host` names it. Two headers joined by a comma do not match."""

CLIENT_HEADERS = frozenset(
    {
        "accept", "authorization", "baggage", "cache-control", "connection", "cookie", "dnt", "expect", "host", "http2-settings",
        "keep-alive", "origin", "postman-token", "pragma", "priority", "range", "referer", "save-data", "te", "traceparent",
        "tracestate", "transfer-encoding", "upgrade", "upgrade-insecure-requests", "user-agent", "x-api-key",
        "x-granite-api-key", "x-requested-with",
    }
)  # fmt: skip
"""Headers that browsers and programs send themselves. Proxies may add headers with any name, so all others count as foreign."""
CLIENT_PREFIXES = (
    "accept-", "access-control-request-", "apollo-", "apollographql-", "content-", "graphql-", "if-", "sec-",
    "spiffworkflow-", "x-apollo-", "x-pentagraph-",
)  # fmt: skip
"""Prefixes of further such headers."""


def is_local(scope: Scope, headers: Mapping[str, str]) -> bool:
    """Whether a request was made on this machine and addressed to it, as far as the request shows.

    The peer's address is not enough: a proxy on this machine, or a browser with a page of another site, has the same address.
    Headers that clients do not send themselves reveal a proxy, and so does HTTP/1.0, which nginx uses by default. `Host`
    reveals a page whose name resolves to this machine (DNS rebinding). `Origin` or `Sec-Fetch-Site` reveals a page of another
    site. A proxy that adds no header and uses HTTP/1.1 is not detected, so this check alone must not grant access.
    """
    peer = scope.get("client")
    if peer is None or not is_loopback(peer[0]) or scope.get("http_version") == "1.0":
        return False
    if foreign_header(headers) is not None or headers.get("sec-fetch-site") == "cross-site":
        return False
    host, origin = headers.get("host", ""), headers.get("origin")
    if not HOST.fullmatch(host) or not is_loopback(_host(f"//{host}")):
        return False
    return origin is None or is_loopback(_host(origin))


def foreign_header(headers: Mapping[str, str]) -> str | None:
    """The first header, by lower-case name, that a client does not send itself; None if there is none."""
    return next((name for name in headers if name not in CLIENT_HEADERS and not name.startswith(CLIENT_PREFIXES)), None)


@cached_if_short
def _host(url: str) -> str:
    if len(url) > LONGEST_URL:
        return ""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
