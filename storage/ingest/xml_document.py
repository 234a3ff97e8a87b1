"""Reads XML that may be hostile: without document types, entities and network access, in flat memory."""

import codecs
import io
import re
from collections.abc import Iterator

from lxml import etree

from storage.nouns.record import Refused

DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
UTF_8 = frozenset([b"utf-8", b"utf8", b"us-ascii", b"ascii"])
REFERENCE = re.compile(rb"&#(?:([0-9]{1,9})|[xX]([0-9a-fA-F]{1,8}));")
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
HALVES = re.compile("[\ud800-\udfff\ufffe\uffff]")
LONGEST_REFERENCE = 12
"""Bytes."""
REPLACEMENT = b"&#xFFFD;"


class Legible:
    """A stream of XML with U+FFFD in place of bytes outside its encoding, and of characters that XML does not have.

    Each of these would end the parsing. UTF-16, and the bytes of encodings other than UTF-8, are unchanged.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._rest = b""
        self._decoder: codecs.IncrementalDecoder | None = None
        self.replaced = 0
        """Number of characters and bytes that were replaced so far."""
        head = stream.peek(1)[:1024]
        self._plain = not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<", b"\0\0", b"\xff"))
        declared = DECLARED.search(head)
        if self._plain and (declared is None or declared[1].lower() in UTF_8):
            self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")

    def read(self, size: int = -1) -> bytes:
        """Returns about `size` bytes, all if it is negative; nothing at the end."""
        if size < 0:
            return b"".join(iter(lambda: self.read(io.DEFAULT_BUFFER_SIZE), b""))
        if not self._plain:
            return self._stream.read(size)
        while True:
            piece = self._stream.read(max(size, 1))
            found = self._clean(piece)
            if found or not piece:
                return found

    def _clean(self, piece: bytes) -> bytes:
        if self._decoder is not None:
            text = self._decoder.decode(piece, final=not piece)
            if not text.isascii():
                text, count = HALVES.subn("\ufffd", text)
                self.replaced += count
            cleaned = text.encode()
        else:
            cleaned = piece
        content = self._rest + cleaned
        begun = content.rfind(b"&", -LONGEST_REFERENCE) if piece else -1
        self._rest = b"" if begun < 0 or b";" in content[begun:] else content[begun:]
        content = content[: len(content) - len(self._rest)]
        content, count = CONTROL.subn(REPLACEMENT, content)
        self.replaced += count
        return REFERENCE.sub(self._reference, content) if b"&#" in content else content

    def _reference(self, found: "re.Match[bytes]") -> bytes:
        code = int(found[1]) if found[1] else int(found[2], 16)
        if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xDFFF < code < 0xFFFE or 0xFFFF < code <= 0x10FFFF:
            return found[0]
        self.replaced += 1
        return REPLACEMENT


def elements(stream: Legible, root: str, *names: str) -> Iterator[etree._Element]:
    """Yields each element with one of the names, in any namespace. An element is dropped when the next one is read.

    Raises Refused if the XML is broken, has another root, or declares a document type. If it is broken inside an element, that
    one is yielded first, with its content up to the last complete element with one of the names, if there is one.
    """
    seen = found = False
    begun: etree._Element | None = None
    whole: etree._Element | None = None
    tags = tuple(f"{{*}}{each}" for each in (root, *names))
    walk = etree.iterparse(stream, events=("start", "end"), tag=tags, resolve_entities=False, load_dtd=False, no_network=True)
    try:
        for event, element in walk:
            if not seen:
                _refuse_entities(element)
            parent = element.getparent()
            seen, found = True, found or local(element) == root
            if parent is not None and local(parent) == root and local(element) in names:
                begun, whole = (element, None) if event == "start" else (None, None)
                if event == "end":
                    yield element
                    _forget(element)
            elif event == "end" and begun is not None and parent is begun:
                whole = element
    except etree.XMLSyntaxError as error:
        if begun is not None and whole is not None:
            for broken in whole.itersiblings():
                begun.remove(broken)
            yield begun
        raise Refused(f"not well-formed XML: {error.msg}") from error
    if not found:
        raise Refused(f"the file contains no <{root}>")


def document(content: bytes) -> etree._Element:
    """The root of a small document. Raises Refused if it is broken or declares a document type."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"not well-formed XML: {error.msg}") from error
    _refuse_entities(root)
    return root


def _refuse_entities(root: etree._Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("XML files with a document type are rejected, because they may define entities")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace. Empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _forget(element: etree._Element) -> None:
    """Drops an element and its preceding siblings, so that memory stays flat."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
