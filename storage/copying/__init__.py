"""Copies a store to another database: every table, by organization, in batches that are complete or absent."""

from storage.copying.copy import Copied, Count, copy

__all__ = ["Copied", "Count", "copy"]
