"""Guardians: policies that check the actions of agents."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Record, Text, says


class Guardian(Record):
    """A policy that checks the actions of agents and passes, corrects or blocks them."""

    name: Annotated[Text, says("Display name. Null: use the id.")] = UNSET
    description: Annotated[Text, says("What the guardian protects against. Null: no description.")] = UNSET


guardian = noun(Guardian)
