"""docs/records.md is what the records say of themselves."""

import pytest

from storage.nouns.noun import NOUNS, fields_of, sent_nouns
from storage.nouns.record_docs import record_docs
from tests.project import PROJECT

PAGE = PROJECT / "docs" / "records.md"


def section(noun: str) -> str:
    return PAGE.read_text(encoding="utf-8").split(f"\n## {noun}\n")[1].split("\n## ")[0]


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == record_docs(), "run: python -m storage.nouns.record_docs > docs/records.md"


@pytest.mark.parametrize("noun", list(sent_nouns()))
def test_every_field_of_a_noun_is_documented_with_its_description(noun: str) -> None:
    lines = section(noun).splitlines()
    for field in fields_of(NOUNS[noun].record):
        line = next(line for line in lines if line.startswith(f"| `{field.name}` |"))
        assert field.description
        assert field.description in line


@pytest.mark.parametrize("noun", list(NOUNS))
def test_every_description_is_a_sentence(noun: str) -> None:
    for field in (*fields_of(NOUNS[noun].record), *NOUNS[noun].derived):
        assert field.description.endswith("."), field.name
