"""Reads dead letters again: what is stored then is no dead letter any more, and what fails again has its new reason."""

import io
import json
from collections.abc import Sequence

from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.ingest.format import FORMATS
from storage.ingest.loading import LoadOptions, load_by
from storage.ingest.rejecting import options_of
from storage.ingest.source import Source
from storage.nouns.record import Record
from storage.writing.dead_letters import (
    Letter,
    LetterLimits,
    Unreadable,
    body_of,
    drop_letters,
    letters_of,
    replace_letter,
)
from storage.writing.origin import Origin
from storage.writing.partial_write import Written
from storage.writing.write_queue import BYTES_OF_RECORD, WriteQueue


async def retry(database: Database, queue: WriteQueue, org_id: str, letter: Letter, limits: LetterLimits) -> str | None:
    """Reads a letter again. Returns None if all of it is stored now, and the letter gone; otherwise why not.

    Raises as `WriteQueue.write` does.
    """
    if why := _why_not(letter):
        return why
    origin = Origin(org_id, letter.channel, letter.sender, letter.source)
    body = body_of(letter.body or "", letter.encoding or "")
    failed = await _failure(queue, origin, letter, body)
    if failed is None:
        await drop_letters(database, org_id, [letter.id])
        return None
    options = json.loads(letter.options) if letter.options else None
    again = Unreadable(body, failed.reason, failed.field, letter.format, options)
    for new in letters_of(origin, [again], limits, queue.masker(org_id)):
        await replace_letter(database, org_id, letter, new)
        return new.reason if isinstance(new.reason, str) else failed.reason
    await drop_letters(database, org_id, [letter.id])  # a rule drops it
    return failed.reason


def _why_not(letter: Letter) -> str | None:
    """Why a letter cannot be read again; None if it can."""
    if letter.is_cut or letter.body is None:
        return "its body was not kept as a whole"
    if letter.format not in FORMATS:
        return "no format can read it"
    return None


async def _failure(queue: WriteQueue, origin: Origin, letter: Letter, body: bytes) -> Unreadable | None:
    """The first thing that cannot be read or stored; None if everything was."""
    failed: list[Unreadable] = []

    async def write(records: Sequence[Record]) -> Written:
        return await queue.write(origin, records, len(records) * BYTES_OF_RECORD, patient=True)

    async def reject(found: Sequence[Unreadable]) -> None:
        failed.extend(found)

    try:
        options = LoadOptions(format=letter.format, **options_of(json.loads(letter.options or "{}")))
        source = Source(letter.source or "letter", stream=io.BytesIO(body))
        loaded = await load_by(write, [source], options, reject=reject)
    except (BadUserInput, ValueError, TypeError) as error:
        return Unreadable(b"", error.message if isinstance(error, BadUserInput) else "its options are not valid")
    if failed:
        return failed[0]
    return None if loaded.records else Unreadable(b"", "it contains no record")
