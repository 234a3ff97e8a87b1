"""Results for short texts are kept; long texts never are."""

import gc
import sys
from collections.abc import Callable

import pytest

from gateway.auth.local import is_local, is_loopback
from gateway.auth.request_credentials import is_same_origin
from gateway.graphql.negotiation import answer_type, is_json
from storage.short_text_cache import LONGEST, cached_if_short


def test_a_short_text_is_computed_once_and_a_long_one_each_time() -> None:
    computed: list[str] = []

    @cached_if_short
    def length(text: str) -> int:
        computed.append(text)
        return len(text)

    short, long = "a" * LONGEST, "a" * (LONGEST + 1)
    assert [length(short), length(short), length(long), length(long)] == [LONGEST, LONGEST, LONGEST + 1, LONGEST + 1]
    assert computed == [short, long, long]


@pytest.mark.slow
@pytest.mark.parametrize(
    "read",
    [
        lambda text: is_loopback(text),
        lambda text: is_local({"client": ("127.0.0.1", 1)}, {"host": "127.0.0.1", "origin": text}),
        lambda text: is_same_origin({"host": "a", "referer": text}),
        lambda text: answer_type(text),
        lambda text: is_json(text),
    ],
)
def test_no_long_text_of_a_client_stays_in_memory(read: Callable[[str], object]) -> None:
    text = "a" * 60_000
    read(text)
    gc.collect()
    assert sys.getrefcount(text) == 2
