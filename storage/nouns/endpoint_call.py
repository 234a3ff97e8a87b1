"""Calls of workflow endpoints."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Flag, Link, Micros, Record, Small, Text, Time, says


class EndpointCall(Record):
    """One call of an endpoint that a workflow publishes."""

    moments = ("called_at",)

    workflow_id: Annotated[Link, says("Id of the workflow behind the endpoint. Null: unknown.")] = UNSET
    run_id: Annotated[Link, says("Id of the run that the call started. Null: none.")] = UNSET
    slug: Annotated[Text, says("Name of the endpoint in its URL.")] = UNSET
    method: Annotated[Text, says("HTTP method, such as POST.")] = UNSET
    status_code: Annotated[Small, says("HTTP status of the response. Null: no response.")] = UNSET
    succeeded: Annotated[Flag, says("Whether the call succeeded. Null: unknown.")] = UNSET
    called_at: Annotated[Time, says("When the endpoint was called.")] = UNSET
    latency_us: Annotated[Micros, says("Time until the response, in microseconds. Null: no response.")] = UNSET


endpoint_call = noun(EndpointCall, time="called_at", by=["workflow_id", "run_id"])
