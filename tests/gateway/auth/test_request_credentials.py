"""What a request carries as a credential."""

import pytest

from gateway.auth.request_credentials import COOKIE, bearer, cookie, is_same_origin
from storage.errors import Unauthenticated


@pytest.mark.parametrize("value", ["Bearer pgk_a.b.c-_", "bearer   pgk_a.b.c-_", " BEARER pgk_a.b.c-_ "])
def test_a_bearer_credential_is_read_in_any_case(value: str) -> None:
    assert bearer({"authorization": value}) == "pgk_a.b.c-_"


def test_no_header_is_no_credential() -> None:
    assert bearer({}) is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "pgk_a.b.c",
        "Bearer a b",
        "Bearer a, Bearer b",
        "Bearer a,b",
        "Bearer ä",
        "Bearer a\x00b",
        "Bearer " + "a" * 16385,
    ],
)
def test_any_other_value_is_refused(value: str) -> None:
    with pytest.raises(Unauthenticated):
        bearer({"authorization": value})


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ("", None),
        ("other=1", None),
        (f"x{COOKIE}=1", None),
        (f"{COOKIE}=a.b.c", "a.b.c"),
        (f'other=1; {COOKIE}="a.b.c"; x', "a.b.c"),
        (f"{COOKIE}=a.b.c; {COOKIE}=a.b.c", "a.b.c"),
        (f"{COOKIE}=", ""),
        (f"other=1, {COOKIE}=a.b.c", "a.b.c"),
    ],
)
def test_a_cookie_is_found_among_others(sent: str, found: str | None) -> None:
    assert cookie({"cookie": sent}, COOKIE) == found


def test_two_different_cookies_of_a_name_are_refused() -> None:
    with pytest.raises(Unauthenticated):
        cookie({"cookie": f"{COOKIE}=a; {COOKIE}=b"}, COOKIE)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://api.example.org:8000"},
        {"origin": "https://API.example.org:8000"},
        {"referer": "http://api.example.org:8000/analytics/docs?x=1"},
        {"origin": "http://api.example.org:8000", "referer": "http://evil.example/"},
        {"origin": "http://api.example.org:8000", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_page_of_the_same_host_is_known(headers: dict[str, str]) -> None:
    assert is_same_origin({"host": "api.example.org:8000", **headers})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://api.example.org"},
        {"origin": "http://api.example.org:8001"},
        {"origin": "http://api.example.org.evil.example:8000"},
        {"origin": "http://evil.example", "referer": "http://api.example.org:8000/"},
        {"origin": "http://[x"},
        {"origin": "http://api.example.org:99999"},
        {"referer": "http://evil.example/?http://api.example.org:8000"},
        {"origin": "http://api.example.org:8000", "sec-fetch-site": "cross-site"},
        {"origin": "http://api.example.org:8000", "sec-fetch-site": "same-site"},
    ],
)
def test_any_other_page_is_foreign_and_so_is_one_that_does_not_tell(headers: dict[str, str]) -> None:
    assert not is_same_origin({"host": "api.example.org:8000", **headers})


def test_the_usual_ports_go_without_saying() -> None:
    assert is_same_origin({"host": "api.example.org", "origin": "https://api.example.org:443"})
    assert is_same_origin({"host": "api.example.org:80", "origin": "http://api.example.org"})
