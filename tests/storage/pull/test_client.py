"""Requests of pulls: what is refused, what is tried later, and that nothing private is said."""

import asyncio
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from storage.errors import BadUserInput
from storage.pull import client
from storage.pull.client import Client, address_of, pause
from storage.pull.failures import PullFailed, TryLater
from tests.storage.pull.stub_server import Reply, Sent, StubServer, stub_server

PRIVATE = "s3cr3t-of-the-test"
IN_VARIABLE = {"secret_env": "VARIABLE_OF_TEST"}
DATE = "Fri, 01 May 2026 12:00:00 GMT"


@pytest.fixture
def server() -> Iterator[StubServer]:
    """A server that answers with an empty object."""
    with stub_server(lambda _: Reply({})) as running:
        yield running


async def asked(server: StubServer, path: str = "/x", **options: Any) -> Any:
    """The JSON answer to a GET."""
    sender = Client(server.url, options)
    try:
        return (await sender.get(path)).json()
    finally:
        await sender.close()


async def failure_of(server: StubServer, reply: Reply | Callable[[Sent], Reply], **options: Any) -> Exception:
    """What a reply is taken for."""
    server.answer = reply if callable(reply) else lambda _: reply
    with pytest.raises((PullFailed, TryLater)) as failed:
        await asked(server, **options)
    assert PRIVATE not in str(failed.value)
    return failed.value


async def test_the_secret_goes_as_a_bearer_token_or_as_password(server: StubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIABLE_OF_TEST", f" {PRIVATE}\n")
    await asked(server, **IN_VARIABLE)
    await asked(server, **IN_VARIABLE, user="me")
    assert [each.headers["authorization"] for each in server.requests] == [
        f"Bearer {PRIVATE}",
        httpx.BasicAuth("me", PRIVATE)._auth_header,
    ]


async def test_a_secret_may_be_in_a_file(server: StubServer, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(PRIVATE + "\n")
    await asked(server, secret_file=str(tmp_path / "key"))
    assert server.requests[0].headers["authorization"] == f"Bearer {PRIVATE}"
    with pytest.raises(PullFailed, match=r"cannot be read: the file .*/none"):
        await asked(server, secret_file=str(tmp_path / "none"))


@pytest.mark.parametrize("content", ["", "  ", "two\nlines", "umläut"])
async def test_a_secret_that_no_header_can_hold_is_refused(
    server: StubServer, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setenv("VARIABLE_OF_TEST", content)
    with pytest.raises(PullFailed, match="missing, or is no line of ASCII text: the variable VARIABLE_OF_TEST"):
        await asked(server, **IN_VARIABLE)


async def test_a_redirect_to_another_host_is_refused_and_gets_no_request(
    server: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VARIABLE_OF_TEST", PRIVATE)
    with stub_server(lambda _: Reply({})) as other:
        reply = Reply(status=302, headers={"location": f"{other.url}/steal"})
        failed = await failure_of(server, reply, **IN_VARIABLE)
        assert "points to another host" in str(failed)
        assert other.requests == []


async def test_a_redirect_on_the_same_host_is_followed_and_a_circle_is_not(server: StubServer) -> None:
    server.answer = lambda sent: Reply([1]) if sent.path == "/y" else Reply(status=307, headers={"location": "/y"})
    assert await asked(server) == [1]
    assert "circle" in str(await failure_of(server, Reply(status=302, headers={"location": "/x"})))


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"retry-after": "12"}, 12.0),
        (503, {"retry-after": "Fri, 01 May 2026 12:00:30 GMT", "date": DATE}, 30.0),
        (503, {"retry-after": "soon"}, None),
        (500, {}, None),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1777636860", "date": DATE}, 60.0),
    ],
)
async def test_a_busy_server_is_tried_later(
    server: StubServer, status: int, headers: dict[str, str], seconds: float | None
) -> None:
    server.answer = lambda _: Reply({}, status, headers)

    async def answer(*_: Any) -> tuple[int, Any, bytes]:
        return status, headers, b"{}"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "_exchange", answer)  # http.server sends a Date of its own
        failed = await failure_of(server, Reply({}, status, headers))
    assert isinstance(failed, TryLater)
    assert failed.seconds == seconds


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "does not accept the credentials"), (403, "does not allow this"), (404, "nothing at the path"), (418, "status 418")],
)
async def test_what_will_not_succeed_later_fails(
    server: StubServer, monkeypatch: pytest.MonkeyPatch, status: int, words: str
) -> None:
    monkeypatch.setenv("VARIABLE_OF_TEST", PRIVATE)
    failed = await failure_of(server, Reply({"secret": PRIVATE}, status), **IN_VARIABLE)
    assert isinstance(failed, PullFailed)
    assert words in str(failed)


async def test_broken_json_may_be_complete_later(server: StubServer) -> None:
    assert isinstance(await failure_of(server, Reply(b'{"data": [')), TryLater)


async def test_an_answer_is_bounded(server: StubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LARGEST_ANSWER", 1_000)
    assert "larger than 1,000 bytes" in str(await failure_of(server, Reply(b"[" + b" " * 2_000 + b"]")))


async def test_a_server_that_does_not_answer_in_time_is_tried_later(server: StubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(*_: Any, **__: Any) -> Any:
        raise httpx.ReadTimeout("too slow")

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", slow)
    assert "did not answer in time" in str(await failure_of(server, Reply({})))


async def test_a_server_that_is_away_is_tried_later() -> None:
    with stub_server(lambda _: Reply({})) as gone:
        pass
    assert "cannot be reached" in str(await failure_of(gone, Reply({})))


async def test_a_certificate_that_cannot_be_verified_is_an_error(server: StubServer, tmp_path: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = {"-keyout": tmp_path / "key.pem", "-out": tmp_path / "cert.pem"}
    command += [str(each) for pair in files.items() for each in pair]
    await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files["-out"], files["-keyout"])
    server._http.socket = context.wrap_socket(server._http.socket, server_side=True)
    sender = Client(server.url.replace("http:", "https:"), {})
    with pytest.raises(PullFailed, match="certificate cannot be verified"):
        await sender.get("/x")
    await sender.close()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ftp://x", "expected a URL"),
        ("example.com", "expected a URL"),
        ("https://", "expected a URL"),
        ("https://x:99999", "expected a URL"),
        (f"https://me:{PRIVATE}@x", "must not contain credentials"),
        (f"https://x?key={PRIVATE}", "must not contain a query"),
    ],
)
def test_addresses_that_are_none_or_contain_secrets_are_refused(text: str, words: str) -> None:
    with pytest.raises(BadUserInput, match=words) as refused:
        address_of(text)
    assert PRIVATE not in refused.value.message


def test_pauses_grow_are_bounded_and_never_shorter_than_asked() -> None:
    assert [2 ** (failures - 1) <= pause(None, failures, 900) <= 1.25 * 2 ** (failures - 1) for failures in range(1, 9)] == [
        True
    ] * 8
    assert 30 <= pause(30, 1, 900) <= 37.5
    assert pause(10_000, 1, 900) == 900
