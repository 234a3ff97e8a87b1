"""Statements with one plan for all values: those whose only values are ids of single rows, and the organization."""

from typing import Any

import pytest
import sqlalchemy as sa

from storage.nouns.noun import NOUNS
from storage.sql.statement import Key, Later, Moment, later, statement

TASK = NOUNS["task"].table
ID = Later(lambda moment: moment.variables["id"], "$id")
MOMENT = Moment({"id": "a", "since": 5}, "acme", 0)


def by_id(value: object) -> sa.Select[Any]:
    return sa.select(TASK.c.name).where(TASK.c.id == Key(value))


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize(("value", "expected"), [(ID, "a"), ("b", "b")])
def test_a_row_by_its_id_has_one_plan(dialect: str, value: object, expected: str) -> None:
    made = statement(by_id(value), dialect)
    assert made.has_one_plan
    assert sorted(map(str, made.bind(MOMENT))) == sorted(["acme", expected])


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_other_values_may_need_other_plans(dialect: str) -> None:
    since = Later(lambda moment: moment.variables["since"], "$since")
    others = [
        sa.select(TASK.c.name),
        by_id(ID).where(TASK.c.started_at > sa.bindparam(None, since, TASK.c.started_at.type)),
        sa.select(TASK.c.name).where(TASK.c.name == ID),
    ]
    assert [statement(each, dialect).has_one_plan for each in others] == [False, False, False]


def test_a_check_of_an_id_is_not_made_twice() -> None:
    checked = later(str.strip, ID)
    made = statement(by_id(checked), "sqlite", [checked])
    assert made.checks == ()
