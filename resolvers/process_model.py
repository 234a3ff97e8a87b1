"""Process models."""

import sqlalchemy as sa

from resolvers.links import BelongsTo, HasMany
from resolvers.rows import Source
from storage import tables
from storage.nouns.noun import sort_key
from storage.sql.json_text import JsonArray, JsonElement, JsonQuery
from storage.sql.literal import literal
from storage.sql.names import fresh

of_group = HasMany(tables.process_model, "group_id")
model = BelongsTo(tables.process_model, "model_id")


NEWEST = 500
"""Number of a model's newest instances whose metadata names are listed."""


def metadata_keys(model: Source) -> JsonElement:
    """Names of the metadata of a model's newest instances, as a list in alphabetical order."""
    instance, entry = tables.process_instance.alias(), tables.instance_metadata.alias()
    newest = (
        sa.select(instance.c.id)
        .where(instance.c.model_id == model.c.id)
        .order_by(sort_key(instance.c.started_at).desc(), instance.c.id.desc())
        .limit(literal(NEWEST))
        .subquery(fresh("newest"))
    )
    # Names are sorted last, and nulls removed there: otherwise SQLite reads all entries by the index of names.
    used = sa.select(entry.c.name).distinct().where(entry.c.instance_id == newest.c.id, entry.c.value.is_not(None))
    entries = used.subquery(fresh("entries"))
    names = sa.select(entries.c.name).where(entries.c.name.is_not(None)).order_by(entries.c.name).subquery(fresh("names"))
    return JsonQuery(sa.select(JsonArray(names.c.name).label("value")).select_from(names), nullable=False)
