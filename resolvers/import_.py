"""What the fields of imports mean, as SQL."""

import sqlalchemy as sa

from resolvers.rows import Source
from storage.nouns.noun import elapsed


def duration(row: Source) -> sa.ColumnElement[int]:
    """Microseconds from the beginning to the last records that were stored."""
    return elapsed(row.c.started_at, row.c.last_at)
