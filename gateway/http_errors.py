"""What the GraphQL endpoint refuses before an operation is run: a class and a code each, and the status that goes with a code."""

import logging
import secrets
from collections.abc import Mapping

import orjson

from storage.errors import Failure


class MalformedRequest(Failure):
    """The request is no GraphQL request: its JSON, or one of its parameters, is not what it has to be."""

    code = "BAD_REQUEST"


class MethodNotAllowed(Failure):
    """A method that the path does not take, or a mutation sent with GET."""

    code = "METHOD_NOT_ALLOWED"


class NotAcceptable(Failure):
    """The client accepts no media type that we can answer in."""

    code = "NOT_ACCEPTABLE"


class RequestTooLarge(Failure):
    """The request is longer than allowed; `facts` hold limit, allowed and measured."""

    code = "REQUEST_TOO_LARGE"


class UnsupportedMediaType(Failure):
    """The body is of a media type, charset or encoding that is not read here."""

    code = "UNSUPPORTED_MEDIA_TYPE"


class PersistedQueryNotFound(Failure):
    """The hash of an automatic persisted query is not known (any more): send it again with its text."""

    code = "PERSISTED_QUERY_NOT_FOUND"


class PersistedQueryMismatch(Failure):
    """The hash of an automatic persisted query is not that of the text beside it."""

    code = "PERSISTED_QUERY_MISMATCH"


class DocumentNotFound(Failure):
    """No document is registered under that name."""

    code = "DOCUMENT_NOT_FOUND"


STATUS: Mapping[str, int] = {
    "BAD_REQUEST": 400,
    "BAD_USER_INPUT": 400,
    "LIMIT_EXCEEDED": 400,
    "PERSISTED_QUERY_NOT_FOUND": 400,
    "PERSISTED_QUERY_MISMATCH": 400,
    "DOCUMENT_NOT_FOUND": 400,
    "UNAUTHENTICATED": 401,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "NOT_ACCEPTABLE": 406,
    "REQUEST_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "INTERNAL_SERVER_ERROR": 500,
    "RESPONSE_TOO_LARGE": 500,
    "DATABASE_UNAVAILABLE": 503,
    "WRONG_SCHEMA": 503,
    "STATEMENT_TIMEOUT": 504,
}
"""The HTTP status of each code, where the failure is that of the whole request. Errors inside a GraphQL answer have none."""


def unexpected(log: logging.Logger) -> Failure:
    """Writes the exception at hand to the log, and makes the failure that a client is told of: a number, and no details."""
    number = secrets.token_hex(8)
    log.exception("request %s failed", number)
    return Failure(f"Internal error. The server log has the details under request {number}.", requestId=number)


def error_body(failure: Failure) -> bytes:
    """The JSON of a failure, in the one shape that all errors have: `{"errors": [{"message", "extensions": {"code"}}]}`."""
    return orjson.dumps(
        {"errors": [{"message": failure.message, "extensions": {"code": failure.code, **failure.facts}}]}, default=str
    )
