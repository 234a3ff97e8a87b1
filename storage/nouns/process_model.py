"""Process models."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Text, says


class ProcessModel(Record):
    """A process definition; its id is a path such as `finance/invoice-review`."""

    key: Annotated[Link, says("Process definition key in the engine. Absent: the last part of the id.")] = UNSET
    display_name: Annotated[Text, says("Name for people. Null: show the id.")] = UNSET
    description: Annotated[Text, says("What the process does. Null: nothing was said.")] = UNSET
    group_id: Annotated[Link, says("Id of the group that holds it. Absent: the path above its last `/`. Null: in no group.")] = (
        UNSET
    )

    def __post_init__(self) -> None:
        above, slash, name = self.id.rpartition("/")
        if self.key is UNSET:
            self.key = name or self.id
        if self.group_id is UNSET and slash and above:
            self.group_id = above


process_model = noun(ProcessModel, by=["group_id", "key"])
