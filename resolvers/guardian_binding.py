"""Bindings of guardians to identities: their links."""

from resolvers.links import HasMany
from storage import tables

of_nhi = HasMany(tables.guardian_binding, "nhi_id")
of_guardian = HasMany(tables.guardian_binding, "guardian_id")
