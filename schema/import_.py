"""Imports in the graph."""

import resolvers.import_
from schema.declare.field import leaf
from schema.declare.named_types import nullable
from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, BigInt, DateTime, Duration
from schema.declare.statistics import described_enum
from storage.nouns.channel import Channel
from storage.nouns.import_ import ImportState, import_

described_enum(
    ImportState,
    {
        ImportState.STORED: "Its rows are in the store.",
        ImportState.UNDOING: "Its rows are being deleted. If the deletion was interrupted, undo the import again.",
        ImportState.UNDONE: "The rows that no other import sent were deleted.",
    },
)


@node(
    import_,
    order=["started_at", "last_at", "duration"],
    groups=["channel", "sender", "state"],
    duration=resolvers.import_.duration,
    sums=["stored", "unchanged", "refused", "removed"],
)
class Import(Node):
    """One load, or what one sender sent through one channel without a long pause."""

    import_id: str = natural("Number of the import, counted from 1 in each organization.")
    channel: Channel | None
    sender: str | None
    source: str | None
    state: ImportState | None
    started_at: DateTime | None
    last_at: DateTime | None
    ended_at: DateTime | None
    counts: JSON | None
    stored: BigInt | None
    unchanged: BigInt | None
    refused: BigInt | None
    first_event_at: DateTime | None
    last_event_at: DateTime | None
    removed: BigInt | None
    duration = leaf(nullable(Duration), resolvers.import_.duration, "Time from its start to the last records that it stored.")
