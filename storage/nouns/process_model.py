"""Process models."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Text, says


class ProcessModel(Record):
    """A process definition; its id is a path such as `finance/invoice-review`."""

    key: Annotated[Link, says("Process definition key in the engine. Default: the last part of the id.")] = UNSET
    display_name: Annotated[Text, says("Display name. Null: use the id.")] = UNSET
    description: Annotated[Text, says("What the process does. Null: no description.")] = UNSET
    group_id: Annotated[
        Link, says("Id of the group that contains the model. Default: the part of the id before its last `/`. Null: no group.")
    ] = UNSET

    def __post_init__(self) -> None:
        above, slash, name = self.id.rpartition("/")
        if self.key is UNSET:
            self.key = name or self.id
        if self.group_id is UNSET and slash and above:
            self.group_id = above


process_model = noun(ProcessModel, by=["group_id", "key"])
