"""No content makes a reader fail: what cannot be read is said, and everything else stays as it is."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import BadUserInput
from storage.ingest.format import FORMATS, read
from storage.ingest.reader import Broken, Notice, ReadOptions
from storage.ingest.source import Source
from storage.nouns.record import Instant, Record

pytestmark = pytest.mark.slow

MAPPING = """
model.id = "m"
columns = { case = "case", activity = "activity", start = "start" }
time.timezone = "UTC"
attributes = { cost = "number" }
"""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
SAMPLES = {path.stem: path.read_bytes() for path in (Path(__file__).parent / "samples").iterdir()}
"""A small valid file of each format."""


def read_all(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mapping, path = Path(folder, "mapping.toml"), Path(folder, "x")
        mapping.write_text(MAPPING)
        path.write_bytes(content)
        options = ReadOptions(format=name, mapping=mapping if name == "csv" else None, at=Instant(1))
        try:
            for item in read(Source.file(path), options):
                assert isinstance(item, Record | Broken | Notice)
        except BadUserInput:
            assert name == "ocel", "only OCEL looks at the content before it gives records"


def every_place(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, child in inner for place in every_place(child, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    if not path:
        return other
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], other)
    return copy


def test_every_format_has_a_sample() -> None:
    assert SAMPLES.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60)
@given(cut=st.tuples(st.floats(0, 1), st.floats(0, 1)), inserted=st.binary(max_size=6))
def test_damaged_bytes_do_not_make_a_reader_fail(name: str, cut: tuple[float, float], inserted: bytes) -> None:
    sample = SAMPLES[name]
    start, end = sorted(round(place * len(sample)) for place in cut)
    read_all(name, sample[:start] + inserted + sample[end:])


@pytest.mark.parametrize("name", ["ndjson", "ocel", "langfuse", "livemcpbench", "cloudtrail", "otlp", "github", "cloudevents"])
@settings(max_examples=120)
@given(data=st.data())
def test_json_of_another_shape_does_not_make_a_reader_fail(name: str, data: st.DataObject) -> None:
    sent = json.loads(SAMPLES[name].splitlines()[0])
    place = data.draw(st.sampled_from(every_place(sent)))
    read_all(name, json.dumps(replaced(sent, place, data.draw(JSON))).encode())
