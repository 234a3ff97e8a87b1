"""Everything that can fail, one class per failure, each with a code that never changes its meaning."""

from typing import ClassVar


class Failure(Exception):
    """A failure that clients see as a code and a message. What caused it is chained, and never shown."""

    code: ClassVar[str] = "INTERNAL_SERVER_ERROR"
    retry_seconds: ClassVar[int | None] = None
    """Default of `retryAfter`."""

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts
        """More that a client may act on, such as a limit and the measured value; shown beside the code."""
        retry = facts.get("retryAfter", self.retry_seconds)
        self.retry_after = retry if isinstance(retry, int) else None
        """Seconds after which the client may try again, for the header `Retry-After`; None: at any time."""


class BadUserInput(Failure):
    """A value that the client sent cannot be used; the message names the field."""

    code = "BAD_USER_INPUT"


class Unauthenticated(Failure):
    """No credential, or one that is not valid."""

    code = "UNAUTHENTICATED"


class Forbidden(Failure):
    """The caller lacks a scope."""

    code = "FORBIDDEN"


class NotFound(Failure):
    """What the client named does not exist."""

    code = "NOT_FOUND"


class LimitExceeded(Failure):
    """An operation is larger than a limit allows; `facts` hold limit, allowed and measured."""

    code = "LIMIT_EXCEEDED"


class StatementTimeout(Failure):
    """A statement ran longer than allowed and was interrupted in the database."""

    code = "STATEMENT_TIMEOUT"


class OperationTimeout(Failure):
    """An operation took longer than allowed, with the time that it waited for connections."""

    code = "OPERATION_TIMEOUT"


class ResponseTooLarge(Failure):
    """An answer grew beyond the size that is allowed."""

    code = "RESPONSE_TOO_LARGE"


class DatabaseUnavailable(Failure):
    """The database cannot be reached just now."""

    code = "DATABASE_UNAVAILABLE"
    retry_seconds = 5


class WrongSchema(Failure):
    """The tables of the database are not those of this version; the message says what to do."""

    code = "WRONG_SCHEMA"


class Overloaded(Failure):
    """Too much waits already. `facts` has `retryAfter`, in seconds."""

    code = "OVERLOADED"


class ShareExceeded(Overloaded):
    """The organization's own share of what may wait is used up; others are served. `facts` has `retryAfter`, in seconds."""

    code = "SHARE_EXCEEDED"


class ClientGone(Failure):
    """The client left before it was answered."""

    code = "CLIENT_GONE"
