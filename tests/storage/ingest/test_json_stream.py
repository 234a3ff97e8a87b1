"""Large JSON documents, read element by element."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.ingest.json_stream import documents, values
from storage.nouns.record import Refused
from storage.storable import replaced

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


@pytest.mark.parametrize("content", [b"", b"7", b"[1", b"[1,]", b'{"a" 1}', b'{"a": [1', b"[1] 2", b"[" * 5000, b"{7: 1}x"])
def test_what_is_not_json_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        told(content)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert told(b"\xef\xbb\xbf[1]") == [(None, 0, 1)]


def test_a_byte_that_is_not_utf8_is_replaced_later() -> None:
    ((_, _, value),) = told(b'["a\xffb"]')
    assert replaced(value) == ("a\ufffdb", 1)


@pytest.mark.parametrize("between", ["", " ", "\n", "\n\n", "\ufeff", "\n\ufeff", "\x1e"])
def test_every_document_of_a_stream_is_read(between: str) -> None:
    text = between.join(['[1, {"a": 2}]', '{"b": [3], "c": 4}', "{}", "[5]"])
    found = [list(document) for document in documents(Pieces(text.encode()))]  # type: ignore[arg-type]
    assert found == [[(None, 0, 1), (None, 1, {"a": 2})], [("b", 0, 3), ("c", None, 4)], [], [(None, 0, 5)]]


@pytest.mark.parametrize("bad", ["[1, 2", '{"a" 1}', "nonsense", '{"a": [1, x]}'])
def test_a_document_that_is_broken_costs_no_other(bad: str) -> None:
    read: list[int] = []
    refused = 0
    for document in documents(Pieces(f"[1]\n{bad}\n[3]\n  \n[4]".encode())):  # type: ignore[arg-type]
        try:
            read += [value for name, _, value in document if name is None]
        except Refused:
            refused += 1
    assert [each for each in read if each != 2] in ([1, 3, 4], [1, 1, 3, 4])
    assert refused == 1
