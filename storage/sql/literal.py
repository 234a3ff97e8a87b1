"""Whole numbers that are part of a statement's text."""

import sqlalchemy as sa

from storage.nouns.noun import INTEGER


def literal(value: int) -> sa.ColumnElement[int]:
    """The number as SQL text. It comes from our own code, never from a client."""
    return sa.literal_column(str(int(value)), INTEGER)
