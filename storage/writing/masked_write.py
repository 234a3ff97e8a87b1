"""Masks records on their way to what writes them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from storage.masking.records import Masker, Masking
from storage.nouns.record import Record, Refused, snake
from storage.writing.partial_write import Written

SHORT = 16
"""Number of records that are masked at once; more are masked in a thread, so that others are not held up."""

Write = Callable[[Sequence[Record]], Awaitable[Written]]


async def write_masked(masking: Masking | None, org_id: str, records: Sequence[Record], write: Write) -> Written:
    """Writes records as they may be stored. What a rule drops, and what cannot be masked, is refused."""
    if masking is None:
        return await write(records)
    kept, refused = await masked_records(masking.of(org_id), records)
    written = await write(kept) if kept else Written()
    places = [place for place in range(len(records)) if place not in refused]
    refused |= {places[place]: why for place, why in written.refused.items()}
    return Written(_as_sent(written, [records[place] for place in places], kept), refused)


async def masked_or_refused(masking: Masking | None, org_id: str, records: Sequence[Record]) -> Sequence[Record]:
    """Records as they may be stored. Raises Refused if one may not."""
    if masking is None:
        return records
    kept, refused = await masked_records(masking.of(org_id), records)
    for why in refused.values():
        raise why
    return kept


async def masked_records(masker: Masker, records: Sequence[Record]) -> tuple[list[Record], dict[int, Refused]]:
    """Those of some records that may be stored, and why others are not, by their positions."""
    if len(records) <= SHORT:
        return masker.records(records)
    return await asyncio.to_thread(masker.records, records)


def _as_sent(written: Written, sent: Sequence[Record], kept: Sequence[Record]) -> dict[str, set[str]]:
    """Ids of rows that are new or changed, as the sender spelled them, by noun."""
    changed = dict(written.changed)
    for before, after in zip(sent, kept, strict=True):
        if before is after:
            continue
        for part, masked in zip(before.parts(), after.parts(), strict=False):
            name = snake(type(part).__name__)
            if part.id != masked.id and masked.id in written.changed.get(name, ()):
                changed[name] = (changed[name] - {masked.id}) | {part.id}
    return changed
