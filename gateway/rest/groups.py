"""Groups of statistics that several APIs read, and the check that none is missing."""

from collections.abc import Sequence

from gateway.rest.route import Data
from resolvers.statistics.groups import MOST_GROUPS
from storage.errors import LimitExceeded

Group = Data

TOO_MANY = f"The request selects more than {MOST_GROUPS} groups; use a shorter window or a narrower filter."


def whole(groups: Sequence[Group], message: str = TOO_MANY, most: int = MOST_GROUPS) -> Sequence[Group]:
    """Returns the groups; raises LimitExceeded if the list may be incomplete, since documents request at most `most`."""
    if len(groups) >= most:
        raise LimitExceeded(message, limit="groups", allowed=most - 1)
    return groups
