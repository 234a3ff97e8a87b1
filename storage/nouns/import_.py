"""Imports: what a load, pull or push session has stored."""

from enum import StrEnum
from typing import Annotated

import sqlalchemy as sa
from msgspec import UNSET, UnsetType

from storage.nouns.channel import Channel
from storage.nouns.noun import INTEGER, TEXT, metadata, noun
from storage.nouns.record import Count, Document, Record, Text, Time, says


class ImportState(StrEnum):
    """What became of an import."""

    STORED = "STORED"
    UNDOING = "UNDOING"
    UNDONE = "UNDONE"


class Import(Record):
    """One load, or what one sender sent through one channel without a long pause."""

    moments = ("started_at", "last_at")

    channel: Annotated[Channel | UnsetType | None, says("How the records arrived.")] = UNSET
    sender: Annotated[Text, says("Name of the key, webhook or pull that sent them. Null: the command line.")] = UNSET
    source: Annotated[Text, says("Names of the files, or of the stream. Null: requests.")] = UNSET
    state: Annotated[ImportState | UnsetType | None, says("Whether its rows are in the store.")] = UNSET
    started_at: Annotated[Time, says("When it started.")] = UNSET
    last_at: Annotated[Time, says("When it last stored records.")] = UNSET
    ended_at: Annotated[
        Time, says("When the load ended. Null: it is running or was interrupted, or the records came by requests or a stream.")
    ] = UNSET
    counts: Annotated[Document, says("Number of rows that it made or changed by type of record, as JSON.")] = UNSET
    stored: Annotated[Count, says("Number of rows that it made or changed.")] = UNSET
    unchanged: Annotated[Count, says("Number of rows that the store already contained with the same values.")] = UNSET
    refused: Annotated[Count, says("Number of records that could not be read or stored.")] = UNSET
    first_event_at: Annotated[Time, says("Earliest event time of its records. Null: no record was stored.")] = UNSET
    last_event_at: Annotated[Time, says("Latest event time of its records. Null: no record was stored.")] = UNSET
    removed: Annotated[Count, says("Number of rows that undoing it has deleted. Null: it was not undone.")] = UNSET


import_ = noun(Import, time="started_at", is_sent=False)

import_set = sa.Table(
    "import_set",
    metadata,
    sa.Column("org_id", TEXT, nullable=False),
    sa.Column(
        "set_number", INTEGER, nullable=False, comment="Negative; follows from the members. Rows have it as import_number."
    ),
    sa.Column("import_number", INTEGER, nullable=False, comment="A member: number of an import."),
    sa.PrimaryKeyConstraint("org_id", "set_number", "import_number", name="pk_import_set"),
    sa.Index("ix_import_set_import", "org_id", "import_number"),
    comment="Imports that sent the same rows.",
    info={"scope": None},
    sqlite_strict=True,
)
