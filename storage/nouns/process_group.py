"""Process groups: folders of process models."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Text, says


class ProcessGroup(Record):
    """A folder of process models; its id is a path such as `finance/payables`."""

    display_name: Annotated[Text, says("Name for people. Null: show the id.")] = UNSET
    description: Annotated[Text, says("What the group is about. Null: nothing was said.")] = UNSET
    parent_id: Annotated[Link, says("Id of the group that holds it. Absent: the path above its last `/`. Null: at the top.")] = (
        UNSET
    )

    def __post_init__(self) -> None:
        if self.parent_id is UNSET and "/" in self.id:
            self.parent_id = self.id.rpartition("/")[0]


process_group = noun(ProcessGroup, by=["parent_id"])
