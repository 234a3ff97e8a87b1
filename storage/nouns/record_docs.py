"""Writes docs/records.md from the records themselves: `python -m storage.nouns.record_docs > docs/records.md`."""

import sys
import textwrap
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import Meta

from storage.nouns.noun import Noun, fields_of, sent_nouns
from storage.nouns.record import LONGEST_ID, Blob, Instant, Money, Record

OPENING = """# Records

A record states one or more facts about one object. Records are the only way in: `pentagraph load` turns every file into
records. A file of records is NDJSON, one JSON object on each line, in UTF-8:

```json
{"noun": "run", "id": "r-17", "workflow_id": "triage", "state": "RUNNING", "started_at": "2026-05-01T12:00:00Z"}
{"noun": "run", "id": "r-17", "state": "COMPLETED", "ended_at": "2026-05-01T12:00:09.5Z", "spend": 0.0125}
```

- `noun` is the type of the object, `id` its id. Both are required; every other field is optional.
- A field that a record does not contain stays unchanged. A field that is `null` is cleared.
- `at` is the event time: when this became true. Default: the latest of the fields marked *event time*. Values are
  compared field by field: an older value never overwrites a newer one, whatever the order of arrival, and sending a
  record twice changes nothing. Of two values with the same time, a value wins over null, the larger number and the
  greater text win, and of two states the one later in life wins: a run whose start and end are reported for the same
  instant has ended. The values of each enumeration are listed in that order.
- A record may name an object that has not arrived yet, such as a run's process instance. The link resolves when both
  exist.
- Fields that are not listed here are refused, so that a misspelled one is not lost.

## Types

| Type | Sent as | Stored as |
|---|---|---|
| text | JSON string of at most 1,000,000 characters, without NUL | the same |
| id | JSON string of 1 to 1,024 characters and UTF-8 bytes, without NUL | the same |
| integer | JSON number without a fraction, within the bounds of the field | the same |
| fraction | JSON number from 0 to 1 | 64-bit floating point |
| boolean | `true` or `false` | the same |
| time | RFC 3339 text with a zone, 1970 to 9999, such as `2026-05-01T12:00:00Z` | microseconds since 1970, UTC |
| dollars | JSON number of US dollars, at most nine million | whole nano-dollars |
| JSON | any JSON value, at most 500 levels deep | its text |
| one of | one of the listed JSON strings | the same |
| values by name | JSON object whose values are strings, numbers, booleans or null | one row for each name |
"""

WIDTH = 120
"""Columns at which the page wraps."""

COMMON = ("id", "at")
"""Fields of every record, listed first."""

TYPE_NAMES = {bool: "boolean", Instant: "time", Money: "dollars", Blob: "JSON", float: "fraction", dict: "values by name"}


def record_docs() -> str:
    """The whole page as Markdown."""
    return "\n".join([OPENING, *(_section(noun) for _, noun in sorted(sent_nouns().items()))])


def _section(noun: Noun) -> str:
    hints = get_type_hints(noun.record, include_extras=True)
    lines = [f"## {noun.name}", "", _wrapped(noun.record.__doc__ or ""), "", "| Field | Type | Meaning |", "|---|---|---|"]
    for field in sorted(fields_of(noun.record), key=lambda field: field.name not in COMMON):
        kind = _type_name(field.type, hints[field.name])
        lines.append(f"| `{field.name}` | {kind}{_marks(noun.record, field.name)} | {_cell(field.description)} |")
    if noun.derived:
        names = ", ".join(f"`{field.name}` ({_cell(field.description).rstrip('.')})" for field in noun.derived)
        lines += ["", _wrapped(f"The store adds these fields, and records do not contain them: {names}.")]
    return "\n".join([*lines, ""])


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _type_name(kind: type, hint: Any) -> str:
    if issubclass(kind, Enum):
        return "one of " + ", ".join(f"`{member.value}`" for member in kind)
    if kind is str:
        return "id" if _bound(hint, "max_length") == LONGEST_ID else "text"
    if kind is int:
        least, most = _bound(hint, "ge"), _bound(hint, "le")
        return f"integer, {least:,} to {most:,}"
    return TYPE_NAMES[kind]


def _bound(hint: Any, name: str) -> Any:
    """A bound that a hint or any of its arms sets; None if none does."""
    if get_origin(hint) is Annotated:
        for note in get_args(hint)[1:]:
            if isinstance(note, Meta) and getattr(note, name) is not None:
                return getattr(note, name)
    for arm in get_args(hint):
        if (found := _bound(arm, name)) is not None:
            return found
    return None


def _marks(record: type[Record], field: str) -> str:
    if field == "id":
        return ", required"
    return ", *event time*" if field in record.moments else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(record_docs())
