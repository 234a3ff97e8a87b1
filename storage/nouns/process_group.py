"""Process groups: folders of process models."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Text, says


class ProcessGroup(Record):
    """A folder of process models; its id is a path such as `finance/payables`."""

    display_name: Annotated[Text, says("Display name. Null: use the id.")] = UNSET
    description: Annotated[Text, says("What the group is about. Null: no description.")] = UNSET
    parent_id: Annotated[
        Link, says("Id of the parent group. Default: the part of the id before its last `/`. Null: top level.")
    ] = UNSET

    def __post_init__(self) -> None:
        if self.parent_id is UNSET and "/" in self.id:
            self.parent_id = self.id.rpartition("/")[0]


process_group = noun(ProcessGroup, by=["parent_id"])
