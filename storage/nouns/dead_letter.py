"""What arrived and could not be read."""

from enum import StrEnum
from typing import Annotated

import sqlalchemy as sa
from msgspec import UNSET, UnsetType

from storage.nouns.channel import Channel
from storage.nouns.noun import INTEGER, TEXT, metadata, noun
from storage.nouns.record import Count, Document, Flag, Record, Text, Time, says


class BodyEncoding(StrEnum):
    """How the body of a dead letter is kept."""

    TEXT = "TEXT"
    BASE64 = "BASE64"


class DeadLetter(Record):
    """Something that arrived and could not be read. Equal ones are one row."""

    moments = ("first_at", "last_at")

    channel: Annotated[Channel | UnsetType | None, says("How it arrived.")] = UNSET
    sender: Annotated[Text, says("Name of the key, webhook or pull that last sent it. Null: the command line.")] = UNSET
    source: Annotated[Text, says("Name of the file or stream that last contained it. Null: a request.")] = UNSET
    format: Annotated[Text, says("Format as which it was read, such as `ndjson`. Null: it cannot be read again.")] = UNSET
    options: Annotated[Document, says("Options that it was read with, as JSON. Null: none.")] = UNSET
    reason: Annotated[Text, says("Why it could not be read or stored.")] = UNSET
    field: Annotated[Text, says("Field that was wrong. Null: no single field.")] = UNSET
    encoding: Annotated[BodyEncoding | UnsetType | None, says("How `body` is kept. Null: no body is kept.")] = UNSET
    body_hash: Annotated[Text, says("SHA-256 of the whole body after masking, in hexadecimal.")] = UNSET
    size: Annotated[Count, says("Size of the whole body as it arrived, in bytes.")] = UNSET
    kept_bytes: Annotated[Count, says("Size of `body`, in bytes.")] = UNSET
    is_cut: Annotated[Flag, says("Whether `body` is only the beginning, or is not kept.")] = UNSET
    times: Annotated[Count, says("Number of times that it arrived.")] = UNSET
    first_at: Annotated[Time, says("When it first arrived.")] = UNSET
    last_at: Annotated[Time, says("When it last arrived.")] = UNSET
    body: Annotated[Text, says("What arrived, after masking. Null: only its hash is kept.")] = UNSET


dead_letter = noun(DeadLetter, time="last_at", is_sent=False)
sa.Index("ix_dead_letter_kept", dead_letter.c.org_id, dead_letter.c.kept_bytes)

dropped_letters = sa.Table(
    "dropped_letters",
    metadata,
    sa.Column("org_id", TEXT, nullable=False),
    sa.Column("dropped", INTEGER, nullable=False, comment="Number of dead letters that were deleted to make room."),
    sa.Column("last_at", INTEGER, nullable=False, comment="When one was deleted last, in microseconds since 1970."),
    sa.PrimaryKeyConstraint("org_id", name="pk_dropped_letters"),
    comment="How many dead letters of an organization were deleted because of its limits.",
    sqlite_strict=True,
)
