"""What nouns declare about each other fits together: the writer and the roll-ups rely on it without looking."""

import ast
from pathlib import Path

import pytest

import storage
from storage.nouns.noun import NOUNS, Noun
from storage.nouns.record import Instant
from storage.rollup.subjects import SUBJECTS

CARRYING = [noun for noun in NOUNS.values() if noun.carried]
WITH_PARTS = [noun for noun in NOUNS.values() if noun.from_parts]
WITH_TOTALS = [noun for noun in NOUNS.values() if noun.totals]
DECIDING = [subject for subject in SUBJECTS.values() if subject.decides]


def fields(noun: Noun) -> dict[str, type]:
    return {field.name: field.type for field in noun.fields}


@pytest.mark.parametrize("noun", CARRYING, ids=lambda noun: noun.name)
def test_a_row_carries_record_fields_of_the_row_that_an_indexed_link_names(noun: Noun) -> None:
    assert noun.carried
    assert noun.carried.link in noun.links
    other = fields(NOUNS[noun.carried.noun])
    assert {field.name: field.type for field in noun.carried.fields}.items() <= other.items()
    assert noun.table.c.keys()[2 + len(noun.fields) :][: len(noun.carried.names)] == list(noun.carried.names)


@pytest.mark.parametrize("noun", WITH_PARTS, ids=lambda noun: noun.name)
def test_fields_from_parts_include_the_times_and_parts_have_both_times(noun: Noun) -> None:
    assert noun.from_parts
    part = NOUNS[noun.from_parts.part]
    assert {noun.time, noun.end} <= set(noun.from_parts.fields) <= set(fields(noun))
    assert fields(noun)[noun.from_parts.flag] is bool
    assert noun.from_parts.link in part.links
    assert {fields(part)[name] for name in noun.from_parts.times} == {Instant}
    assert set(noun.from_parts.sums) <= set(fields(part)) & set(noun.from_parts.fields)


@pytest.mark.parametrize("noun", WITH_TOTALS, ids=lambda noun: noun.name)
def test_a_total_adds_integers_of_the_same_record_and_no_other_total(noun: Noun) -> None:
    for total, parts in noun.totals.items():
        assert {fields(noun)[name] for name in (total, *parts)} == {int}
        assert not set(parts) & set(noun.totals)


@pytest.mark.parametrize("subject", DECIDING, ids=lambda subject: subject.noun)
def test_a_deciding_row_names_a_row_that_decides_nothing_itself(subject: object) -> None:
    assert isinstance(subject, type(DECIDING[0]))
    assert subject.decides
    assert subject.decides.link in NOUNS[subject.noun].links
    assert SUBJECTS[subject.decides.subject].decides is None


def test_every_kind_of_declaration_is_used() -> None:
    assert all((CARRYING, WITH_PARTS, WITH_TOTALS, DECIDING))


@pytest.mark.parametrize("package", ["writing", "maintenance", "copying", "erasing", "sql"])
def test_what_all_nouns_share_names_none(package: str) -> None:
    files = list((Path(storage.__path__[0]) / package).glob("*.py"))
    assert files
    for file in files:
        for part in ast.walk(ast.parse(file.read_text())):
            if isinstance(part, ast.Constant):
                assert part.value not in NOUNS, f"{file.name}:{part.lineno} names {part.value}: declare it in storage/nouns"
