"""Times of REST requests: read once, and carried to the graph as Instants."""

import pytest
from graphql import GraphQLError
from pydantic import BaseModel, ValidationError

from gateway.rest.times import TimeParameter, Timestamp, Window, ZonedTimeParameter, read_timestamp
from schema.declare.scalars import SCALARS, DateTime
from storage.nouns.record import LATEST_INSTANT, Instant

NOON = Instant.parse("2026-05-14T12:00:00Z")
MIDNIGHT = Instant.parse("2026-05-14T00:00:00Z")


class Parameters(BaseModel):
    """One parameter of each kind."""

    time: TimeParameter | None = None
    zoned: ZonedTimeParameter | None = None


@pytest.mark.parametrize("text", ["2026-05-14T12:00:00Z", "2026-05-14T14:00:00+02:00", "2026-05-14T14:00:00 02:00"])
def test_both_kinds_read_a_time_with_a_zone(text: str) -> None:
    read = Parameters.model_validate({"time": text, "zoned": text})
    assert read.time == read.zoned == Timestamp(NOON, is_date=False)


@pytest.mark.parametrize("text", ["2026-05-14", "2026-05-14T12:00:00", "2026-05-14 12:00:00Z", "2026-05-14T12:00Z", ""])
def test_a_zoned_parameter_refuses_other_forms_than_rfc_3339(text: str) -> None:
    with pytest.raises(ValidationError, match=r"requires a time zone|expected an RFC 3339 time"):
        Parameters.model_validate({"zoned": text})


def test_null_is_no_time() -> None:
    assert Parameters.model_validate({"time": None, "zoned": None}) == Parameters()


def test_an_inclusive_end_is_after_its_microsecond_or_its_day() -> None:
    assert read_timestamp("2026-05-14T12:00:00Z").exclusive_end == NOON + 1
    assert read_timestamp("2026-05-14").exclusive_end == MIDNIGHT + 86_400_000_000


def test_a_window_names_the_ends_that_it_has() -> None:
    window = Window.inclusive(read_timestamp("2026-05-14"), read_timestamp("2026-05-14T11:59:59.999999Z"))
    assert window == Window(MIDNIGHT, NOON)
    assert (window.tests, window.bounds) == ({"gte": MIDNIGHT, "lt": NOON}, {"from": MIDNIGHT, "to": NOON})
    assert window.shown == {"from": "2026-05-14T00:00:00Z", "to": "2026-05-14T12:00:00Z"}
    assert (Window(None, NOON).tests, Window(MIDNIGHT, None).bounds) == ({"lt": NOON}, {"from": MIDNIGHT})
    assert Window(None, None).shown == {}


def test_an_end_after_the_latest_time_is_no_end() -> None:
    assert Window.inclusive(None, read_timestamp("9999-12-31")).until is None
    assert Window.inclusive(None, read_timestamp("9999-12-31T23:59:59.999999Z")).until is None
    assert Window.inclusive(None, read_timestamp("9999-12-31T23:59:59.999998Z")).until == LATEST_INSTANT


def test_the_graph_takes_a_time_that_is_read_already_but_no_other_number() -> None:
    parse = SCALARS[DateTime].parse_value
    assert parse is not None
    assert parse(NOON) == parse("2026-05-14T12:00:00Z") == NOON
    with pytest.raises(GraphQLError, match="expected an RFC 3339 time"):
        parse(int(NOON))
