"""Sketches of values: like DDSketch, whose percentiles are within one per cent of the value of that rank.

Values fall into bins whose bounds grow by a constant factor (Masson, Rim, Lee: DDSketch, VLDB 2019): 123 in a decade. No bin
straddles a bound of a histogram: with 123, the bins 37 and 86 of each decade begin within a thousandth of 2 and 5, and are made
to begin there. A bin is a number: 0 holds 0, and 1 + 123 * d + i is the bin i of the decade from 10 ** d. Values are never
below 0. In a cell a bin and its count are one integer: count * 4096 + bin.
"""

import math
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from storage.nouns.noun import INTEGER

ACCURACY = 0.01
"""Largest relative error of a value that is known only by its bin; rounding to the microsecond comes on top."""

DECADE = 123
"""Bins of a decade."""
TWO, FIVE = 37, 86
"""Those that begin at 2 and at 5."""
WIDTH = math.log(10) / DECADE
"""Logarithm of the factor from one bin to the next."""
SPREAD = 4096
LEADING = {"11": 0, "2": TWO - 1, "21": TWO, "5": FIVE - 1, "6": FIVE}
"""Of the values whose logarithm is too near to a bound to tell their bin: the bin, by what their digits come before."""


class Bin(FunctionElement[int]):
    """The bin of a value in microseconds; null for null."""

    inherit_cache = False
    type = INTEGER
    name = "bin"


@compiles(Bin, "sqlite")
def _bin_sqlite(element: Bin, compiler: SQLCompiler, **kw: Any) -> str:
    value = compiler.process(element.clauses, **kw)
    return _bin(value, f"CAST(ln({value}) / {WIDTH!r} AS INTEGER)", f"length({value})", f"substr({value}, 1, 2)")


@compiles(Bin, "postgresql")
def _bin_postgres(element: Bin, compiler: SQLCompiler, **kw: Any) -> str:
    value = compiler.process(element.clauses, **kw)
    text = f"({value})::text"
    return _bin(value, f"floor(ln(({value})::float8) / {WIDTH!r})::bigint", f"length({text})", f"left({text}, 2)")


def _bin(value: str, place: str, digits: str, leading: str) -> str:
    """`place` is the bin as far as logarithms can tell. Next to a bound the digits of the value decide."""
    unsure = " ".join(f"WHEN {bin_} THEN NULL" for bin_ in (0, TWO, FIVE - 1, DECADE - 1))
    cases = " ".join(f"WHEN {leading} < '{before}' THEN {bin_}" for before, bin_ in LEADING.items())
    exact = f"{DECADE} * ({digits} - 1) + CASE {cases} ELSE {DECADE - 1} END"
    found = f"1 + coalesce(CASE {place} % {DECADE} {unsure} ELSE {place} END, {exact})"
    return f"(CASE WHEN {value} > 0 THEN {found} WHEN {value} = 0 THEN 0 END)"


class BinValue(FunctionElement[int]):
    """The value that stands for all of a bin, in microseconds; null for null."""

    inherit_cache = False
    type = INTEGER
    name = "bin_value"


@compiles(BinValue)
def _bin_value(element: BinValue, compiler: SQLCompiler, **kw: Any) -> str:
    number = compiler.process(element.clauses, **kw)
    whole, real = ("bigint", "float8") if compiler.dialect.name == "postgresql" else ("INTEGER", "REAL")
    value = f"CAST(round(exp(CAST({number} - 0.5 AS {real}) * {WIDTH!r})) AS {whole})"
    return f"(CASE WHEN {number} > 0 THEN {value} WHEN {number} = 0 THEN 0 END)"


class EachBin(FunctionElement[Any]):
    """A table with columns `bin` and `size`, one row for each bin of a sketch."""

    inherit_cache = False
    name = "each_bin"


@compiles(EachBin, "sqlite")
def _each_bin_sqlite(element: EachBin, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(EachBin, "postgresql")
def _each_bin_postgres(element: EachBin, compiler: SQLCompiler, **kw: Any) -> str:
    return f"unnest({compiler.process(element.clauses, **kw)})"


def unpacked(value: ColumnElement[int]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Bin and count of one integer of a sketch."""
    return value.op("&")(sa.literal_column(str(SPREAD - 1))), value.op(">>")(sa.literal_column("12"))


def packed(number: ColumnElement[int], size: ColumnElement[int]) -> ColumnElement[int]:
    """One integer of a sketch."""
    return size * sa.literal_column(str(SPREAD)) + number


def bin_of(value: int) -> int:
    """The bin of a value, as SQL has it."""
    if value == 0:
        return 0
    place = math.floor(math.log(value) / WIDTH)
    if place % DECADE in (0, TWO, FIVE - 1, DECADE - 1):
        digits = str(value)
        leading = next((bin_ for before, bin_ in LEADING.items() if digits[:2] < before), DECADE - 1)
        place = DECADE * (len(digits) - 1) + leading
    return 1 + place


def value_of_bin(number: int) -> int:
    """The value that stands for all of a bin, as SQL has it."""
    return math.floor(math.exp((number - 0.5) * WIDTH) + 0.5) if number else 0
