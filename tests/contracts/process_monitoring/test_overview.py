"""The overview, against SQL written by hand: what counts as what, windows at the very microsecond, metadata, durations."""

from typing import Any

import pytest

from storage.nouns.process_instance import InstanceStatus, ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Instant, Record
from storage.rollup.building import build
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.reckoning import PATH, assert_duration

NOON = 1_777_636_800_000_000
"""2026-05-01T12:00:00Z."""
MODEL = "g/m"
COUNTS = ("total", "active", "completed", "errored", "suspended", "terminated")


async def overview(api: Api, body: Any, identifier: str = "%25") -> dict[str, Any]:
    """The answer of the overview."""
    response = await api.post(f"{PATH}/overview/{identifier}", body)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def instance(own: str, **told: Any) -> ProcessInstance:
    """An instance of the one model."""
    return ProcessInstance(**{"id": own, "at": Instant(NOON), "model_id": MODEL, "started_at": Instant(NOON), **told})


async def stored(api: Api, organization: str, *records: Record) -> None:
    """Stores records of the one model."""
    await write(api.database, organization, [ProcessModel(id=MODEL, at=Instant(NOON)), *records])


async def test_every_status_counts_as_what_the_contract_says(api: Api, organization: str) -> None:
    records = [instance(status.value, status=status) for status in InstanceStatus]
    records += [instance("faulted", status=InstanceStatus.SUSPENDED, faulted=True)]
    records += [instance("held", status=InstanceStatus.SUSPENDED, faulted=False)]
    records += [instance("untold", status=None), instance("fine", status=InstanceStatus.COMPLETE, faulted=True)]
    await stored(api, organization, *records)
    for _ in ("from rows", "from roll-ups"):
        body = await overview(api, {})
        assert {name: body[name] for name in COUNTS} == {
            "total": 12, "active": 4, "completed": 2, "errored": 2, "suspended": 2, "terminated": 1
        }  # fmt: skip
        [model] = body["models"]
        assert {name: model[name] for name in COUNTS} == {name: body[name] for name in COUNTS}
        await build(api.database, organization)


WINDOWS = (
    ("2026-05-01T12:00:00Z", None, 1),
    ("2026-05-01T12:00:00.000001Z", None, 0),
    (None, "2026-05-01T12:00:00Z", 1),
    (None, "2026-05-01T11:59:59.999999Z", 0),
    ("2026-05-01T12:00:00Z", "2026-05-01T12:00:00Z", 1),
    ("2026-05-01T14:00:00+02:00", "2026-05-01T14:00:00+02:00", 1),
    ("2026-05-01", "2026-05-01", 1),
    ("2026-05-02", None, 0),
    (None, "2026-04-30", 0),
    (None, None, 2),
    ("1970-01-01", "9999-12-31", 1),
    ("2026-05-01T12:00:00", "9999-12-31T23:59:59.999999Z", 1),
)
"""Start, end, and how many of two instances lie between: one of noon, one that has not started."""


async def test_both_ends_of_a_window_are_inclusive(api: Api, organization: str) -> None:
    await stored(api, organization, instance("1"), instance("not started", started_at=None))
    for start, end, total in WINDOWS:
        assert (await overview(api, {"start": start, "end": end}))["total"] == total, (start, end)


async def test_a_bare_date_as_end_takes_the_whole_day(api: Api, organization: str) -> None:
    midnight = NOON + 43_200_000_000
    await stored(
        api, organization, instance("last", started_at=Instant(midnight - 1)), instance("next", started_at=Instant(midnight))
    )
    body = await overview(api, {"start": "2026-05-01", "end": "2026-05-01"})
    assert body["total"] == 1
    assert (body["start"], body["end"]) == ("2026-05-01T00:00:00Z", "2026-05-01T23:59:59.999999Z")


async def test_a_question_may_be_empty(api: Api, organization: str) -> None:
    await stored(api, organization, instance("1"))
    async with api.client() as client:
        answers = [await client.post(f"{PATH}/overview/%25", content=content) for content in (b"", b"{}", b' {"metadata":null} ')]
    for body in (answer.json() for answer in answers):
        assert (body["total"], body["start"], body["end"]) == (1, None, None)


VALUES = {"a": "7", "b": "07", "c": "7.0", "d": "+7", "e": "seven", "f": " 7", "g": "7e0", "h": None, "i": "", "j": "Größe",
          "k": 2251799813694100, "l": 2251799813694101, "m": "000000000000000042", "n": 2**63 - 1, "o": -(2**63), "p": 10**29,
          "q": 10**29 + 1, "r": "1e300", "s": "9" * 250 + "e99", "t": "1e-400", "u": True, "v": 0.1}  # fmt: skip
"""Metadata of instances."""
MATCHING: tuple[tuple[dict[str, Any], str], ...] = (
    ({"type": "text", "value": "7"}, "a"),
    ({"value": "7"}, "a"),
    ({"type": "text", "value": 7}, "a"),
    ({"type": "text", "value": ""}, "i"),
    ({"type": "text", "value": "Größe"}, "j"),
    ({"type": "text", "value": "none"}, ""),
    ({"type": "text", "value": "%"}, ""),
    ({"type": "int", "value": 7}, "abd"),
    ({"type": "int", "value": "7"}, "abd"),
    ({"type": "int", "value": "+07"}, "abd"),
    ({"type": "int", "value": 0}, ""),
    ({"type": "int", "value": 2251799813694100}, "k"),
    ({"type": "int", "value": "2251799813694101"}, "l"),
    ({"type": "int", "value": 42}, "m"),
    ({"type": "int", "value": "000000000000000042"}, "m"),
    ({"value": "000000000000000042"}, "m"),
    ({"type": "int", "value": 2**63 - 1}, "n"),
    ({"type": "int", "value": -(2**63)}, "o"),
    ({"value": -(2**63)}, "o"),
    ({"type": "int", "value": 10**29}, "p"),
    ({"type": "int", "value": 10**29 + 1}, "q"),
    ({"value": 10**29 + 1}, "q"),
    ({"type": "float", "value": 10**29}, "pq"),
    ({"type": "float", "value": "1e300"}, "r"),
    ({"type": "float", "value": 1e300}, "r"),
    ({"type": "float", "value": 2251799813694100}, "k"),
    ({"type": "float", "value": 0.1}, "v"),
    ({"value": True}, "u"),
    ({"value": "9" * 250 + "e99"}, "s"),
    ({"type": "float", "value": 7}, "abcdg"),
    ({"type": "float", "value": 7.0}, "abcdg"),
    ({"type": "float", "value": "7.0"}, "abcdg"),
    ({"type": "float", "value": 0}, "t"),
)


async def test_metadata_matches_by_type(api: Api, organization: str) -> None:
    await stored(api, organization, *(instance(own, metadata={"n": value}) for own, value in VALUES.items()))
    for test, matching in MATCHING:
        assert (await overview(api, {"metadata": [{"name": "n", **test}]}))["total"] == len(matching), test


async def test_all_metadata_has_to_match(api: Api, organization: str) -> None:
    await stored(
        api, organization,
        instance("1", metadata={"region": "EMEA", "amount": 5}), instance("2", metadata={"region": "EMEA", "amount": 6}),
        instance("3", metadata={"amount": 5}), instance("4"),
    )  # fmt: skip
    region, amount = {"name": "region", "value": "EMEA"}, {"name": "amount", "type": "int", "value": 5}
    assert (await overview(api, {"metadata": [region]}))["total"] == 2
    assert (await overview(api, {"metadata": [amount]}))["total"] == 2
    assert (await overview(api, {"metadata": [region, amount]}))["total"] == 1
    assert (await overview(api, {"metadata": [amount, {**amount, "value": 6}]}))["total"] == 0


FIGURES = """
SELECT model_id, status, coalesce(faulted, false), count(*) FROM process_instance
WHERE org_id = 'acme' AND started_at >= {since} AND started_at < {until} {more} GROUP BY 1, 2, 3
"""
DURATIONS = """
SELECT model_id, ended_at - started_at FROM process_instance
WHERE org_id = 'acme' AND started_at >= {since} AND started_at < {until} AND ended_at IS NOT NULL {more}
"""
EMEA = "AND id IN (SELECT instance_id FROM instance_metadata WHERE org_id = 'acme' AND name = 'region' AND value = 'EMEA')"
ACTIVE = ("NOT_STARTED", "RUNNING", "WAITING", "USER_INPUT_REQUIRED")


def counted(rows: list[Any]) -> dict[str, int]:
    """Rows of status, faulted and count as the overview counts them."""
    return {
        "total": sum(row[-1] for row in rows),
        "active": sum(row[-1] for row in rows if row[0] in ACTIVE),
        "completed": sum(row[-1] for row in rows if row[0] == "COMPLETE"),
        "errored": sum(row[-1] for row in rows if row[0] == "ERROR" or (row[0] == "SUSPENDED" and row[1])),
        "suspended": sum(row[-1] for row in rows if row[0] == "SUSPENDED" and not row[1]),
        "terminated": sum(row[-1] for row in rows if row[0] == "TERMINATED"),
    }


@pytest.mark.parametrize(("metadata", "more"), [([], ""), ([{"name": "region", "value": "EMEA"}], EMEA)])
@pytest.mark.parametrize("identifier", ["%25", "finance%25", "finance:invoice-review"])
async def test_the_overview_of_the_demo(filled: Api, identifier: str, metadata: list[Any], more: str) -> None:
    body = await overview(
        filled, {"start": "2026-02-03T04:05:06Z", "end": "2026-03-04T05:06:07Z", "metadata": metadata}, identifier
    )
    window = {"since": 1_770_091_506_000_000, "until": 1_772_600_767_000_001, "more": more}
    rows = [list(row) for row in await filled.database.rows(FIGURES.format(**window))]
    took = [list(row) for row in await filled.database.rows(DURATIONS.format(**window))]
    prefix = identifier.removesuffix("%25").replace(":", "/")
    within = {row[0] for row in await filled.database.rows("SELECT id FROM process_model WHERE org_id = 'acme'")}
    within = {model for model in within if model.startswith(prefix)}
    assert {name: body[name] for name in COUNTS} == counted([row[1:] for row in rows if row[0] in within])
    assert_duration(body["duration"], [row[1] for row in took if row[0] in within])
    assert [model["identifier"] for model in body["models"]] == sorted(within)
    for model in body["models"]:
        assert {name: model[name] for name in COUNTS} == counted([row[1:] for row in rows if row[0] == model["identifier"]])
        assert_duration(model["duration"], [row[1] for row in took if row[0] == model["identifier"]])
