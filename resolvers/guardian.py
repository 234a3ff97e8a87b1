"""Guardians."""

from resolvers.links import named_by, through
from storage import tables

guardian = named_by(tables.guardian, "guardian_id")
of_nhi = through(tables.guardian, tables.guardian_binding, "nhi_id", "guardian_id")
