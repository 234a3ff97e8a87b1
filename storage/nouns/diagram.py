"""BPMN diagrams."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Text, says


class Diagram(Record):
    """A BPMN file of the static store; its id is its path."""

    model_id: Annotated[Link, says("Id of the process model that it draws. Null: unknown.")] = UNSET
    content: Annotated[Text, says("The BPMN XML as loaded.")] = UNSET


diagram = noun(Diagram)
