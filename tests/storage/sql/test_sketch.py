"""The bins of sketches: the same in both databases, exact at the bounds of histograms, within one per cent elsewhere."""

from itertools import pairwise

import pytest
import sqlalchemy as sa

from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.nouns.noun import INTEGER
from storage.nouns.record import LATEST_INSTANT
from storage.sql.sketch import ACCURACY, SPREAD, Bin, BinValue, bin_of, value_of_bin

BOUNDS = [unit * 10**power for power in range(18) for unit in (1, 2, 5)]
VALUES = sorted({*range(100), *(bound + by for bound in BOUNDS for by in (-1, 0, 1)), *(3**n for n in range(38)), 2**63 - 1})


async def test_both_databases_have_the_same_bins(database: Database) -> None:
    given = sa.bindparam("value", type_=INTEGER)
    asked = sa.select(Bin(given), BinValue(Bin(given)))
    assert await database.rows(*compiled(asked.params(value=None), database.dialect)) == [(None, None)]
    for value in VALUES:
        ((number, middle),) = await database.rows(*compiled(asked.params(value=value), database.dialect))
        assert (number, middle) == (bin_of(value), pytest.approx(value_of_bin(number), rel=1e-15)), value


@pytest.mark.parametrize("bound", BOUNDS[3:])
def test_a_bin_begins_at_a_bound(bound: int) -> None:
    assert bin_of(bound - 1) < bin_of(bound) <= bin_of(bound + 1)
    assert value_of_bin(bin_of(bound - 1)) < bound <= value_of_bin(bin_of(bound))


def test_bins_grow_with_their_values_and_stand_for_them_within_one_per_cent() -> None:
    numbers = [bin_of(value) for value in VALUES]
    assert all(before <= after for before, after in pairwise(numbers))
    for value, number in zip(VALUES, numbers, strict=True):
        assert abs(value_of_bin(number) - value) <= ACCURACY * value + 0.5
    assert bin_of(LATEST_INSTANT) < bin_of(2**63 - 1) < SPREAD
