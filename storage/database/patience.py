"""How long a caller waits for a database that does not respond."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.errors import DatabaseUnavailable


@asynccontextmanager
async def answered_within(seconds: float) -> AsyncIterator[None]:
    """Raises DatabaseUnavailable if the block takes longer, waiting for a connection included."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise DatabaseUnavailable("the database did not respond in time") from error
