"""Figures of the /v1 API that are computed from groups: counts by outcome."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from gateway.rest import groups as graph_groups
from gateway.rest.groups import Group
from resolvers.statistics.groups import MOST_GROUPS

OUTCOMES: Mapping[str, str] = {"PASSED": "passed", "CORRECTED": "corrected", "BLOCKED": "blocked", "ERROR": "errors"}
"""Outcomes of the graph, mapped to the names of the API."""


def counts(groups: Iterable[Group]) -> dict[str, int]:
    """Number of rows by outcome (passed, corrected, blocked, errors); the outcome is the last key of each group."""
    counted: Counter[str] = Counter()
    for group in groups:
        counted[OUTCOMES.get(group["key"] if "key" in group else group["keys"][-1], "")] += group["count"]
    return {name: counted[name] for name in OUTCOMES.values()}


def by_first(groups: Sequence[Group]) -> dict[str, dict[str, int]]:
    """Counts by outcome for each value of the first key; groups without a first key are left out."""
    found: dict[str, list[Group]] = {}
    for group in whole(groups):
        if group["keys"][0] is not None:
            found.setdefault(group["keys"][0], []).append(group)
    return {key: counts(each) for key, each in found.items()}


def whole(groups: Sequence[Group]) -> Sequence[Group]:
    """Returns the groups; raises LimitExceeded if the list may be incomplete."""
    return graph_groups.whole(groups, f"The window has more than {MOST_GROUPS} groups; use a shorter window.")
