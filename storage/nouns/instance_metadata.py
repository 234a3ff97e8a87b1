"""Metadata of process instances."""

import math
import re
from typing import Annotated

import sqlalchemy as sa
from msgspec import UNSET
from sqlalchemy.sql.elements import Grouping

from storage.nouns.noun import INTEGER, TEXT, VALUES, noun
from storage.nouns.record import Instant, Link, Record, Text, says

WHOLE = re.compile("[+-]?[0-9]+")
"""The texts that are integers: any number of digits, leading zeros too."""

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
"""The texts that are numbers."""


def whole(text: str) -> str:
    """The canonical text of an integer, without plus sign and leading zeros; ValueError if the text is no integer."""
    if not WHOLE.fullmatch(text):
        raise ValueError("expected an integer, such as 2251799813694100")
    digits = text.lstrip("+-0")
    return f"-{digits}" if digits and text.startswith("-") else digits or "0"


def number(text: str) -> float:
    """The number that a text states; ValueError if it states none, or one beyond the largest 64-bit float."""
    found = float(text) if NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(found):
        raise ValueError("expected a number, such as 80.5 or 1e9, within the range of a 64-bit float")
    return found


class InstanceMetadata(Record):
    """One metadata value of a process instance."""

    instance_id: Annotated[Link, says("Id of the process instance.")] = UNSET
    name: Annotated[Link, says("Name of the metadata value.")] = UNSET
    value: Annotated[Text, says("Value as text, at most 255 characters. Null: the value was cleared.")] = UNSET

    @classmethod
    def entry(cls, instance_id: str, name: str, value: object, at: Instant) -> "InstanceMetadata":
        """The record of one entry. Numbers and booleans become their JSON text; longer text is cut at 255 characters."""
        text = {True: "true", False: "false"}[value] if isinstance(value, bool) else None if value is None else str(value)[:255]
        # Without a slash in the name's part, the last slash parts the two, whatever the instance's id holds.
        own = name.replace("%", "%25").replace("/", "%2F")
        return cls(id=f"{instance_id}/{own}", at=at, instance_id=instance_id, name=name, value=text)


instance_metadata = noun(InstanceMetadata, by=["instance_id"])

INDEXED = 64
"""Characters of a value by which the index tells values apart."""


def beginning(value: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """What the index has of a value: PostgreSQL indexes no long texts."""
    return sa.func.substr(value, sa.literal_column("1", INTEGER), sa.literal_column(str(INDEXED), INTEGER), type_=TEXT)


sa.Index(
    "ix_instance_metadata_name",
    instance_metadata.c.org_id,
    instance_metadata.c.name,
    Grouping(beginning(instance_metadata.c.value)),
    instance_metadata.c.id,
    info={VALUES: 10},
)
