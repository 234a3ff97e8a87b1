"""docs/loading.md is complete, and what it shows can be used."""

import dataclasses
import re
from pathlib import Path

import pytest

from storage.ingest.format import FORMATS
from storage.ingest.loading import LoadOptions
from storage.ingest.mapping import Columns, CsvMapping, FieldSource, FileShape, read_mapping
from tests.project import PROJECT

DOCS = PROJECT / "docs"
TEXT = (DOCS / "loading.md").read_text()
NOT_FOR_PEOPLE = {"batch", "shown", "guess"}


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(LoadOptions) if field.name not in NOT_FOR_PEOPLE])
def test_every_option_is_explained(name: str) -> None:
    assert f"--{name}" in TEXT


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_explained(name: str) -> None:
    assert name in TEXT.lower()


@pytest.mark.parametrize("part", [CsvMapping, Columns, FileShape, FieldSource])
def test_every_key_of_a_mapping_is_shown(part: type) -> None:
    for name in part.__struct_fields__:  # type: ignore[attr-defined]
        assert re.search(rf"\b{name}\b", TEXT), name


def test_every_mapping_that_is_shown_is_right(tmp_path: Path) -> None:
    shown = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert len(shown) == 2
    for text in shown:
        path = tmp_path / "mapping.toml"
        path.write_text(text)
        read_mapping(path)


@pytest.mark.parametrize("path", sorted((DOCS / "mappings").glob("*.toml")), ids=lambda path: path.name)
def test_every_mapping_that_ships_is_right_and_named(path: Path) -> None:
    read_mapping(path)
    assert path.name in TEXT
