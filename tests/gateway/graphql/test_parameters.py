"""Odd requests are refused with a message that says what is odd."""

from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.graphql.parameters import Parameters, parameters_of_body, parameters_of_query_string
from gateway.http_errors import MalformedRequest, RequestTooLarge
from storage.ingest.json_weight import MOST_CONTAINERS


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "is not valid JSON"),
        (b"{", "is not valid JSON"),
        (b"\xff\xfe", "is not valid JSON in UTF-8"),
        (b'{"query": "\xe9"}', "is not valid JSON in UTF-8"),
        (b'"\\ud800"', "is not valid JSON"),
        (b"[" * 10_000, "is not valid JSON"),
        (b"null", "not null"),
        (b"7", "not a number"),
        (b'"x"', "not a string"),
        (b"true", "not a boolean"),
        (b"[]", "Batches"),
        (b"[1, 2]", "Batches"),
        (b'[{"query": "{a}"}]', "Batches"),
        (b'{"query": 7}', "`query` must be a string, not a number"),
        (b'{"query": ["{a}"]}', "`query` must be a string, not a list"),
        (b'{"query": "{a}", "operationName": {}}', "`operationName` must be a string, not an object"),
        (b'{"query": "{a}", "variables": "x"}', "`variables` must be a JSON object, not a string"),
        (b'{"query": "{a}", "variables": [1]}', "`variables` must be a JSON object, not a list"),
        (b'{"query": "{a}", "extensions": 1}', "`extensions` must be a JSON object, not a number"),
        (b'{"documentId": 1}', "`documentId` must be a string"),
    ],
)
def test_an_odd_body_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(MalformedRequest, match=message):
        parameters_of_body(body)


@pytest.mark.parametrize("heavy", ["[]", "{}", "[[]]", '{"a":[{}]}'])
def test_a_body_with_more_objects_and_lists_than_can_be_decoded_in_one_go_is_refused(heavy: str) -> None:
    whole = '{"query": "{a}", "extensions": {"a": [' + ",".join([heavy] * (MOST_CONTAINERS + 1)) + "]}}"
    with pytest.raises(RequestTooLarge) as refused:
        parameters_of_body(whole.encode())
    assert refused.value.facts == {"limit": "containers", "allowed": MOST_CONTAINERS, "measured": "more"}
    with pytest.raises(RequestTooLarge):
        parameters_of_query_string(f"query=%7Ba%7D&variables={quote(whole)}".encode())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"query=%7Ba%7D&query=%7Bb%7D", "more than once"),
        (b"query=%7Ba%7D&variables=%7B", "`variables` is not valid JSON"),
        (b"query=%7Ba%7D&variables=[]", "`variables` must be a JSON object"),
        (b"query=%ff", "UTF-8"),
        (b"query=\xff", "UTF-8"),
        (b"&".join([b"a=1"] * 101), "at most 100"),
    ],
)
def test_an_odd_query_string_is_refused(text: bytes, message: str) -> None:
    with pytest.raises(MalformedRequest, match=message):
        parameters_of_query_string(text)


def test_both_ways_carry_the_same_parameters() -> None:
    expected = Parameters("{a}", "A", {"x": [1]}, {"y": None}, None)
    body = b'{"query": "{a}", "operationName": "A", "variables": {"x": [1]}, "extensions": {"y": null}, "ours": "no"}'
    text = "query=%7Ba%7D&operationName=A&variables=" + quote('{"x":[1]}') + "&extensions=" + quote('{"y":null}')
    assert parameters_of_body(body) == parameters_of_query_string(text.encode()) == expected


def test_null_and_the_empty_operation_name_mean_absent() -> None:
    body = b'{"query": "{a}", "operationName": "", "variables": null, "extensions": null}'
    assert parameters_of_body(body) == parameters_of_query_string(b"query={a}&operationName=&variables=&extensions=")


@pytest.mark.parametrize("read", [parameters_of_body, parameters_of_query_string])
@given(st.binary())
def test_no_bytes_make_anything_but_parameters_or_a_refusal(read: Callable[[bytes], Parameters], text: bytes) -> None:
    with suppress(MalformedRequest):
        assert isinstance(read(text), Parameters)
