"""Process groups."""

from resolvers.links import BelongsTo, HasMany
from storage import tables

parent = BelongsTo(tables.process_group, "parent_id")
group = BelongsTo(tables.process_group, "group_id")
children = HasMany(tables.process_group, "parent_id")
