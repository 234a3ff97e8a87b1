"""Finds the route of a path as it was sent, undecoded: a parameter may contain any character, `/` as `%2F` included.

A parameter takes one segment of the path. If no route matches so, a parameter may also take several segments, because
proxies decode `%2F`; but only if the path can be read in a single way, so that no request reaches a row it does not mean.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote_to_bytes

from gateway.http_errors import MethodNotAllowed
from gateway.rest.route import AnyRoute
from storage.errors import NotFound

PARAMETER = re.compile(r"{(\w+)(:path)?}")
UNRESERVED = re.compile(r"%(?:2[DE]|3[0-9]|[46][1-9A-F]|[57][0-9A]|5F|7E)", re.IGNORECASE)
"""Encoded characters that RFC 3986 treats as the characters themselves: letters, digits, `-`, `.`, `_` and `~`."""

TrailingSlash = Literal["redirect", "serve"]
"""What happens to a path with a slash at its end: 307 to the path without it, or the same answer as without it."""


class Moved(Exception):
    """The path is served without the slashes at its end; `path` is that path, as it was sent."""

    def __init__(self, path: str) -> None:
        super().__init__("Use the path without a slash at its end.")
        self.path = path


@dataclass(frozen=True, slots=True)
class RoutedPath:
    """The route of a request, and its path parameters as they were sent."""

    route: AnyRoute
    encoded: Mapping[str, str]

    def decoded(self) -> dict[str, str]:
        """The path parameters, decoded. Raises NotFound if one is not UTF-8."""
        return {name: decoded(text) for name, text in self.encoded.items()}


class Paths:
    """The routes of one API by path. If two routes match a path, the one with fewer parameters is used."""

    def __init__(self, routes: Sequence[AnyRoute], trailing_slash: TrailingSlash) -> None:
        by_parameters = sorted(routes, key=lambda route: len(PARAMETER.findall(route.path)))
        self._exact = [(_pattern(route.path, "[^/]+"), route) for route in by_parameters]
        self._longest = [(_pattern(route.path, ".+"), route) for route in by_parameters]
        self._shortest = [_pattern(route.path, ".+?") for route in by_parameters]
        self._serves_slash = trailing_slash == "serve"

    def find(self, method: str, path: str) -> RoutedPath:
        """The route for a method and an undecoded path. Raises NotFound, MethodNotAllowed and Moved."""
        found = self._matches(path)
        if not found and path.endswith("/"):
            found = self._matches(path.rstrip("/"))
            if found and not self._serves_slash:
                raise Moved(path.rstrip("/"))
        allowed: list[str] = []
        for match in found:
            route = match.route
            if method == route.method or (method == "HEAD" and route.method == "GET"):
                return match
            if route.method not in allowed:
                allowed.append(route.method)
        if allowed:
            raise MethodNotAllowed(f"{method} is not allowed; use {' or '.join(allowed)}.", allow=", ".join(allowed))
        raise NotFound("There is nothing at this path.")

    def _matches(self, path: str) -> list[RoutedPath]:
        exact = [RoutedPath(route, match.groupdict()) for pattern, route in self._exact if (match := pattern.match(path))]
        if exact or path.endswith("/"):
            return exact
        return list(self._only(UNRESERVED.sub(lambda sent: chr(int(sent[0][1:], 16)), path)))

    def _only(self, path: str) -> Iterator[RoutedPath]:
        """The only way to read a path with parameters of several segments; nothing if there are several ways."""
        found = []
        for (longest, route), shortest in zip(self._longest, self._shortest, strict=True):
            first, last = longest.match(path), shortest.match(path)
            if first is None or last is None:
                continue
            if first.groups() != last.groups():
                return
            found.append(RoutedPath(route, first.groupdict()))
        if len({(match.route.path, *match.encoded.values()) for match in found}) == 1:
            yield from found


def decoded(text: str) -> str:
    """Percent-decoded text. Raises NotFound if it is not UTF-8: nothing that is stored has such a name."""
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        raise NotFound("The path is not valid UTF-8.") from None


def _pattern(path: str, parameter: str) -> re.Pattern[str]:
    """The pattern of a whole path; a parameter of the type `path` always takes several segments."""
    parts: list[str] = []
    end = 0
    for match in PARAMETER.finditer(path):
        parts += (re.escape(path[end : match.start()]), f"(?P<{match[1]}>{'.+' if match[2] else parameter})")
        end = match.end()
    return re.compile("".join([*parts, re.escape(path[end:]), r"\Z"]), re.DOTALL)
