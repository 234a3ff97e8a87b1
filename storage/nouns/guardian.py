"""Guardians: policies that judge what agents do."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Record, Text, says


class Guardian(Record):
    """A policy that looks at what agents do: passes, corrects or blocks it."""

    name: Annotated[Text, says("Name for people. Null: show the id.")] = UNSET
    description: Annotated[Text, says("What it guards against. Null: nothing was said.")] = UNSET


guardian = noun(Guardian)
