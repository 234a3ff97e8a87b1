"""Guardians."""

from resolvers.links import BelongsTo, HasManyThrough
from storage import tables

guardian = BelongsTo(tables.guardian, "guardian_id")
of_nhi = HasManyThrough(tables.guardian, tables.guardian_binding, "nhi_id", "guardian_id")
