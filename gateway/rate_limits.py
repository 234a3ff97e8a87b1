"""Rate limits: requests per minute of an organization, for each class of routes.

Windows are fixed: the first request starts a window, which ends after a minute. Counters are in this process, or in a Redis
server shared by several processes.
"""

import logging
import math
import time
from collections.abc import Callable, Mapping

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.errors import ConfigurationError
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from gateway.rest.api import RateLimited
from gateway.settings import SettingsRefused

log = logging.getLogger("pentagraph")

READ = "read"

SCHEMES = ("redis", "rediss", "redis+unix")
TIMEOUT = 1.0
"""Maximum time that a request waits for Redis, in seconds."""
PAUSE = 5.0
"""Seconds to wait after Redis did not respond before using it again; meanwhile requests are not limited."""
UNREACHABLE = (RedisError, OSError)


class RateLimits:
    """Counts requests. `read` and `work` are limits in requests per minute; 0: unlimited."""

    def __init__(self, *, read: int, work: int, url: str = "", clock: Callable[[], float] = time.time) -> None:
        self._items = {True: _item(read), False: _item(work)}
        self._storage = _storage(url)
        self._clock = clock
        self._blind_until = 0.0

    async def take(self, org_id: str, api: str, rate: str) -> Mapping[str, str]:
        """Counts a request of an organization to an API. Every class except `read` counts as work.

        Returns headers: the limit, the remaining requests, and the Unix time in seconds at which the window ends.
        Raises RateLimited.
        """
        item = self._items[rate == READ]
        return {} if item is None else await self._take(item, org_id, f"{api}:{rate}")

    async def attempt(self, limit: int, *names: str) -> None:
        """Counts one attempt of at most `limit` per minute (0: unlimited), such as a login. Raises RateLimited."""
        if limit:
            await self._take(RateLimitItemPerMinute(limit), "attempt", *names)

    async def _take(self, item: RateLimitItem, *names: str) -> Mapping[str, str]:
        if self._clock() < self._blind_until:
            return {}
        key = item.key_for(*names)
        try:
            count = await self._storage.incr(key, item.get_expiry())
            end = await self._storage.get_expiry(key)
        except UNREACHABLE as error:
            log.warning("requests cannot be counted, so rate limits are not enforced: %s", type(error).__name__)
            self._blind_until = self._clock() + PAUSE
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
    if not url:
        return MemoryStorage()
    if url.partition(":")[0] not in SCHEMES:
        raise SettingsRefused(f"rate_limit_store: the URL must begin with one of {', '.join(SCHEMES)}")
    patience = {"socket_timeout": TIMEOUT, "socket_connect_timeout": TIMEOUT, "retry": Retry(NoBackoff(), 0)}
    try:
        return RedisStorage(f"async+{url}", implementation="redispy", **patience)  # type: ignore[arg-type]
    except (ValueError, ConfigurationError) as error:
        raise SettingsRefused("rate_limit_store: not the URL of a Redis server") from error
