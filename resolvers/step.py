"""Steps of runs."""

from resolvers.links import named_by, naming
from storage import tables

of_run = naming(tables.step, "run_id")
parent = named_by(tables.step, "parent_id")
