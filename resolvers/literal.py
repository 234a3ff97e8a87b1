"""Whole numbers: those that are part of a statement's text, and limits on the number of elements that a client asks for."""

from typing import Any

import sqlalchemy as sa

from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER
from storage.sql.statement import later


def literal(value: int) -> sa.ColumnElement[int]:
    """The number as SQL text. It comes from our own code, never from a client."""
    return sa.literal_column(str(int(value)), INTEGER)


def bounded(most: int, first: Any, argument: str = "first") -> Any:
    """The number of elements that an argument asks for; BAD_USER_INPUT unless it is from 1 to `most`."""

    def checked(count: int) -> int:
        if not 1 <= count <= most:
            raise BadUserInput(f"{argument}: must be from 1 to {most}", field=argument)
        return count

    return later(checked, first)
