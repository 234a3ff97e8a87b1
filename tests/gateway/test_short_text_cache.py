"""Results for short texts are kept; long texts never are."""

from gateway.auth import local, request_credentials
from gateway.graphql import negotiation
from gateway.short_text_cache import LONGEST, cached_if_short


def test_a_short_text_is_computed_once_and_a_long_one_each_time() -> None:
    computed: list[str] = []

    @cached_if_short
    def length(text: str) -> int:
        computed.append(text)
        return len(text)

    short, long = "a" * LONGEST, "a" * (LONGEST + 1)
    assert [length(short), length(short), length(long), length(long)] == [LONGEST, LONGEST, LONGEST + 1, LONGEST + 1]
    assert computed == [short, long, long]


def test_no_unbounded_text_of_a_client_is_cached() -> None:
    for module in (local, request_credentials, negotiation):
        assert not [name for name, value in vars(module).items() if hasattr(value, "cache_info")]
