"""Rate limits: requests per minute of an organization, for each class of routes.

Windows are fixed: the first request starts a window, which ends after a minute.
"""

import math
import time
from collections.abc import Callable, Mapping

from gateway.counters import Counters
from gateway.http_errors import RateLimited

READ = "read"
MINUTE = 60.0


class RateLimits:
    """Counts requests. `read` and `work` are limits in requests per minute; 0: unlimited."""

    def __init__(self, counters: Counters, *, read: int, work: int, clock: Callable[[], float] = time.time) -> None:
        self._counters = counters
        self._limits = {True: read, False: work}
        self._clock = clock

    async def take(self, org_id: str, api: str, rate: str) -> Mapping[str, str]:
        """Counts a request of an organization to an API. Every class except `read` counts as work.

        Returns headers: the limit, the remaining requests, and the Unix time in seconds at which the window ends.
        Raises RateLimited.
        """
        limit = self._limits[rate == READ]
        return await self._take(limit, org_id, api, rate) if limit else {}

    async def attempt(self, limit: int, *names: str) -> None:
        """Counts one attempt of at most `limit` per minute (0: unlimited), such as a login. Raises RateLimited."""
        if limit:
            await self._take(limit, "attempt", *names)

    async def _take(self, limit: int, *names: str) -> Mapping[str, str]:
        number, left = await self._counters.count(":".join(("pentagraph", "rate", *names)), MINUTE)
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(0, limit - number)),
            "X-RateLimit-Reset": str(math.ceil(self._clock() + left)),
        }
        if number > limit:
            raise RateLimited(limit, max(1, math.ceil(left)), headers)
        return headers
