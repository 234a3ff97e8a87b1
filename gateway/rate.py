"""Rate limits: how many requests an organization may send in a minute, for each class of routes.

Windows are fixed: the first request opens one, and after a minute all is forgotten. Counted is in this process, or in a Redis
server that several processes share.
"""

import logging
import math
import time
from collections.abc import Callable, Mapping

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import Storage
from limits.storage import storage_from_string

from gateway.rest.family import RateLimited

log = logging.getLogger("pentagraph")

IN_PROCESS = "async+memory://"
READ = "read"


class RateLimits:
    """Counts requests. `read` and `work` are requests a minute, 0: as many as they like."""

    def __init__(self, *, read: int, work: int, url: str = "", clock: Callable[[], float] = time.time) -> None:
        self._items = {True: _item(read), False: _item(work)}
        self._storage = _storage(url)
        self._clock = clock

    async def take(self, org_id: str, rate: str) -> Mapping[str, str]:
        """Counts a request of an organization in a class such as `mcp:read`: all classes but those of reading are of work.

        Headers: the limit, what is left of it, and the Unix time in seconds at which all of it is there again.
        Raises RateLimited.
        """
        item = self._items[rate.rpartition(":")[2] == READ]
        return {} if item is None else await self._take(item, org_id, rate)

    async def attempt(self, limit: int, *names: str) -> None:
        """Counts one of `limit` attempts a minute at something else, 0: any number. Raises RateLimited."""
        if limit:
            await self._take(RateLimitItemPerMinute(limit), "attempt", *names)

    async def _take(self, item: RateLimitItem, *names: str) -> Mapping[str, str]:
        key = item.key_for(*names)
        try:
            count = await self._storage.incr(key, item.get_expiry())
            end = await self._storage.get_expiry(key)
        except self._storage.base_exceptions as error:
            log.warning("requests cannot be counted, so they are let through: %s", error)
            return {}
        headers = {
            "X-RateLimit-Limit": str(item.amount),
            "X-RateLimit-Remaining": str(max(0, item.amount - count)),
            "X-RateLimit-Reset": str(math.ceil(end)),
        }
        if count > item.amount:
            raise RateLimited(item.amount, max(1, math.ceil(end - self._clock())), headers)
        return headers


def _item(limit: int) -> RateLimitItem | None:
    return RateLimitItemPerMinute(limit) if limit else None


def _storage(url: str) -> Storage:
    options = {"implementation": "redispy"} if url else {}
    found = storage_from_string(f"async+{url}" if url else IN_PROCESS, **options)
    assert isinstance(found, Storage)
    return found
