"""Documents are found by registered name and by hash, and no text runs under another's hash."""

from hashlib import sha256
from sys import getsizeof
from typing import Any

import pytest

from gateway.graphql.parameters import Parameters
from gateway.graphql.persisted import LARGEST_REMEMBERED, PersistedQueries
from gateway.http_errors import DocumentNotFound, MalformedRequest, PersistedQueryMismatch, PersistedQueryNotFound
from storage.errors import Failure

REGISTERED = {"explore/a": "{ a }"}


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def automatic(hashed: str, query: str | None = None) -> Parameters:
    return Parameters(query, None, None, {"persistedQuery": {"version": 1, "sha256Hash": hashed}}, None)


def named(name: str, query: str | None = None) -> Parameters:
    return Parameters(query, None, None, None, name)


def test_a_query_is_remembered_under_its_hash() -> None:
    persisted = PersistedQueries({}, 10, 1_000_000)
    with pytest.raises(PersistedQueryNotFound, match=r"^PersistedQueryNotFound$"):
        persisted.text(automatic(digest("{ b }")))
    assert persisted.text(automatic(digest("{ b }"), "{ b }")) == "{ b }"
    assert persisted.text(automatic(digest("{ b }"))) == "{ b }"


def test_a_query_with_the_hash_of_another_is_refused_and_not_remembered() -> None:
    persisted = PersistedQueries({}, 10, 1_000_000)
    with pytest.raises(PersistedQueryMismatch):
        persisted.text(automatic(digest("{ b }"), "{ c }"))
    with pytest.raises(PersistedQueryNotFound):
        persisted.text(automatic(digest("{ b }")))


def test_the_query_that_was_used_longest_ago_is_forgotten_first() -> None:
    persisted = PersistedQueries({}, 2, 1_000_000)
    for text in ("{ a }", "{ b }", "{ a }", "{ c }"):
        persisted.text(automatic(digest(text), text))
    assert persisted.text(automatic(digest("{ a }"))) == "{ a }"
    with pytest.raises(PersistedQueryNotFound):
        persisted.text(automatic(digest("{ b }")))


def test_a_very_long_query_runs_but_is_not_remembered() -> None:
    persisted = PersistedQueries({}, 2, 1_000_000)
    text = "{ a }" + " " * LARGEST_REMEMBERED
    assert persisted.text(automatic(digest(text), text)) == text
    with pytest.raises(PersistedQueryNotFound):
        persisted.text(automatic(digest(text)))


def test_a_registered_document_is_found_by_name_and_by_hash() -> None:
    persisted = PersistedQueries(REGISTERED, 0, 1_000_000)
    asked = (named("explore/a"), named(f"sha256:{digest('{ a }')}"), automatic(digest("{ a }")))
    assert [persisted.text(parameters) for parameters in asked] == ["{ a }"] * 3


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        (named("explore/b"), DocumentNotFound),
        (named("sha256:00"), DocumentNotFound),
        (named("explore/a", "{ b }"), MalformedRequest),
        (Parameters(None, None, None, None, None), MalformedRequest),
    ],
)
def test_a_request_that_names_no_document_is_refused(parameters: Parameters, refusal: type[Failure]) -> None:
    with pytest.raises(refusal):
        PersistedQueries(REGISTERED, 0, 1_000_000).text(parameters)


@pytest.mark.parametrize(
    "asked", [None, 1, {}, {"version": 2, "sha256Hash": "x"}, {"version": 1}, {"version": 1, "sha256Hash": 1}]
)
def test_an_odd_persisted_query_extension_is_refused(asked: Any) -> None:
    with pytest.raises(MalformedRequest, match="version 1 and a sha256Hash"):
        PersistedQueries({}, 1, 1_000_000).text(Parameters("{ a }", None, None, {"persistedQuery": asked}, None))


@pytest.mark.parametrize("letter", ["x", "\u4e00"])
def test_remembered_queries_stay_within_their_bytes(letter: str) -> None:
    persisted = PersistedQueries({}, 1_000, 1_000_000)
    texts = [f"{{ a{number} }} # {letter * 50_000}" for number in range(50)]
    for text in texts:
        persisted.text(automatic(digest(text), text))
    assert sum(getsizeof(text) for text in persisted._remembered.values()) <= 1_000_000
    assert persisted.text(automatic(digest(texts[-1]))) == texts[-1]


def test_no_query_is_remembered_without_memory_for_it() -> None:
    for persisted in (PersistedQueries({}, 0, 1_000_000), PersistedQueries({}, 10, 0)):
        persisted.text(automatic(digest("{ b }"), "{ b }"))
        with pytest.raises(PersistedQueryNotFound):
            persisted.text(automatic(digest("{ b }")))
