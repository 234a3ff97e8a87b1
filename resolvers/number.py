"""Whole numbers that are part of a statement's text: no value of a client's, and no bind to plan for."""

import sqlalchemy as sa

from storage.noun import INTEGER


def number(value: int) -> sa.ColumnElement[int]:
    """The number, written out."""
    return sa.literal_column(str(int(value)), INTEGER)
