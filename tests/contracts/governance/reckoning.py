"""What /v1 has to answer, reckoned from rows that SQL written by hand finds."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from storage.database.protocol import Database

HOUR = 3_600_000_000
DAY = 24 * HOUR

DECISIVE = """
SELECT id, guardian_id, nhi_id, outcome, decided_at, latency_us, environment, tag FROM (
  SELECT v.*, row_number() OVER (
    PARTITION BY {apart} CASE WHEN tool_call_id IS NULL THEN 'verdict ' || id ELSE 'call ' || tool_call_id END
    ORDER BY CASE outcome WHEN 'ERROR' THEN 0 WHEN 'BLOCKED' THEN 1 WHEN 'CORRECTED' THEN 2 ELSE 3 END, decided_at, id
  ) AS place
  FROM verdict v WHERE org_id = '{org}' AND outcome IS NOT NULL
) AS ranked WHERE place = 1 AND decided_at >= {since} AND decided_at < {until}
"""
"""The verdict that each request counts as: of all verdicts, or (apart by guardian) of each guardian's."""

NAMES = {"PASSED": "passed", "CORRECTED": "corrected", "BLOCKED": "blocked", "ERROR": "errors"}
COLUMNS = ("id", "guardian_id", "nhi_id", "outcome", "decided_at", "latency_us", "environment", "tag")

Row = dict[str, Any]


async def decisive(database: Database, org: str, since: int, until: int, *, by_guardian: bool = False) -> list[Row]:
    """The requests of a window."""
    apart = "guardian_id," if by_guardian else ""
    found = await database.rows(DECISIVE.format(org=org, since=since, until=until, apart=apart))
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


def counted(rows: list[Row]) -> dict[str, int]:
    """Rows by outcome."""
    return {name: sum(row["outcome"] == outcome for row in rows) for outcome, name in NAMES.items()}


def share(part: int, whole: int) -> float:
    """A fraction to four places, halves to even."""
    return float((Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)) if whole else 0.0


def rank(values: list[int | None], percent: int) -> int | None:
    """The nearest rank of microseconds, in whole milliseconds."""
    known = sorted(value for value in values if value is not None)
    return round(known[(len(known) * percent + 99) // 100 - 1] / 1000) if known else None
