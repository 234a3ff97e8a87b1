"""Risk assessments of identities, and the signals behind them."""

import sqlalchemy as sa

from resolvers.links import HasMany
from resolvers.rows import Source
from storage import tables
from storage.sql.functions import Signals
from storage.sql.json_text import JsonElement, JsonLiteral, JsonQuery

of_nhi = HasMany(tables.risk_assessment, "nhi_id")


def signals(assessment: Source) -> JsonElement:
    """Names of the signals behind an assessment; an empty list if it has no factors."""
    return JsonQuery(sa.select(sa.func.coalesce(Signals(assessment.c.factors), JsonLiteral([]))), nullable=False)
