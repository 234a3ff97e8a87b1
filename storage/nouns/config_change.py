"""Configuration changes."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Document, Record, Text, Time, says


class ConfigChange(Record):
    """A configuration change that may have affected the statistics."""

    moments = ("changed_at",)

    changed_at: Annotated[Time, says("When the change was made.")] = UNSET
    actor: Annotated[Text, says("Who made the change. Null: unknown.")] = UNSET
    resource: Annotated[Text, says("What was changed, such as the id of a guardian.")] = UNSET
    setting: Annotated[Text, says("Name of the setting that was changed.")] = UNSET
    old_value: Annotated[Document, says("Value before the change, as JSON. Null: it had no value.")] = UNSET
    new_value: Annotated[Document, says("Value after the change, as JSON. Null: the setting was removed.")] = UNSET


config_change = noun(ConfigChange, time="changed_at")
