"""Large JSON documents, read element by element."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, reject
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


@pytest.mark.parametrize(
    "content", [b"", b"7", b"[1", b"[1,,2]", b'{"a" 1}', b'{"a": "b" c}', b'{"a": [1', b"[1] 2", b"[" * 5000, b"{7: 1}x"]
)
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
    read: list[Any] = []
    refused = 0
    for document in documents(Pieces(f"[1]\n{bad}\n[3]\n  \n[4]".encode())):  # type: ignore[arg-type]
        try:
            for name, _, value in document:
                refused += isinstance(value, Refused)
                read += [value] if name is None else []
        except Refused:
            refused += 1
    assert [each for each in read if each != 2] in ([1, 3, 4], [1, 1, 3, 4])
    assert refused == 1


@pytest.mark.parametrize(
    "bad",
    [
        '{"id": 2 "n": [3]}',
        '{"id": 2, "n": }',
        '{"id": nope}',
        '{"id" 2}',
        '{"a": "\\q", "b": "}, {"}',
        '"\\q"',
        "None",
        "'x'",
        "[1 2]",
        '{"id": {"n": [1, {"m": 2 "k": "]}"}]}}',
    ],
)
@pytest.mark.parametrize("text", ["[%s]", '{"name": [%s]}', "[\n  %s\n]"])
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_an_element_that_is_invalid_costs_only_itself(bad: str, text: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pieces, "size", size)
    found = [value for _, _, value in told((text % f'{{"id": 1}}, {bad}, {{"id": 3}}').encode())]
    assert [value for value in found if not isinstance(value, Refused)] == [{"id": 1}, {"id": 3}]
    assert len(found) == 3


def test_a_member_that_is_invalid_costs_only_itself() -> None:
    found = told(b'{"id": 1, "input": {"a": 1 "b": 2}, "name": nil, "output": "x"}')
    assert [(name, value) for name, _, value in found if not isinstance(value, Refused)] == [("id", 1), ("output", "x")]
    assert [name for name, _, value in found if isinstance(value, Refused)] == ["input", "name"]


@pytest.mark.parametrize("text", ['[{"a": 1}{"a": 2}]', '[{"a": 1}\n{"a": 2},]', '{"x": [{"a": 1} {"a": 2}] "y": 5,}'])
def test_commas_that_are_missing_between_values_or_one_too_many_cost_nothing(text: str) -> None:
    assert [value for _, _, value in told(text.encode()) if value != 5] == [{"a": 1}, {"a": 2}]


def test_a_text_that_never_ends_costs_the_rest_and_the_reason_says_so() -> None:
    document = values(Pieces(b'[{"a": 1}, {"a": "x}, {"a": 3}]'))  # type: ignore[arg-type]
    assert next(document) == (None, 0, {"a": 1})
    with pytest.raises(Refused, match="the rest of the document was not read"):
        list(document)


@given(st.lists(JSON.map(lambda value: {"v": value}), min_size=3, max_size=3), st.data())
def test_no_damage_of_an_element_changes_another(sent: list[Any], data: st.DataObject) -> None:
    before, middle, after = (json.dumps(each) for each in sent)
    cut = data.draw(st.integers(1, len(middle) - 2))
    damaged = middle[:cut] + middle[cut + 1 :]
    try:
        found = [value for _, _, value in told(f"[{before}, {damaged}, {after}]".encode())]
    except Refused:
        reject()
    assert found[0] == sent[0]
    assert found[-1] == sent[2] or isinstance(found[-1], Refused)
