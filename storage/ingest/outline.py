"""The outer structure of the start of a file, from which formats are recognized. Words deeper inside do not count."""

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import ijson  # type: ignore[import-untyped] # it has no types
from lxml import etree

from storage.ingest.xml_document import local

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CONTROL = dict.fromkeys(range(32), " ")
NO_NUMBER = re.compile(r"-?\b(?:NaN|Infinity)\b")
"""Numbers that Python writes, and JSON does not have."""

MOST_LINES = 20
"""Number of lines to try after a first one without keys."""

SHOWN = 8
"""Number of keys in the description of an outline."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The visible outer structure. If the start of a file is cut inside, the structure before the cut."""

    root: str = ""
    """Name of the root element of XML without its namespace. Empty: not XML."""
    top: str = ""
    """Type of the first JSON document: `object` or `list`. Empty: not JSON."""
    keys: frozenset[str] = frozenset()
    """Keys of the first document, if it is an object."""
    elements: Mapping[str | None, frozenset[str]] = field(default_factory=dict)
    """Keys of the first object in each list that is a member of the first document, by member. None: the document is the list."""

    def __str__(self) -> str:
        if self.root:
            return f"XML with the root <{self.root}>"
        if not self.top:
            return "neither XML nor JSON"
        keys = self.keys if self.top == "object" else self.elements.get(None, frozenset())
        shown = ", ".join(sorted(keys)[:SHOWN]) + (", ..." if len(keys) > SHOWN else "")
        return (
            f"a JSON {self.top}{' of objects' if self.top == 'list' and keys else ''} {f'with {shown}' if keys else ''}".rstrip()
        )


def outline_of(head: bytes) -> Outline:
    """The outline of a file that starts with `head`. Damaged or incomplete content is not an error."""
    mark, encoding = next((each for each in MARKS if head.startswith(each[0])), (b"", "utf-8"))
    text = head.removeprefix(mark).decode(encoding, errors="replace").lstrip("\ufeff\x1e \t\r\n")
    if text.startswith("<"):
        return Outline(root=_root(head if encoding.startswith("utf-16") else head.removeprefix(mark).lstrip()))
    if text.startswith(("{", "[")):
        return _first_with_keys(text)
    return Outline(root=_root(head)) if head.startswith((b"<\0", b"\0<")) else Outline()


def _root(head: bytes) -> str:
    try:
        walk = etree.iterparse(io.BytesIO(head), events=("start",), resolve_entities=False, load_dtd=False, no_network=True)
        return next((local(element) for _, element in walk), "")
    except etree.XMLSyntaxError:
        return ""


def _first_with_keys(text: str) -> Outline:
    """The outline of the first document, or of the first line with keys if the document before it is damaged."""
    first = outline = _outline_of_json(text)
    lines = (found.end() for found in re.finditer(r"\n(?=[{\[])", text))
    for start in islice(lines, MOST_LINES):
        if outline.keys or outline.elements:
            return outline
        outline = _outline_of_json(text[start:])
    return outline if outline.keys or outline.elements else first


def _outline_of_json(text: str) -> Outline:
    plain = NO_NUMBER.sub("0", text.translate(CONTROL))
    keys: list[str] = []
    elements: dict[str | None, list[str]] = {}
    path: list[str] = []
    complete: set[str | None] = set()
    for event, value in _events(plain.encode(errors="replace")):
        if event.startswith("start_"):
            path.append("object" if event == "start_map" else "list")
        elif event.startswith("end_"):
            ended = path.pop()
            if ended == "object" and _in_list(path):
                complete.add(keys[-1] if path[0] == "object" else None)
            if not path:
                break
        elif event == "map_key":
            member = keys[-1] if path[0] == "object" and keys else None
            if len(path) == 1:
                keys.append(value)
            elif _in_list(path[:-1]) and member not in complete:
                elements.setdefault(member, []).append(value)
    top = "object" if text.startswith("{") else "list"
    return Outline(top=top, keys=frozenset(keys), elements={name: frozenset(found) for name, found in elements.items()})


def _in_list(path: list[str]) -> bool:
    """Whether a path leads to a list that is the document or one of its members."""
    return path in (["list"], ["object", "list"])


def _events(text: bytes) -> Iterator[tuple[str, Any]]:
    try:
        yield from ijson.basic_parse(io.BytesIO(text), multiple_values=True, buf_size=len(text) + 1)
    except (ijson.JSONError, ValueError):
        return
