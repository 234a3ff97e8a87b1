"""Changes of configuration."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Document, Record, Text, Time, says


class ConfigChange(Record):
    """A change of configuration that may have moved the figures."""

    moments = ("changed_at",)

    changed_at: Annotated[Time, says("When it was changed.")] = UNSET
    actor: Annotated[Text, says("Who changed it. Null: unknown.")] = UNSET
    resource: Annotated[Text, says("What was changed, such as a guardian's id.")] = UNSET
    setting: Annotated[Text, says("Which setting of it.")] = UNSET
    old_value: Annotated[Document, says("Its value before, as JSON. Null: it had none.")] = UNSET
    new_value: Annotated[Document, says("Its value after, as JSON. Null: it was removed.")] = UNSET


config_change = noun(ConfigChange, time="changed_at")
