"""Why a source cannot be read."""

from storage.errors import Failure


class PullFailed(Failure):
    """A source cannot be read, and trying again will not help until someone does what the message says."""

    code = "PULL_FAILED"


class AnswerTooLarge(PullFailed):
    """An answer is too large for the server or for this side. A smaller page may do."""


class TryLater(Exception):
    """A source cannot be read just now."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.seconds = seconds
        """Seconds that the source asks to wait. None: it does not say."""
