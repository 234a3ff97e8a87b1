"""Anomalies, signals and assessments of non-human identities, from what they did."""

from storage.risk.assess import assess
from storage.risk.detection import detect

__all__ = ["assess", "detect"]
