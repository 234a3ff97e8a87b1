"""Activities of process versions."""

from typing import Annotated

import sqlalchemy as sa
from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Small, Text, says


class Activity(Record):
    """A node of a BPMN diagram: a task, event or call in one process version."""

    model_id: Annotated[Link, says("Id of the process model.")] = UNSET
    version: Annotated[Small, says("Version of the model.")] = UNSET
    element_id: Annotated[Link, says("Id of the element in the diagram. Its tasks have it, or its name, as `task_spec`.")] = UNSET
    name: Annotated[Text, says("Label in the diagram. Null: no label.")] = UNSET
    type: Annotated[Text, says("BPMN element, such as `userTask` or `errorStartEvent`.")] = UNSET
    lane: Annotated[Text, says("Name of the lane that contains it. Null: not in a lane.")] = UNSET


activity = noun(Activity, by=["model_id"])
sa.Index("ix_activity_element", *(activity.c[name] for name in ("org_id", "model_id", "version", "element_id")))
