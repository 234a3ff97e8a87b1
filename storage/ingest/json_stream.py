"""Reads large JSON documents in pieces: members of the top object, and elements of lists, one at a time."""

import codecs
import io
import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from storage.ingest.json_weight import is_dense, is_heavy
from storage.ingest.source import PIECE, Source, blocks_of_lines
from storage.nouns.record import Refused

LONGEST_LINE = 16 * 1_048_576
"""Maximum number of bytes of a line."""

LARGEST_VALUE = 64 * 1_048_576
"""Maximum number of characters of a single value."""

NUMBER_GOES_ON = frozenset(["", *"0123456789.eE+-"])
"""Characters after which a number may continue in the next piece."""

SPACE = re.compile(r"[ \t\r\n\ufeff\x1e]*")
"""What may be between documents: byte order marks in concatenated files, and the separator of JSON sequences."""

UNFINISHED = frozenset([b"{", b"[", b"[{"])
"""First lines of an indented document, which continues on further lines."""

BEGINNING = re.compile(r"\n[\ufeff\x1e]*(?=[{\[])")
"""Start of a line that begins a document. Lines inside a document are indented."""


WORD = re.compile(r"""[^\s,:\[\]{}"]*""")
"""What is in place of a value, up to what follows values."""

LONGEST_WORD = 16
"""Characters at the end of a piece in which a value may seem invalid because it is cut off, such as `-Infini`."""

STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*(?:(")|\\?\Z)|[\[\]{}]', re.DOTALL)
"""Strings, whole or cut off at the end, and brackets outside of them."""

LONGEST_INTEGER = 300
"""Digits; Python itself refuses more than 4,300."""


def _number(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text


def _decoder() -> json.JSONDecoder:
    """What JSON has no numbers for, such as NaN, and what is beyond the largest float, stays as the text of it."""
    return json.JSONDecoder(
        strict=False,
        parse_constant=str,
        parse_float=_number,
        parse_int=lambda text: int(text) if len(text) <= LONGEST_INTEGER else text,
    )


DECODER = _decoder()
PATIENT = _decoder()
"""The same decoder in Python, which is slower, but gives other threads their turn: for text with many objects and lists."""
PATIENT.scan_once = json.scanner.py_make_scanner(PATIENT)  # type: ignore[attr-defined] # typeshed lacks both

SHORTEST_RECORD = 16
"""Characters for each object or list in pieces of records. A single large value may have any number."""


class _Text:
    """A window on the text of a stream. It moves forward as values are read.

    A byte that is not UTF-8 becomes half of a surrogate pair, which `storage.storable.replaced` finds.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self.window = ""
        self.position = 0
        self.ended = False
        self.json = DECODER
        self.sound = True
        """Whether the latest document was read to its end."""
        self.began = 0
        """Position of its start in the window. Negative: before the window."""

    def more(self) -> bool:
        """Reads the next piece, and twice as much while a large value is incomplete. False: the end of the stream."""
        if self.ended:
            return False
        held = len(self.window) - self.position
        piece = self.stream.read1(PIECE) if held < PIECE else self.stream.read(held)
        self.ended = not piece
        # One character stays: it may be the line feed before a document.
        passed = max(self.position - 1, 0)
        self.window = self.window[passed:] + self.decoder.decode(piece, final=self.ended)
        self.position -= passed
        self.began -= passed
        is_large = len(self.window) > 2 * PIECE
        self.json = PATIENT if is_dense(self.window, len(self.window) if is_large else SHORTEST_RECORD) else DECODER
        return True

    def peek(self) -> str:
        """The next character that is not a space, without consuming it. Empty at the end."""
        while True:
            found = SPACE.match(self.window, self.position)
            self.position = found.end() if found else self.position
            if self.position < len(self.window):
                return self.window[self.position]
            if not self.more():
                return ""

    def take(self, expected: str) -> None:
        """Consumes one character. Raises Refused if it is not the expected one."""
        found = self.peek()
        if found != expected:
            raise Refused(f"invalid JSON: expected {expected!r}, found {found!r}" if found else "the JSON is incomplete")
        self.position += 1

    def value(self) -> Any:
        """Consumes one whole value. Returns Refused if it is invalid, too large or nested too deeply; raises it if its end is
        unknown."""
        self.peek()
        while True:
            try:
                value, end = self.json.raw_decode(self.window, self.position)
            except json.JSONDecodeError as error:
                broken = error.pos - self.position
                if len(self.window) - self.position > LARGEST_VALUE:
                    refused = Refused(f"invalid JSON, or a value of more than {LARGEST_VALUE:,} characters")
                elif "Unterminated" not in error.msg and error.pos < len(self.window) - (0 if self.ended else LONGEST_WORD):
                    refused = Refused(f"invalid JSON after the first {broken:,} characters of the value")
                elif self.more():
                    continue
                else:
                    raise Refused("the JSON is incomplete or invalid") from error
            except RecursionError:
                refused = Refused("nested too deeply")
            else:
                if isinstance(value, int | float) and self.window[end : end + 1] in NUMBER_GOES_ON and self.more():
                    continue
                self.position = end
                return value
            self._pass_over()
            return refused

    def _pass_over(self) -> None:
        """Goes to the end of the value, whatever is in it. Brackets inside strings do not count."""
        if self.window[self.position] not in '"[{':
            self._pass_over_word()
            return
        depth = 0
        while True:
            if len(self.window) - self.position > LARGEST_VALUE:
                raise Refused(f"a text of more than {LARGEST_VALUE:,} characters, or one that never ends")
            for found in STRUCTURE.finditer(self.window, self.position):
                if found[0].startswith('"'):
                    if not found[1]:
                        self.position = found.start()
                        break
                else:
                    depth += 1 if found[0] in "[{" else -1
                self.position = found.end()
                if not depth:
                    return
            else:
                self.position = len(self.window)
            if not self.more():
                raise Refused("the JSON is incomplete")

    def _pass_over_word(self) -> None:
        """Goes to the end of something that is no value, such as `None`."""
        passed = 0
        while True:
            found = WORD.match(self.window, self.position)
            passed += found.end() - self.position if found else 0
            self.position = found.end() if found else self.position
            if self.position < len(self.window) or not self.more():
                break
        if not passed:
            raise Refused("invalid JSON: a value is missing")

    def separator(self, end: str, following: str) -> None:
        """Consumes the comma after a value. It may be missing before `end`, or before one of the characters `following`."""
        found = self.peek()
        if found == ",":
            self.position += 1
        elif found != end and (not found or found not in following):
            raise Refused(f"invalid JSON: expected ',' or {end!r}, found {found!r}" if found else "the JSON is incomplete")

    def skip(self) -> None:
        """Moves to the next line that begins a document, or to the end. Does not move if a document begins here."""
        if self.position > self.began and BEGINNING.match(self.window, self.position - 1):
            return
        while not (found := BEGINNING.search(self.window, self.position)):
            # The last characters stay: the line may continue in the next piece.
            self.position = max(self.position, len(self.window) - 3)
            if not self.more():
                self.position = len(self.window)
                return
        self.position = found.end()


Value = tuple[str | None, int | None, Any]
"""An element of a top list is (None, position, value). For a top object, each element of a member that is a list is
(member, position, value), and any other member is (member, None, value). Refused in place of a value that is not valid."""


def documents(stream: io.BufferedReader) -> Iterator[Iterator[Value]]:
    """Yields the values of each document of a stream. Line feeds between documents are optional.

    Read each document to its end before the next. Raises Refused for invalid JSON; the next document then begins on a later
    line.
    """
    text, first = _Text(stream), True
    while text.peek() or first:
        yield _document(text)
        first = False
        if not text.sound:
            text.skip()


def documents_of(source: Source) -> Iterator[tuple[str, Iterator[Value]]]:
    """Like `documents`, with the place of each. If the source has one document per line, a broken line affects no other."""
    with source.utf8() as stream:
        if not _has_lines(stream):
            for document in documents(stream):
                yield source.name, document
            return
        for first, lines in blocks_of_lines(stream, LONGEST_LINE):
            for number, line in enumerate(lines, first):
                place = f"{source.name}:{number}"
                if line is None:
                    yield place, _refused(f"the line is longer than {LONGEST_LINE:,} bytes")
                elif line.strip():
                    yield from ((place, document) for document in documents_in(line))


def documents_in(line: bytes) -> Iterator[Iterator[Value]]:
    try:
        value = None if is_heavy(line) else msgspec.json.decode(line)
    except (msgspec.DecodeError, ValueError, RecursionError):
        value = None
    if isinstance(value, dict | list):
        yield _values_in(value)
    else:
        yield from documents(io.BytesIO(line))  # type: ignore[arg-type] # it has the methods that are needed


def _values_in(document: dict[str, Any] | list[Any]) -> Iterator[Value]:
    for name, value in document.items() if isinstance(document, dict) else [(None, document)]:
        if isinstance(value, list):
            yield from ((name, position, inner) for position, inner in enumerate(value))
        else:
            yield name, None, value


def _refused(reason: str) -> Iterator[Value]:
    raise Refused(reason)
    yield


def _has_lines(stream: io.BufferedReader) -> bool:
    first, *rest = stream.peek(1).removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 8)
    following = next((line.strip() for line in rest if line.strip()), b"")
    return bool(following) and following not in UNFINISHED and is_json(first)


def is_json(text: bytes) -> bool:
    """Whether the text is exactly one JSON value."""
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return False
    return True


def objects_of(documents: Iterable[tuple[str, Iterator[Value]]]) -> Iterator[tuple[str, Any]]:
    """Each document that is an object, and each element of one that is a list, with its place; Refused for what is broken."""
    for place, document in documents:
        whole: dict[str, Any] = {}
        try:
            for name, position, value in document:
                if name is None or isinstance(value, Refused):
                    yield place, value
                elif position is None:
                    whole[name] = value
                else:
                    whole.setdefault(name, []).append(value)
        except Refused as refused:
            yield place, refused
            continue
        if whole:
            yield place, whole


def values(stream: io.BufferedReader) -> Iterator[Value]:
    """Yields the values of all documents of a stream. Raises Refused at the first invalid JSON, and reads no further."""
    for document in documents(stream):
        yield from document


def _document(text: _Text) -> Iterator[Value]:
    text.peek()
    text.sound, text.began = False, text.position
    try:
        yield from _elements(text, None) if text.peek() == "[" else _members(text)
    except Refused as refused:
        if text.position == text.began:
            raise
        raise Refused(f"{refused}; the rest of the document was not read") from refused
    text.sound = True


def _members(text: _Text) -> Iterator[Value]:
    """Yields the values of an object. A comma that is missing, or one too many at the end, costs nothing."""
    text.take("{")
    while text.peek() != "}":
        name = text.value()
        if not isinstance(name, str):
            raise Refused("invalid JSON: expected the name of a member")
        text.take(":")
        value = None
        if text.peek() == "[":
            yield from _elements(text, name)
        else:
            value = text.value()
            yield name, None, value
        text.separator("}", "" if isinstance(value, Refused) else '"')
    text.take("}")


def _elements(text: _Text, name: str | None) -> Iterator[Value]:
    """Yields the elements of a list. A comma that is missing between objects or lists, or one too many, costs nothing."""
    text.take("[")
    position = 0
    while text.peek() != "]":
        value = text.value()
        yield name, position, value
        position += 1
        text.separator("]", "{[" if isinstance(value, dict | list) else "")
    text.take("]")
