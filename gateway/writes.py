"""The queue of everything that a process writes, with the masking and the limits of its settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from gateway.settings import Settings, SettingsRefused, letter_limits
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.masking.records import Masking
from storage.masking.rules import read_rules
from storage.writing.write_queue import WriteQueue


def write_queue(database: Database, settings: Settings, masking: Masking | None = None) -> WriteQueue:
    """The queue of everything that a process writes. `masking`: what `masking_of` returned, if it was called before.

    Raises SettingsRefused as that does.
    """
    limits, masking = letter_limits(settings), masking or masking_of(settings)
    return WriteQueue(database, max_bytes=settings.write_queue_bytes, letters=limits, masking=masking)


@asynccontextmanager
async def writing(database: Database, settings: Settings, masking: Masking | None = None) -> AsyncIterator[WriteQueue]:
    """The queue while the block runs. At its end everything that waits is written. Raises as `write_queue` does."""
    queue = write_queue(database, settings, masking)
    try:
        yield queue
    finally:
        await queue.close()


def masking_of(settings: Settings) -> Masking | None:
    """The masking of the settings; None if there is none. Raises SettingsRefused if the file or a rule cannot be used."""
    if not settings.masking:
        return None
    try:
        rules = read_rules(Path(settings.masking))
    except BadUserInput as error:
        raise SettingsRefused(f"masking: {error.message}") from error
    if rules.hashes and not settings.masking_secret:
        raise SettingsRefused("masking_secret: required, because a masking rule hashes; set PENTAGRAPH_MASKING_SECRET")
    return Masking(rules, settings.masking_secret)
