"""Figures of the /v1 API that are made of small groups: counts by outcome, and rates."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from storage.errors import LimitExceeded

MOST_GROUPS = 10_000
"""Groups that the documents ask for."""

OUTCOMES: Mapping[str, str] = {"PASSED": "passed", "CORRECTED": "corrected", "BLOCKED": "blocked", "ERROR": "errors"}
"""What each outcome counts as."""

PLACES = Decimal("0.0001")

Group = Mapping[str, Any]


def rate(part: int, whole: int) -> float:
    """A share as a fraction, to four places, halves to even; 0 of nothing."""
    return float((Decimal(part) / Decimal(whole)).quantize(PLACES, ROUND_HALF_EVEN)) if whole else 0.0


def counts(groups: Iterable[Group]) -> dict[str, int]:
    """Rows by outcome, of groups whose last key it is: passed, corrected, blocked, errors."""
    counted: Counter[str] = Counter()
    for group in groups:
        counted[OUTCOMES.get(group["key"] if "key" in group else group["keys"][-1], "")] += group["count"]
    return {name: counted[name] for name in OUTCOMES.values()}


def by_first(groups: Sequence[Group]) -> dict[str, dict[str, int]]:
    """Counts by outcome for each value of the first of two keys; rows without it are left out."""
    found: dict[str, list[Group]] = {}
    for group in whole(groups):
        if group["keys"][0] is not None:
            found.setdefault(group["keys"][0], []).append(group)
    return {key: counts(each) for key, each in found.items()}


def whole(groups: Sequence[Group]) -> Sequence[Group]:
    """The groups; LimitExceeded where there may be more than were asked for."""
    if len(groups) >= MOST_GROUPS:
        raise LimitExceeded(f"More than {MOST_GROUPS} groups: take a shorter window.", limit="groups", allowed=MOST_GROUPS)
    return groups
