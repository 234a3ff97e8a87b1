"""Sketches of values: DDSketch, whose percentiles are within one per cent of the value of that rank.

Values fall into bins whose bounds grow by a constant factor (Masson, Rim, Lee: DDSketch, VLDB 2019). A bin is a number
from 0 to 4095: 2048 holds 0, 2049 + i holds what is above gamma ** (i - 1) and at most gamma ** i, and 2047 - i the same of
negative values. In a cell a bin and its count are one integer: count * 4096 + bin.
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

GAMMA = (1 + ACCURACY) / (1 - ACCURACY)
WIDTH = math.log(GAMMA)
ZERO = 2048
SPREAD = 4096


class Bin(FunctionElement[int]):
    """The bin of a value in microseconds; null for null."""

    inherit_cache = False
    type = INTEGER
    name = "bin"


@compiles(Bin)
def _bin(element: Bin, compiler: SQLCompiler, **kw: Any) -> str:
    value = compiler.process(element.clauses, **kw)
    real = "double precision" if compiler.dialect.name == "postgresql" else "REAL"
    whole = "bigint" if compiler.dialect.name == "postgresql" else "INTEGER"

    def place(magnitude: str) -> str:
        return f"CAST(ceil(ln(CAST({magnitude} AS {real})) / {WIDTH!r}) AS {whole})"

    return (
        f"(CASE WHEN {value} > 0 THEN {ZERO + 1} + {place(value)}"
        f" WHEN {value} = 0 THEN {ZERO} WHEN {value} < 0 THEN {ZERO - 1} - {place(f'(-({value}))')} END)"
    )


class BinValue(FunctionElement[int]):
    """The value that stands for all of a bin, in microseconds; null for null."""

    inherit_cache = False
    type = INTEGER
    name = "bin_value"


@compiles(BinValue)
def _bin_value(element: BinValue, compiler: SQLCompiler, **kw: Any) -> str:
    number = compiler.process(element.clauses, **kw)
    whole = "bigint" if compiler.dialect.name == "postgresql" else "INTEGER"
    middle = 2 / (GAMMA + 1)

    def value(power: str) -> str:
        return f"CAST(round({middle!r} * exp(({power}) * {WIDTH!r})) AS {whole})"

    return (
        f"(CASE WHEN {number} > {ZERO} THEN {value(f'{number} - {ZERO + 1}')}"
        f" WHEN {number} = {ZERO} THEN 0 WHEN {number} < {ZERO} THEN -{value(f'{ZERO - 1} - {number}')} END)"
    )


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
        return ZERO
    place = math.ceil(math.log(abs(value)) / WIDTH)
    return ZERO + 1 + place if value > 0 else ZERO - 1 - place


def value_of_bin(number: int) -> int:
    """The value that stands for all of a bin, as SQL has it."""
    if number == ZERO:
        return 0
    power = number - ZERO - 1 if number > ZERO else ZERO - 1 - number
    value = math.floor(2 / (GAMMA + 1) * math.exp(power * WIDTH) + 0.5)
    return value if number > ZERO else -value


def first_bin(value: int) -> int:
    """The first bin whose value is at least the given one, which is above 0."""
    number = bin_of(value) - 1
    while value_of_bin(number) < value:
        number += 1
    return number
