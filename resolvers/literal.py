"""Whole numbers: those that are part of a statement's text, and how many a client may ask for."""

from typing import Any

import sqlalchemy as sa

from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER
from storage.sql.statement import later


def number(value: int) -> sa.ColumnElement[int]:
    """The number, written out: it is no value of a client's, and no bind to plan for."""
    return sa.literal_column(str(int(value)), INTEGER)


def up_to(most: int, first: Any, argument: str = "first") -> Any:
    """How many of a list are asked for; BAD_USER_INPUT for none, and for more than are given."""

    def checked(count: int) -> int:
        if not 1 <= count <= most:
            raise BadUserInput(f"{argument}: must be from 1 to {most}", field=argument)
        return count

    return later(checked, first)
