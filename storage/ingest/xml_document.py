"""Reads XML that may be hostile: without document types, entities and network access, in flat memory."""

import io
from collections.abc import Iterator

from lxml import etree

from storage.nouns.record import Refused


def elements(stream: io.BufferedReader, root: str, *names: str) -> Iterator[etree._Element]:
    """Yields each element with one of the names, in any namespace. An element is dropped when the next one is read.

    Raises Refused if the XML is broken, has another root, or declares a document type.
    """
    seen = found = False
    tags = tuple(f"{{*}}{each}" for each in (root, *names))
    walk = etree.iterparse(stream, events=("start", "end"), tag=tags, resolve_entities=False, load_dtd=False, no_network=True)
    try:
        for event, element in walk:
            if not seen:
                _refuse_entities(element)
            parent = element.getparent()
            seen, found = True, found or local(element) == root
            if event == "end" and parent is not None and local(parent) == root and local(element) in names:
                yield element
                _forget(element)
    except etree.XMLSyntaxError as error:
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
