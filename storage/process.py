"""Process groups, models, deployed versions, their activities and diagrams."""

from typing import Annotated

from msgspec import UNSET

from storage.noun import noun
from storage.record import Link, Record, Small, Text, Time, says


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


class ProcessVersion(Record):
    """One deployed version of a process model."""

    moments = ("deployed_at",)

    model_id: Annotated[Link, says("Id of the process model.")] = UNSET
    version: Annotated[Small, says("Version number, counted from 1 by the engine.")] = UNSET
    deployed_at: Annotated[Time, says("When it was deployed. Null: unknown.")] = UNSET
    diagram_id: Annotated[Link, says("Path of its BPMN diagram in the static store. Null: no diagram was loaded.")] = UNSET


class Activity(Record):
    """A node of a BPMN diagram: a task, event or call of one process version."""

    model_id: Annotated[Link, says("Id of the process model.")] = UNSET
    version: Annotated[Small, says("Version of the model.")] = UNSET
    element_id: Annotated[Link, says("Id of the element in the diagram, the `task_spec` of its tasks.")] = UNSET
    name: Annotated[Text, says("Label in the diagram. Null: it has none.")] = UNSET
    type: Annotated[Text, says("BPMN element, such as `userTask` or `errorStartEvent`.")] = UNSET
    lane: Annotated[Text, says("Name of the lane that holds it. Null: in no lane.")] = UNSET


class Diagram(Record):
    """A BPMN file of the static store; its id is its path."""

    model_id: Annotated[Link, says("Id of the process model that it draws. Null: unknown.")] = UNSET
    content: Annotated[Text, says("The BPMN XML as loaded.")] = UNSET


process_group = noun(ProcessGroup, by=["parent_id"])
process_model = noun(ProcessModel, by=["group_id", "key"])
process_version = noun(ProcessVersion, time="deployed_at", by=["model_id"])
activity = noun(Activity, by=["model_id"])
diagram = noun(Diagram)
