"""Anomalies."""

from resolvers.links import HasMany
from storage import tables

of_nhi = HasMany(tables.anomaly, "nhi_id")
