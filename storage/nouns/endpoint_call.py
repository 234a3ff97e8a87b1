"""Calls of endpoints."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Flag, Link, Micros, Record, Small, Text, Time, says


class EndpointCall(Record):
    """One call of an endpoint that a workflow publishes."""

    moments = ("called_at",)

    workflow_id: Annotated[Link, says("Id of the workflow behind the endpoint. Null: unknown.")] = UNSET
    run_id: Annotated[Link, says("Id of the run that it started. Null: none.")] = UNSET
    slug: Annotated[Text, says("Name of the endpoint in its address.")] = UNSET
    method: Annotated[Text, says("HTTP method, such as POST.")] = UNSET
    status_code: Annotated[Small, says("HTTP status of the answer. Null: no answer.")] = UNSET
    succeeded: Annotated[Flag, says("Whether it did what was asked. Null: unknown.")] = UNSET
    called_at: Annotated[Time, says("When it was called.")] = UNSET
    latency_us: Annotated[Micros, says("Time to the answer, in microseconds. Null: no answer.")] = UNSET


endpoint_call = noun(EndpointCall, time="called_at", by=["workflow_id", "run_id"])
