"""Reads credentials from request headers: `Authorization: Bearer`, cookies, and whether a page of this host sent the request."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from storage.errors import Unauthenticated
from storage.short_text_cache import cached_if_short

COOKIE = "pentagraph_session"
LONGEST = 16_384
"""Maximum length of a credential, in characters."""
LONGEST_URL = 4096
"""Maximum length of a URL whose host is read. Python caches split URLs, so long ones would use memory."""

TOKEN68 = re.compile(r"[A-Za-z0-9._~+/-]+=*")
"""Syntax of a bearer credential by RFC 6750. Two headers joined by a comma do not match."""


def bearer(headers: Mapping[str, str]) -> str | None:
    """The credential after `Authorization: Bearer`; None without the header. Raises Unauthenticated for any other value."""
    authorization = headers.get("authorization")
    if authorization is None:
        return None
    scheme, _, text = authorization.strip().partition(" ")
    text = text.strip()
    if scheme.lower() != "bearer" or len(text) > LONGEST or not TOKEN68.fullmatch(text):
        raise Unauthenticated("The Authorization header must be `Bearer` followed by one credential.")
    return text


def cookie(headers: Mapping[str, str], name: str) -> str | None:
    """The value of a cookie; None if it was not sent. Raises Unauthenticated if it was sent with different values."""
    found = cookies(headers, name)
    if len(found) > 1:
        raise Unauthenticated(f"The cookie {name} was sent with different values.")
    return found.pop() if found else None


def cookies(headers: Mapping[str, str], name: str) -> set[str]:
    """The different values of a cookie."""
    pairs = (part.strip().partition("=") for part in re.split("[;,]", headers.get("cookie", "")))
    return {value.strip('"') for key, _, value in pairs if key == name}


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether the page that sent a request belongs to the host of the request.

    Compares `Origin`, or else `Referer`, with `Host`; without either, the result is False. The scheme is not compared, because
    behind a proxy that terminates TLS the server does not know its own.
    """
    page = headers.get("origin") or headers.get("referer")
    if page is None or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = _host_and_port(page)
    return origin is not None and origin == _host_and_port("//" + headers.get("host", ""))


@cached_if_short
def _host_and_port(url: str) -> tuple[str, int | None] | None:
    """Host and port of a URL, with None for the default ports 80 and 443; None if the URL has no host or is too long."""
    if len(url) > LONGEST_URL:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.hostname is None:
        return None
    return parts.hostname.lower(), None if port in (80, 443) else port
