"""Whoever writes a value or a name that does not exist is shown what does."""

import json
from enum import EnumType
from io import BytesIO

import msgspec
import pytest

from storage.alternatives import explained, nearest, one_of
from storage.ingest.mapping import CsvMapping
from storage.ingest.ndjson import read
from storage.ingest.reader import ReadOptions
from storage.ingest.source import Source
from storage.nouns.noun import Field, sent_nouns

ENUMS = [
    pytest.param(name, field, id=f"{name}.{field.name}")
    for name, noun in sent_nouns().items()
    for field in noun.fields
    if isinstance(field.type, EnumType)
]


def _complaint(line: str) -> str:
    """What is said of a line of NDJSON."""
    (broken,) = read(Source("x", stream=BytesIO(line.encode())), ReadOptions())
    return str(broken)


def test_the_nearest_name_is_suggested_and_otherwise_all() -> None:
    assert nearest("colums", ["columns", "model"]) == "did you mean columns?"
    assert nearest("xyz", ["columns", "model"]) == one_of(["columns", "model"]) == "use one of: columns, model"
    assert nearest("xyz", ["columns", "model"], "see the docs") == "see the docs"


@pytest.mark.parametrize(("noun", "field"), ENUMS)
def test_an_unknown_value_of_a_set_is_refused_with_the_whole_set(noun: str, field: Field) -> None:
    allowed = f"unknown value 'nope'; use one of: {', '.join(field.type)}"  # type: ignore[arg-type] # an enumeration
    line = json.dumps({"noun": noun, "id": "x", "at": "2026-05-01T12:00:00Z", field.name: "nope"})
    complaint = _complaint(line)
    assert f"field {field.name}: {allowed}" in complaint


@pytest.mark.parametrize("noun", sent_nouns())
def test_a_misspelled_field_is_refused_with_the_nearest(noun: str) -> None:
    for field in sent_nouns()[noun].fields:
        complaint = _complaint(json.dumps({"noun": noun, "id": "x", f"{field.name}q": 1}))
        assert f"field {field.name}q: unknown field; did you mean {field.name}?" in complaint


def test_an_unknown_noun_is_refused_with_all_nouns() -> None:
    complaint = _complaint('{"noun": "tsk", "id": "x"}')
    assert f"field noun: unknown value 'tsk'; use one of: {', '.join(sorted(sent_nouns()))}" in complaint


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("colums = {}", "colums: unknown field; did you mean columns?"),
        ("[columns]\ncase = 'a'\nactivty = 'b'", "columns.activty: unknown field; did you mean activity?"),
        ("[attributes]\nx = 'int'", "attributes[...]: unknown value 'int'; use one of: boolean, integer, number, text"),
        (
            "[[record]]\nnoun = 'run'\nfields.id = { column = 'a', kind = 'int' }",
            "record[0].fields[...].kind: unknown value 'int'; use one of: boolean, integer, number, text",
        ),
        ("[[record]]\nfields.id = 'a'", "record[0].noun: required, but missing"),
        ("[columns]\ncase = 7\nactivity = 'a'", "columns.case: expected `str`, got `int`"),
    ],
)
def test_a_place_in_a_mapping_is_explained(mapping: str, said: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.toml.decode(mapping, type=CsvMapping)
    found = explained(str(refused.value), CsvMapping)
    assert f"{found.place}: {found}" == said
