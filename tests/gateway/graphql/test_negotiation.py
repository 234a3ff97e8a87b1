"""The media type of an answer follows the Accept header; that of a body is JSON in UTF-8 or refused."""

import pytest

from gateway.graphql.negotiation import GRAPHQL, JSON, LONGEST_ACCEPT, answer_type, is_json


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, {JSON}", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", GRAPHQL),
        (f"{GRAPHQL};q=0.5, {JSON}", JSON),
        (f"{JSON};q=0.1, {GRAPHQL};q=0.2", GRAPHQL),
        (f"{JSON};q=0, */*", GRAPHQL),
        (f"{JSON}, */*", JSON),
        (f"{GRAPHQL}; charset=utf-8, {JSON}; charset=utf-8", GRAPHQL),
        (f"{GRAPHQL}; charset=latin-1, {JSON}", JSON),
        ("APPLICATION/JSON", JSON),
        (f"text/event-stream, {JSON};q=0.1", JSON),
        ("text/event-stream", None),
        ("text/html", None),
        (f"{JSON};q=0", None),
        (f"{JSON};q=nonsense", None),
        (",;=,", None),
    ],
)
def test_the_answer_has_the_type_that_the_client_prefers(accept: str, expected: str | None) -> None:
    assert answer_type(accept) == expected


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("application/json", True),
        ("application/json; charset=utf-8", True),
        ('Application/JSON; Charset="UTF-8"', True),
        ("application/json; charset=iso-8859-1", False),
        ("application/graphql", False),
        ("text/plain", False),
        ("application/x-www-form-urlencoded", False),
        ("", False),
    ],
)
def test_a_body_is_json_in_utf8(content_type: str, expected: bool) -> None:
    assert is_json(content_type) is expected


def test_a_long_accept_header_is_not_read() -> None:
    assert answer_type("*/*" + " " * LONGEST_ACCEPT) is None
    assert answer_type("*/*" + " " * (LONGEST_ACCEPT - 3)) == JSON
