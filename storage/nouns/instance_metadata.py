"""Metadata of process instances."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Instant, Link, Record, Text, says


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


instance_metadata = noun(InstanceMetadata, by=["instance_id", "name"])
