"""JSON in a body."""

from collections.abc import Callable

import msgspec

from gateway.http_errors import MalformedRequest

BOM = b"\xef\xbb\xbf"


def json_value(body: bytes, decode: Callable[[bytes], object] = msgspec.json.decode) -> object:
    """The JSON value that a body is, in UTF-8. Raises MalformedRequest for any other body.

    `decode` raises as `msgspec.json.decode` does.
    """
    try:
        return decode(body.removeprefix(BOM))
    except msgspec.DecodeError as error:
        raise MalformedRequest(f"The body is not JSON: {error}.") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise MalformedRequest("The body is not JSON in UTF-8, or it is nested too deeply.") from error
