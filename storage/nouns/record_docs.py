"""Writes docs/records.md from the records themselves: `python -m storage.record_docs > docs/records.md`."""

import sys
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import Meta

from storage.nouns.noun import NOUNS, Noun, fields_of
from storage.nouns.record import Blob, Instant, Money, Record

OPENING = """# Records

A record is one fact about one thing, as a sender tells it. Records are the only way in: every file that `pentagraph load`
reads becomes records, and a file of records is NDJSON, one JSON object a line, in UTF-8:

```json
{"noun": "run", "id": "r-17", "workflow_id": "triage", "state": "RUNNING", "started_at": "2026-05-01T12:00:00Z"}
{"noun": "run", "id": "r-17", "state": "COMPLETED", "ended_at": "2026-05-01T12:00:09.5Z", "spend": 0.0125}
```

- `noun` says what it is about, `id` which one. Both are required; every other field may be left out.
- A field that a record does not bring stays as it is. A field that it brings as `null` is cleared.
- `at` is the event time: when this became true. Left out, it is the latest of the fields that are marked *event time*. News is
  compared field by field: older news never overwrites newer, whatever order it arrives in, and sending anything twice changes
  nothing. Of two values of the same time the one whose text is greater stays.
- A record may name what has not arrived yet, such as a run's process instance. The link resolves when both are there.
- A field that is not listed here is refused, so that a misspelt one is not lost.

## Types

| type | sent as | stored as |
|---|---|---|
| text | JSON string of at most 1,000,000 characters, without NUL | the same |
| id | JSON string of 1 to 255 characters, without NUL | the same |
| integer | JSON number without a fraction, within the bounds that the field names | the same |
| fraction | JSON number from 0 to 1 | 64-bit floating point |
| boolean | `true` or `false` | the same |
| time | RFC 3339 text with its zone, 1970 to 9999, such as `2026-05-01T12:00:00Z` | microseconds since 1970, UTC |
| dollars | JSON number of US dollars, at most nine million | whole nano-dollars |
| JSON | any JSON value, at most 500 levels deep | its text |
| one of | JSON string that is one of those listed | the same |
| values by name | JSON object whose values are strings, numbers, booleans or null | a row for each name |
"""

COMMON = ("id", "at")
"""Fields of every record, listed first."""

TYPE_NAMES = {bool: "boolean", Instant: "time", Money: "dollars", Blob: "JSON", float: "fraction", dict: "values by name"}


def record_docs() -> str:
    """The whole page as Markdown."""
    return "\n".join([OPENING, *(_section(NOUNS[name]) for name in sorted(NOUNS))])


def _section(noun: Noun) -> str:
    hints = get_type_hints(noun.record, include_extras=True)
    lines = [f"## {noun.name}", "", noun.record.__doc__ or "", "", "| field | type | what it says |", "|---|---|---|"]
    for field in sorted(fields_of(noun.record), key=lambda field: field.name not in COMMON):
        kind = _type_name(field.type, hints[field.name])
        lines.append(f"| `{field.name}` | {kind}{_marks(noun.record, field.name)} | {_cell(field.description)} |")
    if noun.derived:
        names = ", ".join(f"`{field.name}` ({_cell(field.description).rstrip('.')})" for field in noun.derived)
        lines += ["", f"The store adds, and no record brings: {names}."]
    return "\n".join([*lines, ""])


def _type_name(kind: type, hint: Any) -> str:
    if issubclass(kind, Enum):
        return "one of " + ", ".join(f"`{member.value}`" for member in kind)
    if kind is str:
        return "id" if _bound(hint, "max_length") == 255 else "text"
    if kind is int:
        least, most = _bound(hint, "ge"), _bound(hint, "le")
        return f"integer, {least:,} to {most:,}"
    return TYPE_NAMES[kind]


def _bound(hint: Any, name: str) -> Any:
    """A bound that a hint or any of its arms sets; None where none does."""
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
