"""Deletes the data of an organization, or the organization itself."""

from storage.erasing.erase import count, erase_data, erase_organization

__all__ = ["count", "erase_data", "erase_organization"]
