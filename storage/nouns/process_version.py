"""Deployed versions of process models."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Small, Time, says


class ProcessVersion(Record):
    """One deployed version of a process model."""

    moments = ("deployed_at",)

    model_id: Annotated[Link, says("Id of the process model.")] = UNSET
    version: Annotated[Small, says("Version number, counted from 1 by the engine.")] = UNSET
    deployed_at: Annotated[Time, says("When the version was deployed. Null: unknown.")] = UNSET
    diagram_id: Annotated[Link, says("Path of its BPMN diagram in the static store. Null: no diagram was loaded.")] = UNSET


process_version = noun(ProcessVersion, time="deployed_at", by=["model_id"])
