"""Reads the elements of a large XML document one at a time. Damage costs the element in which it is, and no other."""

import re
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast
from xml.sax.saxutils import quoteattr

from lxml import etree

from storage.ingest.xml_document import Legible, local, refuse_entities
from storage.nouns.record import Refused

BLOCK = 65_536
"""Number of bytes to read at a time."""

LONGEST_COMMENT = 16 * 1_048_576
"""Number of bytes after which a comment that has not ended counts as damage."""

PLACE = re.compile(r",? line \d+(?:, column \d+)?")
"""Places in messages of the parser, which counts from where it began again."""

COMMENTS = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
"""What may contain tags that are none, and how it ends."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is no XML, or not in its place, and was passed over."""

    line: int
    """Number of the line on which the element begins that was lost."""
    reason: str


class _Piece(NamedTuple):
    """A part of the text. `name` and `ends` describe the tag at its start. None: it continues the piece before it."""

    content: bytes
    name: str | None = None
    ends: bool = False


def elements(stream: Legible, root: str, outer: str, inner: str) -> Iterator[etree._Element | Damage]:
    """Yields each element `outer` of the root, whole, and each `inner` outside of one. It is dropped when the next is read.

    The namespace is ignored. Where the text is no XML, and where one of these is inside something that cannot contain it, what is
    damaged is passed over, and reading continues at the next tag of one of them. Raises Refused if the document has another root,
    declares a document type, or is damaged before its root.
    """
    yield from _Walk(stream, root, outer, inner).elements()


class _Walk:
    """The state of reading one document."""

    def __init__(self, stream: Legible, root: str, outer: str, inner: str) -> None:
        self._stream, self._root, self._outer, self._inner = stream, root, outer, inner
        self._places = {(root, outer), (outer, inner), (root, inner)}
        self._blocks = _blocks(stream, (outer, inner))
        self._again: deque[_Piece] = deque()
        """Pieces to read again after damage."""
        self._open: deque[_Piece] = deque()
        """Pieces from the one with the last tag that the parser has reported. The parser may be behind."""
        self._reported = 0
        """1 if the parser has reported the tag of the first of these, otherwise 0."""
        self._line = 1
        """Number of the line on which these begin."""
        self._prefix: bytes | None = None
        """The tag of the root. None: not read yet."""
        self._parser = self._new_parser(stream.encoding if stream.is_mislabelled else None)
        self._begun: etree._Element | None = None
        """The `outer` that has begun, as the present parser sees it."""
        self._earlier: etree._Element | None = None
        """The same with what was read of it before the last damage."""
        self._last: etree._Element | None = None
        """The last complete element in `_begun`."""

    def elements(self) -> Iterator[etree._Element | Damage]:
        """Yields the elements, and what was damaged."""
        is_read = False
        while not is_read:
            block = self._next_block()
            is_read = not block
            fault, intact = self._feed(block), False
            for event, element in self._events():
                if event == "start":
                    if misplaced := self._start(element):
                        fault, intact = misplaced, True
                        break
                elif (found := self._end(element)) is not None:
                    yield found
                    _forget(element)
            if fault is not None:
                is_read = yield from self._recover(fault, intact=intact)
        if self._prefix is None:
            raise Refused(f"the file contains no <{self._root}>")

    def _next_block(self) -> Sequence[_Piece]:
        """The next pieces to parse. Empty at the end."""
        if not self._again:
            return next(self._blocks, ())
        block = list(self._again)
        self._again.clear()
        return block

    def _new_parser(self, encoding: str | None) -> "etree.XMLPullParser":
        tags = tuple(f"{{*}}{each}" for each in (self._root, self._outer, self._inner))
        return etree.XMLPullParser(
            events=("start", "end"), tag=tags, encoding=encoding, resolve_entities=False, load_dtd=False, no_network=True
        )

    def _events(self) -> Iterator[tuple[str, etree._Element]]:
        # The types of lxml also allow for events that are not asked for.
        return cast("Iterator[tuple[str, Any]]", self._parser.read_events())

    def _feed(self, block: Sequence[_Piece]) -> str | None:
        """Parses pieces; without any, the end of the text. Returns the fault if it is no XML."""
        try:
            if block:
                self._open.extend(block)
                self._parser.feed(b"".join(piece.content for piece in block))
            else:
                self._parser.close()
        except etree.XMLSyntaxError as error:
            return f"not well-formed XML: {PLACE.sub('', error.msg or 'it is incomplete')}"
        return None

    def _start(self, element: etree._Element) -> str | None:
        """Notes the start of an element. Returns the fault if it is not in its place."""
        name, parent = local(element), element.getparent()
        if self._prefix is None:
            refuse_entities(element)
            if name == self._root:
                self._prefix = _tag(element)
            return None
        self._drop_to(name, ends=False)
        above = "" if parent is None else local(parent)
        if (above, name) not in self._places:
            return f"<{name}> inside <{above}>, which has no end"
        if name == self._outer:
            self._begun, self._earlier, self._last = element, None, None
        return None

    def _end(self, element: etree._Element) -> etree._Element | None:
        """Notes the end of an element, and returns it if it is to be yielded."""
        self._drop_to(local(element), ends=True)
        if element is self._begun:
            return self._whole()
        parent = element.getparent()
        if parent is not None and parent is self._begun:
            self._last = element
            return None
        return element if local(element) == self._inner else None

    def _drop_to(self, name: str, *, ends: bool) -> None:
        """Drops the pieces before the one with a tag that the parser reports."""
        pieces, place = self._open, self._reported
        while place < len(pieces):
            piece = pieces[place]
            if piece.name == name and piece.ends == ends:
                for _ in range(place):
                    self._line += pieces.popleft().content.count(b"\n")
                self._reported = 1
                return
            if ends and piece.name is not None:
                return  # the element ends itself, as in <event/>
            place += 1

    def _whole(self) -> etree._Element:
        """The `outer` that has begun, with what was read of it before damage and after it."""
        begun = cast("Any", self._begun)
        whole: etree._Element = begun if self._earlier is None else self._earlier
        if whole is not begun:
            whole.extend(list(begun))
        self._begun = self._earlier = self._last = None
        return whole

    def _recover(self, fault: str, *, intact: bool) -> Generator[etree._Element | Damage, None, bool]:
        """Passes over what is damaged. Reads on at the next tag, which is the present one if that is `intact`.

        Returns whether there is none.
        """
        if self._prefix is None:
            raise Refused(fault)
        self._again, self._open, self._reported = self._open, deque(), 0
        lost = [] if intact or not self._again else [self._again.popleft()]
        while (piece := self._next_piece()) is not None and not self._is_sound(piece):
            lost.append(piece)
        whole = self._complete()
        goes_on = whole is not None and piece is not None and (piece.name, piece.ends) != (self._outer, False)
        if whole is not None and not goes_on and any(local(child) == self._inner for child in whole):
            yield whole
        yield Damage(
            self._line,
            fault
            if intact
            else f"{fault}; {sum(len(each.content) for each in lost):,} bytes were not read, {self._up_to(piece)}",
        )
        self._line += sum(each.content.count(b"\n") for each in lost)
        if piece is None:
            return True
        self._again.appendleft(piece)
        self._parser = self._new_parser(self._stream.encoding)
        self._parser.feed(self._prefix + (f"<{self._outer}>".encode() if goes_on else b""))
        starts = [element for _, element in self._events()]
        self._begun, self._earlier = (starts[-1], whole) if goes_on else (None, None)
        return False

    def _next_piece(self) -> _Piece | None:
        if not self._again:
            self._again.extend(next(self._blocks, ()))
        return self._again.popleft() if self._again else None

    def _is_sound(self, piece: _Piece) -> bool:
        """Whether reading can go on with a piece: it begins with a start, or with the end of the element that has begun."""
        return piece.name is not None and (not piece.ends or (piece.name == self._outer and self._begun is not None))

    def _complete(self) -> etree._Element | None:
        """The `outer` that has begun without what is incomplete in it. None: none has begun."""
        if self._begun is None:
            return None
        children = list(self._begun)
        for child in children[children.index(self._last) + 1 if self._last is not None else 0 :]:
            if local(child) == self._inner or len(child):
                self._begun.remove(child)
        return self._whole()

    def _up_to(self, piece: _Piece | None) -> str:
        if piece is None:
            return "up to the end of the file"
        return f"up to the {'end of the' if piece.ends else 'next'} <{piece.name}>"


def _blocks(stream: Legible, names: Sequence[str]) -> Iterator[list[_Piece]]:
    """Yields the text in lists of pieces, each of which begins with a tag of one of the names, or continues the one before it.

    What is in comments is no tag.
    """
    mark = re.compile(rb"<!--|<!\[CDATA\[|<(/?)(?:[\w.-]+:)?(%s)(?=[\s/>])" % "|".join(names).encode())
    rest, name, ends = b"", None, False
    while read := stream.read1(BLOCK):
        text, start, position = rest + read, 0, 0
        cut = len(text)
        pieces: list[_Piece] = []
        while found := mark.search(text, position):
            position = found.end()
            if closing := COMMENTS.get(found[0]):
                closed = text.find(closing, position)
                if closed >= 0:
                    position = closed
                elif len(text) - found.start() < LONGEST_COMMENT:
                    cut = found.start()
                    break
                continue
            if found.start() > start:
                pieces.append(_Piece(text[start : found.start()], name, ends))
            start, name, ends = found.start(), found[2].decode(), bool(found[1])
        # What may be the beginning of a tag stays.
        cut = max(text.rfind(b">", start, cut) + 1, start)
        if cut > start:
            pieces.append(_Piece(text[start:cut], name, ends))
            name, ends = None, False
        rest = text[cut:]
        if pieces:
            yield pieces
    if rest:
        yield [_Piece(rest, name, ends)]


def _tag(element: etree._Element) -> bytes:
    """The start of the element without its attributes, but with the namespaces that it declares."""
    spaces = (f" xmlns{f':{prefix}' if prefix else ''}={quoteattr(uri)}" for prefix, uri in element.nsmap.items())
    return f"<{local(element)}{''.join(spaces)}>".encode()


def _forget(element: etree._Element) -> None:
    """Drops an element and its preceding siblings, so that memory stays flat."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
