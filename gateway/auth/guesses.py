"""Slows down guesses at a user's password from all addresses together, without locking the user out.

After FREE wrong passwords within a day, one attempt is allowed at a time, and the pause after it doubles from one second
to LONGEST. Attempts from an address where the user has logged in are counted separately, so that guesses from elsewhere
do not delay the user there.
"""

import hashlib
import math

from gateway.counters import Counters
from storage.errors import Failure

FREE = 10
"""Wrong passwords within a day before attempts are delayed. NIST SP 800-63B allows at most 100 in a row."""
DAY = 86_400.0
LONGEST = 900.0
"""Longest pause between two attempts, in seconds."""
KNOWN = 30 * DAY
"""Seconds for which an address is remembered after a login."""


class TooManyGuesses(Failure):
    """Too many wrong passwords were sent for a user; `retry_after` is in seconds."""

    code = "RATE_LIMITED"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"There were too many wrong passwords for this user; retry in {retry_after} s.")
        self.retry_after = retry_after


def spelled(name: str) -> str:
    """The form in which a user name is counted: the address in lower case, without the organization.

    It does not depend on which users exist, so a refusal reveals nothing about them.
    """
    return name.rpartition("/")[2].strip().lower()


class Guesses:
    """Counts attempts to log in by user."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    async def attempt(self, name: str, address: str) -> None:
        """Counts an attempt as wrong before its password is verified. Raises TooManyGuesses if it must wait."""
        subject = await self._subject(name, address)
        before = (await self._counters.peek(f"{subject}:wrong")).number
        if before >= FREE:
            await self._wait_for_turn(subject, before)
        number = (await self._counters.count(f"{subject}:wrong", DAY)).number
        if before < FREE < number:  # others arrived at the same time
            await self._wait_for_turn(subject, number)

    async def succeeded(self, name: str, address: str) -> None:
        """Resets the count of wrong passwords, and remembers the address as one of the user's."""
        await self._counters.clear(f"{await self._subject(name, address)}:wrong")
        await self._counters.count(_known(name, address), KNOWN)

    async def _wait_for_turn(self, subject: str, wrong: int) -> None:
        pause = min(LONGEST, 2.0 ** min(wrong - FREE, 30))
        number, left = await self._counters.count(f"{subject}:pause", pause)
        if number > 1:
            raise TooManyGuesses(max(1, math.ceil(left)))

    async def _subject(self, name: str, address: str) -> str:
        is_known = (await self._counters.peek(_known(name, address))).number > 0
        return f"pentagraph:guesses:{_hash(spelled(name), address if is_known else '')}"


def _known(name: str, address: str) -> str:
    return f"pentagraph:login-address:{_hash(spelled(name), address)}"


def _hash(*parts: str) -> str:
    """A short key for any text."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
