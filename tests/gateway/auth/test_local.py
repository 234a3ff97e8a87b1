"""Only a program or page of this machine, speaking to this machine, counts as local."""

from typing import Any

import pytest

from gateway.auth.local import is_local


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
