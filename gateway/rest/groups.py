"""Groups of statistics that several APIs read, and the check that none is missing."""

from gateway.rest.route import Data
from storage.errors import LimitExceeded

MOST_GROUPS = 10_000
"""Maximum number of groups that the persisted documents request."""


Group = Data


def whole(groups: list[Group]) -> list[Group]:
    """Returns the groups; raises LimitExceeded if the list may be incomplete."""
    if len(groups) >= MOST_GROUPS:
        raise LimitExceeded(
            f"The request selects more than {MOST_GROUPS} groups; use a shorter window or a narrower filter.",
            limit="groups",
            allowed=MOST_GROUPS,
        )
    return groups
