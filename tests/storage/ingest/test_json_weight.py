"""JSON text with many objects and lists is recognized; text that is only long is not."""

import io
import json

import pytest

from storage.ingest.json_stream import DECODER, PATIENT, documents, documents_in
from storage.ingest.json_weight import MOST_CONTAINERS, PIECE, is_dense, is_heavy

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("container", [b"[]", b"{}", b"[{}]", b"["])
def test_text_is_heavy_from_one_container_too_many_on(container: bytes) -> None:
    each = container.count(b"[") + container.count(b"{")
    text = (b" " * PIECE).join([container] * 2) + b",".join([container] * (MOST_CONTAINERS // each - 2))
    assert not is_heavy(text)
    assert is_heavy(text + container)


def test_long_text_with_few_containers_is_not_heavy() -> None:
    assert not is_heavy(b'{"a":[' + b'"",' * 1_000_000 + b'""]}')


def test_text_is_dense_if_its_objects_and_lists_are_smaller_than_records() -> None:
    assert is_dense("[]," * (MOST_CONTAINERS + 1), 16)
    assert not is_dense("[]," * 10, 16)
    assert not is_dense('{"id": "a record"},' * (MOST_CONTAINERS + 1), 16)


VALUES = [1, -2.5, True, None, "a\\u0000", "é", {"a": [], "b": {"c": [[{}]]}}, [], {}, 2**70]


def test_values_are_read_alike_in_either_way() -> None:
    text = json.dumps(VALUES) + "NaN 1e999"
    position = len(json.dumps(VALUES))
    for decoder in (DECODER, PATIENT):
        assert decoder.raw_decode(text) == (VALUES, position)
        assert decoder.raw_decode(text, position) == ("NaN", position + 3)
        assert decoder.raw_decode(text, position + 4) == ("1e999", len(text))


def test_an_element_of_many_lists_is_read_whole() -> None:
    text = b'{"data":[[' + b",".join([b"[]"] * 400_000) + b'],{"a":1}]}'
    assert len(text) > 1_048_576
    first, second = [value for document in documents(io.BytesIO(text)) for _, _, value in document]
    assert first == [[]] * 400_000
    assert second == {"a": 1}


def test_a_heavy_document_is_read_like_a_light_one() -> None:
    light, heavy = (b'{"data":[' + b",".join([b'{"a":[1]}'] * count) + b"]}" for count in (10, MOST_CONTAINERS))
    assert [is_heavy(light), is_heavy(heavy)] == [False, True]
    read = [[value for document in documents_in(text) for value in document] for text in (light, heavy)]
    assert [len(values) for values in read] == [10, MOST_CONTAINERS]
    assert read[1][:10] == read[0]
