"""Anomalies."""

from resolvers.links import naming
from storage import tables

of_nhi = naming(tables.anomaly, "nhi_id")
