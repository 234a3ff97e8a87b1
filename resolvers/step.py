"""Steps of runs."""

from resolvers.links import BelongsTo, HasMany
from storage import tables

of_run = HasMany(tables.step, "run_id")
parent = BelongsTo(tables.step, "parent_id")
