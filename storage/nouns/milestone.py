"""Milestones of process instances."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.process_instance import OF_INSTANCE
from storage.nouns.record import Link, Record, Text, Time, says


class Milestone(Record):
    """A milestone that a process instance reached."""

    moments = ("reached_at",)

    instance_id: Annotated[Link, says("Id of the process instance that reached the milestone.")] = UNSET
    name: Annotated[Text, says("Name of the milestone.")] = UNSET
    task_spec: Annotated[Link, says("Id of the activity that marks the milestone. Null: unknown.")] = UNSET
    reached_at: Annotated[Time, says("When the milestone was reached. Null: unknown.")] = UNSET


milestone = noun(Milestone, time="reached_at", by=["instance_id", "model_id"], carried=OF_INSTANCE)
