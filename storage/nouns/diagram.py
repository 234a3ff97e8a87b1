"""BPMN diagrams."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Text, says


class Diagram(Record):
    """A BPMN file in the static store; its id is its path."""

    model_id: Annotated[Link, says("Id of the process model that the diagram shows. Null: unknown.")] = UNSET
    content: Annotated[Text, says("BPMN XML, as loaded.")] = UNSET


diagram = noun(Diagram)
