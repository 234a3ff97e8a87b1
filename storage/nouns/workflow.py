"""Workflows: automations and AI flows."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Small, Text, says


class WorkflowKind(StrEnum):
    """Kind of a workflow."""

    AUTOMATION = "AUTOMATION"
    FLOW = "FLOW"


class Workflow(Record):
    """An automation or an AI flow that can be run."""

    name: Annotated[Text, says("Display name. Null: use the id.")] = UNSET
    kind: Annotated[WorkflowKind | UnsetType | None, says("Whether it is an automation or a flow. Null: unknown.")] = UNSET
    project_id: Annotated[Link, says("Id of the project that contains the workflow. Null: none.")] = UNSET
    project_name: Annotated[Text, says("Name of that project. Null: none.")] = UNSET
    parameters_count: Annotated[Small, says("Number of parameters that a run accepts. Null: unknown.")] = UNSET


workflow = noun(Workflow)
