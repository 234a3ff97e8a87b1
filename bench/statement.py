"""The statements written by hand for the limit: the fastest known SQL that makes each whole answer in the database."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "limit"
SQLITE_SECOND = "date({0} / 1000000, 'unixepoch') || 'T' || time({0} / 1000000, 'unixepoch')"
TIME = {
    "sqlite": (
        f"iif({{0}} % 1000000, rtrim({SQLITE_SECOND} || '.' || substr({{0}} + 1000000, -6), '0') || 'Z', {SQLITE_SECOND} || 'Z')"
    ),
    "postgresql": "replace((timestamp 'epoch' + {0} * interval '1 microsecond')::text, ' ', 'T') || 'Z'",
}
"""Microseconds since 1970 as RFC 3339 text with as many decimals as are needed; nothing faster was found."""


def statement(question: str, dialect: str) -> str:
    """The SQL of `q1`, `q2` or `q4`; its parameters are the organization, then the question's own."""
    text = (FOLDER / f"{question}.{dialect}.sql").read_text()
    return re.sub(r"TIME\(([\w.]+)\)", lambda found: TIME[dialect].format(found.group(1)), text)
