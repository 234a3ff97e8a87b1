"""Rules for passwords by NIST SP 800-63B-4, section 3.1.1: long, hard to guess, any characters."""

import re
import unicodedata
from collections.abc import Iterable

from storage.errors import BadUserInput

SHORTEST = 15
"""Minimum length, as the standard requires of a password that is the only factor."""
LONGEST = 1024
GUESSES = 10**8
"""Minimum number of guesses that an attacker with lists of common passwords, words and patterns needs on average."""
BESIDE_NAMES = 8
"""Minimum number of letters and digits besides the names of the user and of this program."""
READ = 72
"""Number of leading characters that are searched for patterns."""
PROGRAM = "pentagraph"


def normalized(password: str) -> str:
    """The form in which a password is hashed: keyboards spell the same character differently (NFKC)."""
    return unicodedata.normalize("NFKC", password[: LONGEST + 1])


def require_good(password: str, user: str, org_id: str) -> None:
    """Raises BadUserInput, with the reason, if a user's new password is not accepted. `user` is the email address."""
    text = normalized(password)
    if not SHORTEST <= len(text) <= LONGEST or len(password) > LONGEST:
        raise BadUserInput(
            f"a password must have {SHORTEST} to {LONGEST} characters, of any kind; a few unrelated words are a good one"
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadUserInput("a password must be text in UTF-8") from error
    names = _names(user, org_id)
    if len(_without(text, names)) < BESIDE_NAMES:
        raise BadUserInput(
            f"the password must have at least {BESIDE_NAMES} letters or digits besides the names of the user, the organization "
            "and this program"
        )
    if _guesses(text, names) < GUESSES:
        raise BadUserInput("the password is too easy to guess: it is common, or repeats words, dates or keys; use another one")


def _names(user: str, org_id: str) -> list[str]:
    """Names that others know, in lower case, longest first."""
    whole = [user.lower(), org_id.lower(), PROGRAM]
    parts = [part for name in whole for part in re.split(r"[\W_]+", name) if len(part) > 2]
    squeezed = [re.sub(r"[\W_]", "", name) for name in [*whole, *user.lower().split("@")]]
    return sorted({*whole, *parts, *squeezed}, key=len, reverse=True)


def _without(text: str, names: Iterable[str]) -> str:
    """The letters and digits that are not part of a name."""
    rest = text.lower()
    for name in names:
        rest = rest.replace(name, " ") if len(name) > 2 else rest
    return re.sub(r"[\W_]", "", rest)


def _guesses(text: str, names: Iterable[str]) -> float:
    from zxcvbn import zxcvbn  # imported here because its word lists take memory

    return float(zxcvbn(text[:READ], user_inputs=list(names))["guesses"])
