"""The statements written by hand for the limit: the fastest known SQL that makes each whole answer in the database.

A few abbreviations keep them readable. On SQLite, TIME(x) is microseconds since 1970 as RFC 3339 text with as many decimals as
are needed. On PostgreSQL, where joining text by hand is faster than its JSON functions, TIME("name", x) is a whole member of an
object but the first, with the comma before it; TEXT, ENUM and NUMBER are the same for what they say.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "limit"
SECOND = "date({0} / 1000000, 'unixepoch') || 'T' || time({0} / 1000000, 'unixepoch')"
SQLITE_TIME = f"iif({{0}} % 1000000, rtrim({SECOND} || '.' || substr({{0}} + 1000000, -6), '0') || 'Z', {SECOND} || 'Z')"
MEMBERS = {
    "TEXT": """coalesce(',"{0}":' || to_json({1}), ',"{0}":null')""",
    "ENUM": """coalesce(',"{0}":"' || {1} || '"', ',"{0}":null')""",
    "NUMBER": """coalesce(',"{0}":' || {1}, ',"{0}":null')""",
    "TIME": (
        """coalesce(',"{0}":"' || replace((timestamp 'epoch' + {1} * interval '1 microsecond')::text, ' ', 'T') || 'Z"',"""
        """ ',"{0}":null')"""
    ),
}


def statement(question: str, dialect: str) -> str:
    """The SQL of `q1`, `q2` or `q4`; its parameters are the organization, then the question's own."""
    text = (FOLDER / f"{question}.{dialect}.sql").read_text()
    if dialect == "sqlite":
        return re.sub(r"\bTIME\(([\w.]+)\)", lambda found: SQLITE_TIME.format(found[1]), text)
    member = r'\b(TEXT|ENUM|NUMBER|TIME)\("(\w+)", ([\w.]+)\)'
    return re.sub(member, lambda found: MEMBERS[found[1]].format(found[2], found[3]), text)
