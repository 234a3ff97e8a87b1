"""What counts as an integer and as a number in a stored text: both databases and Python agree."""

import math
import string
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.nouns.instance_metadata import number, whole
from storage.nouns.noun import TEXT
from storage.sql.functions import Number, Whole

SIGNS = st.sampled_from(["", "+", "-", "+-", "--"])
DIGITS = st.text("0123456789", max_size=40)
ODD = st.text(string.printable + "٧½é", max_size=8)
TEXTS = st.one_of(
    ODD,
    st.builds("{}{}".format, SIGNS, DIGITS),
    st.integers().map(str),
    st.floats(allow_nan=False).map(str),
    st.builds("{}{}.{}".format, SIGNS, DIGITS, DIGITS),
    st.builds("{}{}e{}".format, SIGNS, DIGITS, st.integers(-1200, 1200)),
    st.builds("{}.{}E+{}".format, DIGITS, DIGITS, st.integers(0, 400)),
    st.sampled_from(
        ["9" * 250 + "e99", "1e-400", "5e-324", "1e308", "1.8e308", "-0", "00", ".", ".5", "5.", "+", "-", "1e", "1\n"]
    ),
)


async def read(database: Database, text: str) -> tuple[Any, ...]:
    stored: Any = sa.literal_column("given.value", TEXT)
    given_ = sa.select(sa.bindparam(None, text, TEXT).label("value")).subquery("given")
    (row,) = await database.rows(*compiled(sa.select(Whole(stored), Number(stored)).select_from(given_), database.dialect))
    return row


def expected(text: str) -> tuple[str | None, float | None]:
    try:
        integer = whole(text)
    except ValueError:
        integer = None
    try:
        return integer, number(text)
    except ValueError:
        return integer, None


@pytest.mark.slow
@settings(max_examples=300)
@given(text=TEXTS.filter(lambda text: "\0" not in text))
async def test_a_text_is_the_same_number_everywhere(database: Database, text: str) -> None:
    integer, real = await read(database, text)
    wanted_integer, wanted_real = expected(text)
    assert integer == wanted_integer
    if wanted_real is None:
        assert real is None or math.isinf(real)
    else:
        assert math.isclose(real, wanted_real, rel_tol=1e-14, abs_tol=5e-324)


@given(integer=st.integers(), zeros=st.integers(0, 20))
def test_an_integer_is_found_by_any_of_its_spellings(integer: int, zeros: int) -> None:
    sign = "-" if integer < 0 else ""
    assert whole(f"{sign}{'0' * zeros}{abs(integer)}") == whole(str(integer)) == str(integer)
