"""Only a program or page of this machine, speaking to this machine, counts as local."""

from typing import Any

import pytest

from gateway.auth.local import is_local, is_loopback


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("app.localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("::ffff:127.0.0.1", True),
        ("0.0.0.0", False),  # noqa: S104 - it is the address of every interface that must not pass
        ("::", False),
        ("10.0.0.1", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("", False),
    ],
)
def test_loopback_names_are_known(name: str, expected: bool) -> None:
    assert is_loopback(name) is expected


def local(client: Any = ("127.0.0.1", 1), **headers: str) -> bool:
    sent = {"host": "127.0.0.1:8000"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return is_local({"type": "http", "client": client}, sent)


def test_a_program_of_this_machine_is_local() -> None:
    assert local()
    assert local(client=("::1", 1), host="[::1]:8000")
    assert local(host="localhost:8000", origin="http://localhost:8000", sec_fetch_site="same-origin")


@pytest.mark.parametrize(
    "request_",
    [
        {"client": ("10.0.0.5", 1)},
        {"client": None},
        {"x_forwarded_for": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1"},
        {"via": "1.1 proxy"},
        {"host": "rebound.example.org:8000"},
        {"host": ""},
        {"host": "["},
        {"origin": "https://evil.example.org"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
    ],
)
def test_what_came_through_or_from_elsewhere_is_not_local(request_: dict[str, Any]) -> None:
    assert not local(**request_)
