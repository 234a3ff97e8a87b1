"""Failures that the gateway raises before an operation runs, and the HTTP status of each failure code."""

import logging
import secrets
from collections.abc import Mapping

import orjson

from storage.errors import Failure


class MalformedRequest(Failure):
    """The request is malformed: its JSON or one of its parameters is invalid."""

    code = "BAD_REQUEST"


class MethodNotAllowed(Failure):
    """The path does not allow the method, or a mutation was sent with GET."""

    code = "METHOD_NOT_ALLOWED"


class NotAcceptable(Failure):
    """The client accepts none of the media types of the response."""

    code = "NOT_ACCEPTABLE"


class RequestTooLarge(Failure):
    """The request is too large; `facts` has `limit`, `allowed` and `measured`."""

    code = "REQUEST_TOO_LARGE"


class UrlTooLong(Failure):
    """The URL is too long; `facts` has `limit`, `allowed` and `measured`."""

    code = "URL_TOO_LONG"


class HeadersTooLarge(Failure):
    """The headers or trailers are too many or too long; `facts` has `limit`, `allowed` and `measured`."""

    code = "HEADERS_TOO_LARGE"


class RequestTimeout(Failure):
    """The request did not arrive in time; `facts` has `limit` and `allowed`, in seconds."""

    code = "REQUEST_TIMEOUT"


class UnsupportedMediaType(Failure):
    """The media type, charset or encoding of the body is not supported."""

    code = "UNSUPPORTED_MEDIA_TYPE"


class RateLimited(Failure):
    """The rate limit is exceeded; `retry_after` is in seconds."""

    code = "RATE_LIMITED"

    def __init__(self, limit: int, retry_after: int, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"The rate limit of {limit} requests per minute is exceeded; retry in {retry_after} s.")
        self.limit = limit
        self.retry_after = retry_after
        self.headers = headers or {}
        """The remaining limit, for APIs that send it with each response."""


class RequestInProgress(Failure):
    """The first request with this Idempotency-Key is still being carried out."""

    code = "REQUEST_IN_PROGRESS"


class IdempotencyKeyReused(Failure):
    """The Idempotency-Key was sent with another request before."""

    code = "IDEMPOTENCY_KEY_REUSED"


class SignatureRefused(Failure):
    """The signature of a webhook is missing, wrong or too old."""

    code = "SIGNATURE_REFUSED"


class PersistedQueryNotFound(Failure):
    """The hash of an automatic persisted query is unknown or was dropped; the client must resend it with the query."""

    code = "PERSISTED_QUERY_NOT_FOUND"


class PersistedQueryMismatch(Failure):
    """The hash of an automatic persisted query does not match its text."""

    code = "PERSISTED_QUERY_MISMATCH"


class DocumentNotFound(Failure):
    """There is no persisted document with this name."""

    code = "DOCUMENT_NOT_FOUND"


STATUS: Mapping[str, int] = {
    "BAD_REQUEST": 400,
    "BAD_USER_INPUT": 400,
    "LIMIT_EXCEEDED": 400,
    "PERSISTED_QUERY_NOT_FOUND": 400,
    "PERSISTED_QUERY_MISMATCH": 400,
    "DOCUMENT_NOT_FOUND": 400,
    "UNAUTHENTICATED": 401,
    "SIGNATURE_REFUSED": 401,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "NOT_ACCEPTABLE": 406,
    "REQUEST_TIMEOUT": 408,
    "REQUEST_IN_PROGRESS": 409,
    "REQUEST_TOO_LARGE": 413,
    "URL_TOO_LONG": 414,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "IDEMPOTENCY_KEY_REUSED": 422,
    "RATE_LIMITED": 429,
    "SHARE_EXCEEDED": 429,
    "HEADERS_TOO_LARGE": 431,
    "CLIENT_GONE": 499,
    "INTERNAL_SERVER_ERROR": 500,
    "RESPONSE_TOO_LARGE": 500,
    "DATABASE_UNAVAILABLE": 503,
    "OVERLOADED": 503,
    "WRONG_SCHEMA": 503,
    "OPERATION_TIMEOUT": 504,
    "STATEMENT_TIMEOUT": 504,
}
"""The HTTP status of each code if the whole request fails; each REST API overrides some. Errors within a GraphQL response have
no status of their own."""


RETRY_UNAVAILABLE = 5
"""Seconds after which a client may try again if a failure with status 503 states no other time."""


def unexpected(log: logging.Logger) -> Failure:
    """Logs the current exception, and returns the failure for the client: a request number, without details."""
    number = secrets.token_hex(8)
    log.exception("request %s failed", number)
    return Failure(f"Internal error. The server log has the details under request {number}.", requestId=number)


def error_headers(failure: Failure, *, allow: str) -> dict[str, str]:
    """Headers of an error response: the methods allowed, how to authenticate, when to retry, and the request's number in the log.

    After a body that was too large the connection closes, since the rest of it is not read.
    """
    status = STATUS.get(failure.code, 500)
    headers: dict[str, str] = {}
    if status == 405:
        headers["allow"] = allow
    if status == 401:
        headers["www-authenticate"] = 'Bearer realm="pentagraph"'
    retry_after = RETRY_UNAVAILABLE if failure.retry_after is None and status == 503 else failure.retry_after
    if retry_after is not None:
        headers["retry-after"] = str(retry_after)
    if status == 413:
        headers["connection"] = "close"
    if status == 500 and "requestId" in failure.facts:
        headers["x-request-id"] = str(failure.facts["requestId"])
    return headers


def error_body(failure: Failure, **more: object) -> bytes:
    """The JSON of a failure, in GraphQL's form: `{"errors": [{"message", "extensions": {"code"}}]}`, with more extensions."""
    extensions = {"code": failure.code, **failure.facts, **more}
    return orjson.dumps({"errors": [{"message": failure.message, "extensions": extensions}]}, default=str)
