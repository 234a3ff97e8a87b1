"""Every section over the demo, against rows that SQL written by hand finds, whatever is filtered, rolled up or not."""

from dataclasses import replace
from typing import Any

import pytest

from tests.contracts.automation_batch.reckoning import PATH, Asked, assert_histogram, lengths, reckoned, runs
from tests.contracts.conftest import OTHER, Api, rest_over

WHOLE = Asked(1_770_091_506_000_000, 1_775_500_000_000_000)
"""From 2026-02-03T04:05:06Z to the end of the demo."""
SHORT = Asked(1_775_260_800_000_001, 1_775_433_599_999_999, "hour")
"""Two days, but for the first microsecond."""

QUESTIONS = (
    WHOLE,
    replace(WHOLE, granularity="week"),
    replace(WHOLE, granularity="month", workflow_name="Supplier sync"),
    replace(WHOLE, triggered_by="scheduled"),
    replace(WHOLE, status="failed"),
    replace(WHOLE, status="completed", triggered_by="endpoint", workflow_name="Quote pricing"),
    replace(WHOLE, status="pending"),
    replace(WHOLE, status="running", granularity="week"),
    replace(WHOLE, status="cancelled"),
    replace(WHOLE, workflow_name="Supplier"),
    SHORT,
    replace(SHORT, triggered_by="manual", workflow_name="Supplier chat"),
)


async def answered(api: Api, asked: Asked) -> dict[str, Any]:
    """The body of the answer."""
    response = await api.post(PATH, asked.body)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def assert_reckoned(api: Api, org_id: str, asked: Asked) -> None:
    """Asserts that an answer is what it has to be."""
    body = await answered(api, asked)
    due = await reckoned(api.database, org_id, asked)
    active = body["summary"].pop("active_today")
    histogram = body["duration_distribution"].pop("histogram")
    for section, expected in due.items():
        assert body[section] == expected, section
    assert list(body) == list(due)
    assert active == 0
    took = lengths(await runs(api.database, org_id, asked))
    if len(set(took)) != 1:
        assert_histogram(histogram, took)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: "-".join(map(str, list(asked.body.values())[2:])))
async def test_every_section_is_that_of_the_rows(filled: Api, asked: Asked) -> None:
    await assert_reckoned(filled, "acme", asked)


async def test_sections_of_what_is_not_rolled_up_are_the_same(filled: Api) -> None:
    other = await rest_over(filled.database, OTHER)
    for asked in (WHOLE, replace(WHOLE, status="failed", granularity="month")):
        await assert_reckoned(other, OTHER, asked)


async def test_the_demo_has_something_for_every_section(filled: Api) -> None:
    body = await answered(filled, WHOLE)
    lists = [section.get("data") or section.get("histogram") for section in body.values() if isinstance(section, dict)][1:]
    assert all(lists)
    assert len(lists) == 10
