"""Steps of a run."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.record import Count, Dollars, Link, Record, Text, Time, says


class StepKind(StrEnum):
    """What a step of a run is."""

    SPAN = "SPAN"
    GENERATION = "GENERATION"
    TOOL = "TOOL"
    AGENT = "AGENT"
    EVENT = "EVENT"
    OTHER = "OTHER"


class Step(Record):
    """One step of a run: a span of its trace, often a call of a model or a tool."""

    moments = ("started_at", "ended_at")

    run_id: Annotated[Link, says("Id of the run.")] = UNSET
    parent_id: Annotated[Link, says("Id of the step that holds it. Null: it is at the top of the run.")] = UNSET
    name: Annotated[Text, says("Name of the step. Null: it has none.")] = UNSET
    kind: Annotated[StepKind | UnsetType | None, says("What it is. Null: unknown.")] = UNSET
    model: Annotated[Text, says("Model that it called. Null: none.")] = UNSET
    started_at: Annotated[Time, says("When it began. Null: unknown.")] = UNSET
    ended_at: Annotated[Time, says("When it ended. Null: still open, or an instant.")] = UNSET
    input_tokens: Annotated[Count, says("Tokens that went in. Null: no model was called.")] = UNSET
    output_tokens: Annotated[Count, says("Tokens that came out. Null: no model was called.")] = UNSET
    spend: Annotated[Dollars, says("What it cost, in US dollars. Null: unknown.")] = UNSET
    error: Annotated[Text, says("Message of its error. Null: no error.")] = UNSET


step = noun(Step, time="started_at", by=["run_id"])
