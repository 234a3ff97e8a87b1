"""The queue in which a process writes what arrives, by the settings."""

from gateway.settings import Settings, letter_limits
from storage.database.protocol import Database
from storage.writing.write_queue import WriteQueue


def write_queue(database: Database, settings: Settings) -> WriteQueue:
    """The queue of everything that requests, streams and pulls write."""
    return WriteQueue(database, max_bytes=settings.write_queue_bytes, letters=letter_limits(settings))
