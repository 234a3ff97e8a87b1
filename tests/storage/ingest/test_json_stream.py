"""Large JSON documents, read element by element."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.ingest.json_stream import values
from storage.nouns.record import Refused

pytestmark = pytest.mark.slow

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Pieces(io.BytesIO):
    """Gives a few bytes at a time."""

    size = 3

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(min(self.size, size or self.size))


def told(content: bytes) -> list[tuple[str | None, int | None, Any]]:
    return list(values(Pieces(content)))  # type: ignore[arg-type]


@given(st.lists(JSON))
def test_a_list_gives_its_elements(sent: list[Any]) -> None:
    assert told(json.dumps(sent).encode()) == [(None, position, value) for position, value in enumerate(sent)]


@given(st.dictionaries(st.text(), JSON))
def test_an_object_gives_its_members_and_the_elements_of_its_lists(sent: dict[str, Any]) -> None:
    expected: list[tuple[str | None, int | None, Any]] = []
    for name, value in sent.items():
        expected += [(name, n, inner) for n, inner in enumerate(value)] if isinstance(value, list) else [(name, None, value)]
    assert told(json.dumps(sent, ensure_ascii=False, indent=1).encode()) == expected


@pytest.mark.parametrize(
    "content", [b"", b"7", b"[1", b"[1,]", b'{"a" 1}', b'{"a": [1', b"[1] 2", b'["\xff"]', b"[" * 5000, b"{7: 1}x"]
)
def test_what_is_not_json_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        told(content)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert told(b"\xef\xbb\xbf[1]") == [(None, 0, 1)]
