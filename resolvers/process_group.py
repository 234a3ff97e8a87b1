"""Process groups."""

from resolvers.links import named_by, naming
from storage import tables

parent = named_by(tables.process_group, "parent_id")
group = named_by(tables.process_group, "group_id")
children = naming(tables.process_group, "parent_id")
