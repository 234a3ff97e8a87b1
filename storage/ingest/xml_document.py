"""Reads XML that may be hostile: without document types, entities and network access, in flat memory."""

import codecs
import io
import re
from collections.abc import Callable

from lxml import etree

from storage.nouns.record import Refused

DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
UTF_8 = frozenset([b"utf-8", b"utf8", b"us-ascii", b"ascii"])
WIDE = re.compile(rb"(?:utf-?|ucs-?|iso-10646-ucs-)(?:2|4|16|32)(?:[bl]e)?", re.IGNORECASE)
"""Encodings in which the declaration of an encoding cannot be read byte by byte."""
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
        self.is_mislabelled = bool(self._plain and declared and WIDE.fullmatch(declared[1]))
        """Whether it declares an encoding that it cannot have: it was recoded to UTF-8."""
        is_utf8 = declared is None or self.is_mislabelled or declared[1].lower() in UTF_8
        self.encoding = None if not self._plain else "utf-8" if is_utf8 else declared[1].decode()  # type: ignore[index]
        """Its encoding. None: only its first bytes tell."""
        if self._plain and is_utf8:
            self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")

    def read(self, size: int) -> bytes:
        """Returns about `size` bytes; nothing at the end."""
        return self._legible(self._stream.read, size)

    def read1(self, size: int) -> bytes:
        """As `read`, but without waiting for all of them."""
        return self._legible(self._stream.read1, size)

    def _legible(self, read: Callable[[int], bytes], size: int) -> bytes:
        if not self._plain:
            return read(size)
        while True:
            piece = read(size)
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


def document(content: bytes) -> etree._Element:
    """The root of a small document. Raises Refused if it is broken or declares a document type."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"not well-formed XML: {error.msg}") from error
    refuse_entities(root)
    return root


def refuse_entities(root: etree._Element) -> None:
    """Raises Refused if the document of an element declares a document type."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("XML files with a document type are rejected, because they may define entities")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace. Empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
