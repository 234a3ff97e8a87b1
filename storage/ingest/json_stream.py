"""Reads a large JSON document piece by piece: the members of its top object, and the elements of lists one at a time."""

import codecs
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from storage.ingest.source import PIECE
from storage.nouns.record import Refused

LARGEST_VALUE = 64 * 1_048_576
"""Characters of the largest single value that is read."""

NUMBER_GOES_ON = frozenset(["", *"0123456789.eE+-"])
"""After a number at the end of what was read: more of it may come."""

SPACE = re.compile(r"[ \t\r\n]*")


class _Text:
    """The text of a stream through a window that moves on as values are taken."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self.scanner = json.JSONDecoder()
        self.window = ""
        self.position = 0
        self.ended = False

    def more(self) -> bool:
        """Reads on, twice as much where a large value is waited for; False at the end."""
        if self.ended:
            return False
        held = len(self.window) - self.position
        piece = self.stream.read1(PIECE) if held < PIECE else self.stream.read(held)
        self.ended = not piece
        try:
            self.window = self.window[self.position :] + self.decoder.decode(piece, final=self.ended)
        except UnicodeDecodeError as error:
            raise Refused("not valid UTF-8") from error
        self.position = 0
        return True

    def peek(self) -> str:
        """The next character that is no space, without taking it; empty at the end."""
        while True:
            found = SPACE.match(self.window, self.position)
            self.position = found.end() if found else self.position
            if self.position < len(self.window):
                return self.window[self.position]
            if not self.more():
                return ""

    def take(self, expected: str) -> None:
        """Takes one character, which must be the expected one."""
        found = self.peek()
        if found != expected:
            raise Refused(f"invalid JSON: expected {expected!r}, found {found!r}" if found else "the JSON is incomplete")
        self.position += 1

    def value(self) -> Any:
        """Takes one whole value."""
        self.peek()
        while True:
            try:
                value, end = self.scanner.raw_decode(self.window, self.position)
            except ValueError as error:
                if len(self.window) - self.position > LARGEST_VALUE:
                    raise Refused(f"invalid JSON, or a value of more than {LARGEST_VALUE:,} characters") from error
                if not self.more():
                    raise Refused("the JSON is incomplete or invalid") from error
                continue
            except RecursionError as error:
                raise Refused("nested too deeply") from error
            if isinstance(value, int | float) and self.window[end : end + 1] in NUMBER_GOES_ON and self.more():
                continue
            self.position = end
            return value


def values(stream: io.BufferedReader) -> Iterator[tuple[str | None, int | None, Any]]:
    """Each element of a top list, as (None, position, value); of a top object the elements of its members that are lists,
    as (member, position, value), and its other members, as (member, None, value). Refused where it is not JSON."""
    text = _Text(stream)
    if text.peek() == "[":
        yield from _elements(text, None)
    else:
        text.take("{")
        more = text.peek() != "}"
        if not more:
            text.take("}")
        while more:
            name = text.value()
            text.take(":")
            if text.peek() == "[":
                yield from _elements(text, name)
            else:
                yield name, None, text.value()
            more = text.peek() == ","
            text.take("," if more else "}")
    if text.peek():
        raise Refused("unexpected content after the end of the JSON")


def _elements(text: _Text, name: str | None) -> Iterator[tuple[str | None, int | None, Any]]:
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    position = 0
    while True:
        yield name, position, text.value()
        position += 1
        more = text.peek() == ","
        text.take("," if more else "]")
        if not more:
            return
