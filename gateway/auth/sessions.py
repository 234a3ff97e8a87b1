"""Browser sessions: started by a login, resolved from the cookie, and ended by a logout."""

import time
from collections.abc import Callable

from gateway.auth.request_credentials import LONGEST
from schema.engine.request import Caller
from storage.accounts.sessions import begin_session, end_session, session_user
from storage.accounts.users import User
from storage.database.protocol import Database
from storage.errors import Unauthenticated


class Sessions:
    """The sessions of a store. Each request looks up its session, so an ended session is refused at once by every server."""

    def __init__(self, database: Database, *, minutes: float, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self.seconds = round(minutes * 60)
        """Lifetime of a session, in seconds."""
        self._clock = clock

    async def begin(self, user: User) -> str:
        """Starts a session, and returns the value of its cookie."""
        now = self._now()
        return await begin_session(self._database, user, now=now, expires_at=now + self.seconds * 1_000_000)

    async def caller(self, text: str) -> Caller:
        """The caller of a cookie. Raises Unauthenticated if its session is unknown, has expired or was ended."""
        user = await session_user(self._database, text, now=self._now()) if len(text) <= LONGEST else None
        if user is None:
            raise Unauthenticated("The session is not valid or has ended; log in again.")
        return Caller(user.org_id, user.scopes, user.email)

    async def end(self, text: str) -> None:
        """Ends the session of a cookie, if it has not ended."""
        if len(text) <= LONGEST:
            await end_session(self._database, text)

    def _now(self) -> int:
        return int(self._clock() * 1_000_000)
