"""The statements written by hand for the limit: the fastest known SQL that makes each whole answer in the database.

Two abbreviations keep them readable. TIME(x) is the JSON of microseconds since 1970 as RFC 3339 text with as many decimals as
are needed; on PostgreSQL, where text joined by hand is a fifth faster than nested `json_build_object`, JSON(x) is the JSON of x.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "limit"
SECOND = "date({0} / 1000000, 'unixepoch') || 'T' || time({0} / 1000000, 'unixepoch')"
ABBREVIATIONS = {
    ("sqlite", "TIME"): f"iif({{0}} % 1000000, rtrim({SECOND} || '.' || substr({{0}} + 1000000, -6), '0') || 'Z', {SECOND} || 'Z')",
    ("postgresql", "TIME"): (
        "coalesce('\"' || replace((timestamp 'epoch' + {0} * interval '1 microsecond')::text, ' ', 'T') || 'Z\"', 'null')"
    ),
    ("postgresql", "JSON"): "coalesce(to_json({0})::text, 'null')",
}


def statement(question: str, dialect: str) -> str:
    """The SQL of `q1`, `q2` or `q4`; its parameters are the organization, then the question's own."""
    text = (FOLDER / f"{question}.{dialect}.sql").read_text()
    return re.sub(r"\b(TIME|JSON)\(([\w.]+)\)", lambda found: ABBREVIATIONS[dialect, found[1]].format(found[2]), text)
