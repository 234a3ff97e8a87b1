"""What no store can hold: PostgreSQL stores no NUL, UTF-8 encodes no half of a surrogate pair, and JSON nests only so deep.

There is one test. What follows from it differs on purpose. Readers of log files replace such characters and count the texts,
since one bad byte must not cost a record. Whatever asks or writes refuses them: with another text, a filter would answer
another question, and an id would name another thing.
"""

import re
from collections.abc import Mapping
from typing import Any

from storage.errors import BadUserInput

REASON = "text must not contain the character NUL (\\u0000) or an unpaired surrogate"
"""The message of every refusal."""

DEEPEST_DOCUMENT = 500
"""Levels of nesting in a JSON value; SQLite reads 1000."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_SUSPECT_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<unstorable>\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2}))"
    r"|\\."
)
"""An escape in a JSON string; first of all the two that make one character together."""


def is_storable(text: str) -> bool:
    """Whether every store can hold a text."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def storable(text: str) -> str:
    """The text itself. BadUserInput if no store can hold it."""
    if not is_storable(text):
        raise BadUserInput(REASON)
    return text


def is_storable_json(document: str) -> bool:
    """The same for JSON text, whose strings may escape what no store can hold."""
    if not is_storable(document):
        return False
    return not _SUSPECT_ESCAPE.search(document) or not any(found["unstorable"] for found in _ESCAPE.finditer(document))


def replaced(value: Any) -> tuple[Any, int]:
    """The value with U+FFFD in place of each character that no store can hold, and the number of texts that changed.

    Looks into lists and mappings too. Returns the value itself if nothing changed. Raises RecursionError for values that are
    nested much more deeply than a store can hold.
    """
    if isinstance(value, str):
        return (value, 0) if is_storable(value) else (_UNSTORABLE.sub("\ufffd", value), 1)
    changed = 0
    new: Any = value
    # Loops, since a comprehension would be one more level of the stack for each level of the value.
    if isinstance(value, Mapping):
        new = {}
        for key, inner in value.items():
            new_key, in_key = replaced(key)
            new[new_key], in_value = replaced(inner)
            changed += in_key + in_value
    elif isinstance(value, list):
        new = []
        for inner in value:
            new_inner, in_value = replaced(inner)
            new.append(new_inner)
            changed += in_value
    return (new, changed) if changed else (value, 0)


def replaced_in_json(document: str) -> tuple[str, int]:
    """The same for JSON text, in its strings."""
    if is_storable_json(document):
        return document, 0
    changed = 0

    def string(found: re.Match[str]) -> str:
        nonlocal changed
        text, _ = replaced(_ESCAPE.sub(lambda escape: "\ufffd" if escape["unstorable"] else escape[0], found[0]))
        changed += text != found[0]
        return str(text)

    return _STRING.sub(string, document), changed


def is_too_deep(document: str) -> bool:
    """Whether JSON text is nested more deeply than every store can hold."""
    return document.count("[") + document.count("{") > DEEPEST_DOCUMENT and _depth(document) > DEEPEST_DOCUMENT


def _depth(document: str) -> int:
    deepest = depth = 0
    for mark in re.findall(r"[\[\]{}]", _STRING.sub("", document)):
        depth += 1 if mark in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
