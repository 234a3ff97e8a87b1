"""Which format a JSON file has: from the members of its outer objects, never from words within them."""

import re
from collections.abc import Callable, Mapping
from itertools import chain, islice
from typing import NamedTuple

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)

LISTS = ("data", "traces", "Events")
"""Members of a top object whose elements tell the format too: answers of an API."""


DEEPEST = 3
"""Length of the longest path that matters: an element of a list in a top object."""

MOST_LINES = 20
"""Lines that are tried after a first one that shows no structure."""


class Shape(NamedTuple):
    """Names of the members that the beginning of a document shows."""

    top: frozenset[str]
    """Of the top object; empty if the top is a list."""
    first: frozenset[str]
    """Of the first object: the top one, or the first element of the top list."""
    listed: frozenset[str]
    """Of the first element of a list in one of LISTS."""


EVENT = frozenset(["eventVersion", "eventSource", "eventName", "eventTime", "eventID", "userIdentity"])
OCEL = frozenset(["objectTypes", "eventTypes", "ocel:global-log", "ocel:events", "ocel:objects"])
LANGFUSE = frozenset(["trace", "observations", "traceId", "projectId", "sessionId"])


def _is_langfuse(names: frozenset[str]) -> bool:
    return bool(names & LANGFUSE) or {"id", "timestamp"} <= names


SIGNS: Mapping[str, Callable[[Shape], bool]] = {
    "ndjson": lambda shape: "noun" in shape.top,
    "cloudtrail": lambda shape: "Records" in shape.top or "CloudTrailEvent" in shape.listed or len(shape.first & EVENT) > 1,
    "ocel": lambda shape: bool(shape.top & OCEL),
    "livemcpbench": lambda shape: "task_id" in shape.first,
    "langfuse": lambda shape: _is_langfuse(shape.first) or _is_langfuse(shape.listed) or {"data", "meta"} <= shape.top,
}
"""What the outer structure of each format looks like; the first that fits is taken."""


def json_format(text: str) -> str | None:
    """The format whose outer structure the beginning of a JSON text has; None if it is none that is known.

    Where the first line is broken, the next that shows a structure decides.
    """
    lines = (found.end() for found in re.finditer(r"\n(?=[{\[])", text))
    for start in chain([0], islice(lines, MOST_LINES)):
        shape = shape_of(text, start)
        if found := next((name for name, fits in SIGNS.items() if fits(shape)), None):
            return found
        if shape.first:
            return None
    return None


def shape_of(text: str, start: int = 0) -> Shape:
    """The members of the outer objects of the document that begins at `start`, as far as the text goes."""
    names: dict[tuple[str, ...], set[str]] = {}
    path: list[str] = []
    last, key = "", ""
    for found in TOKEN.finditer(text, start):
        piece = found[0]
        if piece in "{[":
            path.append(piece + key)
            key = ""
        elif piece in "}]":
            path = path[:-1]
            if not path:
                break
        elif piece == ":":
            key = last[1:-1]
            if len(path) <= DEEPEST:
                names.setdefault(tuple(path), set()).add(key)
        elif piece == ",":
            key = ""
        last = piece
    top = frozenset(names.get(("{",), ()))
    listed = frozenset(chain.from_iterable(names.get(("{", f"[{name}", "{"), ()) for name in LISTS))
    return Shape(top, top or frozenset(names.get(("[", "{"), ())), listed)
