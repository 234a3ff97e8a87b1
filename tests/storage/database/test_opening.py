"""Statements as text and values: the text is made once for a structure, the values are those of each statement."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.sql.functions import Among

THINGS = sa.table("things", sa.column("name", sa.Text), sa.column("size", sa.BigInteger))


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that SQLAlchemy makes into text from now on."""
    made: list[str] = []
    before: Callable[..., Any] = sa.Select.compile

    def compile_(self: Any, *arguments: Any, **named: Any) -> Any:
        found = before(self, *arguments, **named)
        made.append(str(found))
        return found

    monkeypatch.setattr(sa.Select, "compile", compile_)
    return made


def named(name: str | None, least: int) -> sa.Select[Any]:
    return sa.select(THINGS.c.name).where(THINGS.c.name == name, THINGS.c.size >= least)


def test_statements_that_differ_in_values_only_are_made_into_text_once(database: Database, texts: list[str]) -> None:
    first = compiled(named("a", 1), database.dialect)
    second = compiled(named("b", 2), database.dialect)
    assert first[0] == second[0]
    assert (first[1], second[1]) == (["a", 1], ["b", 2])
    assert len(texts) <= 1


def test_statements_that_differ_in_structure_have_their_own_texts(database: Database) -> None:
    unnamed = compiled(named(None, 1), database.dialect)
    assert "IS NULL" in unnamed[0]
    assert unnamed[1] == [1]
    assert compiled(named("a", 1), database.dialect)[1] == ["a", 1]
    written = [compiled(sa.select(THINGS.c.name).where(sa.text(f"size = {size}")), database.dialect) for size in (1, 2)]
    assert ["size = 1" in written[0][0], "size = 2" in written[1][0]] == [True, True]


def test_inserts_and_updates_have_the_values_of_each(database: Database) -> None:
    for values in ({"name": "a", "size": 1}, {"name": "b", "size": 2}, {"size": 3}):
        text, binds = compiled(sa.insert(THINGS).values(values), database.dialect)
        assert binds == list(values.values())
        assert ("name" in text) == ("name" in values)
        assert compiled(sa.update(THINGS).where(THINGS.c.size == 9).values(values), database.dialect)[1] == [*values.values(), 9]


def test_a_named_bind_takes_its_value_at_each_use(database: Database) -> None:
    late = sa.select(THINGS.c.name).where(THINGS.c.size <= sa.bindparam("most", type_=sa.BigInteger), THINGS.c.name == "a")
    assert [compiled(late, database.dialect, most=most)[1] for most in (1, 2)] == [[1, "a"], [2, "a"]]


def test_elements_of_our_own_are_made_into_text_with_their_values(database: Database) -> None:
    lists = ['["a"]', '["b", "c"]']
    found = [compiled(sa.select(THINGS.c.name).where(Among(THINGS.c.name, sa.literal(each))), database.dialect) for each in lists]
    assert [binds for _, binds in found] == [[each] for each in lists]


def test_a_text_that_no_store_can_hold_is_refused_whether_the_statement_is_new_or_not(database: Database) -> None:
    for _ in range(2):
        with pytest.raises(BadUserInput):
            compiled(named("a\0b", 1), database.dialect)
        assert compiled(named("a", 1), database.dialect)[1] == ["a", 1]
