"""A SQLite without mathematical functions makes the same sketches as one that has them."""

import sqlite3

import pytest
import sqlalchemy as sa

from storage.database import sqlite_connections, sqlite_inline
from storage.database.opening import compiled, open_database
from storage.database.sqlite_functions import FUNCTIONS
from storage.nouns.noun import INTEGER
from storage.sql.sketch import Bin, BinValue, bin_of, value_of_bin

VALUES = [None, 0, 1, 2, 999, 1_000_000, 86_400_000_000, 253_402_300_799_999_999, *(3**power for power in range(2, 36))]


@pytest.fixture
def without_functions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All functions are taken to be missing; the names of those that ran instead."""
    ran: list[str] = []

    def noted(name: str) -> object:
        def function(value: float | None) -> float | None:
            ran.append(name)
            return FUNCTIONS[name](value)

        return function

    for module in (sqlite_connections, sqlite_inline):
        monkeypatch.setattr(module, "missing", lambda: {name: noted(name) for name in FUNCTIONS})
    return ran


async def test_bins_and_their_values_are_the_same(sqlite_url: str, without_functions: list[str]) -> None:
    value = sa.bindparam("value", type_=INTEGER)
    database = await open_database(sqlite_url, readers=1)
    try:
        for each in VALUES:
            number = None if each is None else bin_of(each)
            statement = sa.select(Bin(value)).params(value=each)
            assert await database.rows(*compiled(statement, database.dialect)) == [(number,)]
            statement = sa.select(BinValue(value)).params(value=number)
            found = (await database.rows(*compiled(statement, database.dialect)))[0][0]
            assert found == (None if number is None else pytest.approx(value_of_bin(number), rel=1e-15))
    finally:
        await database.close()
    assert set(without_functions) == set(FUNCTIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_is_like_the_one_of_sqlite(name: str) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        for value in (None, 1, 2.5, 3, 0.1, 10_000, -0.5 if name != "ln" else 7.0):
            expected = connection.execute(f"SELECT {name}(?)", [value]).fetchone()[0]
            assert FUNCTIONS[name](value) == expected
            assert type(FUNCTIONS[name](value)) is type(expected)
    finally:
        connection.close()
