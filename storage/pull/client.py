"""HTTP for pulls: bounded answers, no way to another host, and errors that contain nothing private."""

import asyncio
import random
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from storage.errors import BadUserInput
from storage.loopback import is_loopback
from storage.nouns.record import Instant
from storage.pull.failures import AnswerTooLarge, PullFailed, TryLater
from storage.pull.secret import Secret

TIMEOUT = httpx.Timeout(60.0, connect=15.0)
WHOLE_ANSWER = 300.0
"""Seconds in which a whole answer must arrive."""
LARGEST_ANSWER = 64 * 1_048_576
"""Bytes of one answer, after decompression."""
MOST_REDIRECTS = 5
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed later."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
Parameters = Mapping[str, str | int]


def address_of(text: str) -> str:
    """The URL of a source, without a slash at its end. Raises BadUserInput if it is none, or contains credentials or a query."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise BadUserInput("--url: expected a URL such as https://example.com", option="url")
    if parts.username is not None or parts.password is not None:
        raise BadUserInput("--url: must not contain credentials; use --user, and --secret-env or --secret-file", option="url")
    if parts.query or parts.fragment:
        raise BadUserInput("--url: must not contain a query or a fragment", option="url")
    return text.rstrip("/")


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in lower case."""

    def json(self) -> Any:
        """The JSON value. Raises TryLater if it is none: an answer may have been cut."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, ValueError, RecursionError):
            raise TryLater("The server's answer is not valid JSON.") from None

    def objects(self) -> list[dict[str, Any]]:
        """The JSON list of objects. Raises PullFailed if it is something else."""
        return objects(self.json())

    @property
    def next_page(self) -> str | None:
        """URL of the next page, by the header `Link`. None: there is none."""
        found = re.search(r'<([^<>]*)>\s*;[^,]*\brel="?next"?', self.headers.get("link", ""))
        return found[1] if found else None

    @property
    def date(self) -> Instant | None:
        """When it was made, by the server's clock."""
        try:
            return Instant.of(parsedate_to_datetime(self.headers.get("date", "")))
        except (ValueError, TypeError):
            return None


def objects(value: object) -> list[dict[str, Any]]:
    """A list of JSON objects. Raises PullFailed if the value is something else."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise PullFailed("The server's answer is not what its API documents: expected a list of objects. Check --url.")
    return value


class Client:
    """Sends requests to one server.

    With a user the secret is the password of HTTP Basic; without one it is a bearer token.
    """

    def __init__(self, address: str, options: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        self.address = address
        self._secret = Secret.of(options)
        user, secret = options.get("user"), self._secret.read()
        own = {"accept": "application/json, */*;q=0.5", "user-agent": "pentagraph", **(headers or {})}
        if user is None and secret is not None:
            own["authorization"] = f"Bearer {secret}"
        host = urlsplit(address).hostname or ""
        self._http = httpx.AsyncClient(
            auth=httpx.BasicAuth(user, secret or "") if user is not None else None,
            headers=own,
            timeout=TIMEOUT,
            follow_redirects=False,
            trust_env=not is_loopback(host),  # requests to this machine must not go through a proxy
        )

    async def close(self) -> None:
        """Closes connections."""
        await self._http.aclose()

    async def get(self, path: str, parameters: Parameters | None = None) -> Answer:
        """The answer to a GET. `path` is beneath the address, or a URL of the same host."""
        return self._required(await self._answer("GET", path, parameters))

    async def found(self, path: str) -> Answer | None:
        """As `get`; None if there is nothing at the path (404)."""
        return await self._answer("GET", path)

    async def post(self, path: str, body: object, parameters: Parameters | None = None) -> Answer:
        """The answer to a POST of JSON."""
        return self._required(await self._answer("POST", path, parameters, body))

    def _required(self, answer: Answer | None) -> Answer:
        if answer is None:
            raise PullFailed("The server has nothing at the path of its API (404). Check --url.")
        return answer

    async def _answer(self, method: str, path: str, parameters: Parameters | None = None, body: object = None) -> Answer | None:
        url = httpx.URL(path if path.startswith(("http://", "https://")) else self.address + path)
        self._refuse_other_host(url)
        content = None if body is None else msgspec.json.encode(body)
        if parameters:
            url = url.copy_merge_params(dict(parameters))
        for _ in range(MOST_REDIRECTS):
            status, headers, received = await self._exchange(method, url, content)
            if status in REDIRECTS and "location" in headers:
                url = url.join(headers["location"])
                self._refuse_other_host(url)
                if status == 303:
                    method, content = "GET", None
            elif 200 <= status < 300:
                return Answer(received, headers)
            elif status == 404:
                return None
            else:
                raise self._failure(status, headers)
        raise PullFailed("The server redirects in a circle. Check --url.")

    async def _exchange(self, method: str, url: httpx.URL, content: bytes | None) -> tuple[int, Mapping[str, str], bytes]:
        headers = {"content-type": "application/json"} if content is not None else {}
        try:
            async with (
                asyncio.timeout(WHOLE_ANSWER),
                self._http.stream(method, url, content=content, headers=headers) as answer,
            ):
                received = bytearray()
                async for piece in answer.aiter_bytes(65_536):
                    received += piece
                    if len(received) > LARGEST_ANSWER:
                        raise AnswerTooLarge(
                            f"An answer of the server is larger than {LARGEST_ANSWER:,} bytes. Use a smaller --page-size."
                        )
                return answer.status_code, answer.headers, bytes(received)
        except (httpx.TimeoutException, TimeoutError):
            raise TryLater("The server did not answer in time.") from None
        except httpx.UnsupportedProtocol:
            raise PullFailed("The server redirects to something that is not HTTP.") from None
        except httpx.DecodingError:
            raise TryLater("The server's answer cannot be decompressed.") from None
        except (httpx.HTTPError, OSError) as error:
            if _is_of_tls(error):
                raise PullFailed(
                    "The server's certificate cannot be verified, or it does not speak TLS. For a certificate authority of "
                    "your own, set SSL_CERT_FILE."
                ) from None
            raise TryLater("The server cannot be reached.") from None

    def _refuse_other_host(self, url: httpx.URL) -> None:
        """Credentials go to the server of the address only."""
        own = httpx.URL(self.address)
        if (url.scheme, url.host, url.port) != (own.scheme, own.host, own.port):
            raise PullFailed("The server points to another host or protocol, which is not followed. Check --url.")

    def _failure(self, status: int, headers: Mapping[str, str]) -> Exception:
        wait = _seconds(headers)
        if status in BUSY or (status == 403 and wait is not None):
            return TryLater(f"The server is busy ({status}).", wait)
        if status in (401, 403):
            what = "does not accept the credentials" if status == 401 else "does not allow this with the credentials"
            return PullFailed(f"The server {what} ({status}). Check --user, and the secret: {self._secret.place}.")
        return PullFailed(f"The server answered with status {status}. Check --url.")


def _seconds(headers: Mapping[str, str]) -> float | None:
    """Seconds after which the server may be asked again, by Retry-After, or by the end of a used-up rate limit."""
    text = headers.get("retry-after", "")
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return float(text)
    now = _date(headers.get("date", ""))
    if now is not None and (until := _date(text)) is not None:
        return max(0.0, until - now)
    reset = headers.get("x-ratelimit-reset", "")
    if headers.get("x-ratelimit-remaining") == "0" and reset.isascii() and reset.isdecimal() and now is not None:
        return max(0.0, float(reset[:12]) - now)
    return None


def _date(text: str) -> float | None:
    """An HTTP date in seconds since 1970."""
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError):
        return None


def _is_of_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def pause(seconds: float | None, failures: int, longest: float) -> float:
    """Seconds to wait after a number of failures in a row: what the server asks, or twice as long each time, with jitter so
    that many pulls do not return at once."""
    wait = 2.0 ** min(failures - 1, 10) if seconds is None else seconds
    return min(wait * (1.0 + random.random() / 4), longest)  # noqa: S311 - no secret
