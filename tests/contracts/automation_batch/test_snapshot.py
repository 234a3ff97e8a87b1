"""One request reads one state of the store, whatever is written meanwhile; and nothing of another organization."""

import asyncio
from typing import Any

from storage.accounts.keys import ensure_organization
from storage.nouns.endpoint_call import EndpointCall
from storage.nouns.record import Instant, Record
from storage.nouns.run import Run, RunState, RunTrigger
from storage.nouns.workflow import Workflow
from storage.rollup.building import build
from storage.writing.writer import write
from tests.contracts.automation_batch.reckoning import PATH
from tests.contracts.conftest import Api, rest_over

NOON = 1_777_636_800_000_000
"""2026-05-01T12:00:00Z."""
DAY = {"start_date": "2026-05-01", "end_date": "2026-05-01", "granularity": "hour"}


def records(first: int, count: int, name: str = "W") -> list[Record]:
    """Failed runs with as many calls, of one workflow."""
    at = Instant(NOON)
    made: list[Record] = [Workflow(id="w", at=at, name=name)]
    for n in range(first, first + count):
        run = Run(
            id=f"r{n:05}", at=at, workflow_id="w", started_at=at, ended_at=Instant(NOON + 1000), state=RunState.FAILED,
            trigger=RunTrigger.ENDPOINT, error=f"{name} failed", error_category="c", total_steps=1,
        )  # fmt: skip
        made += [run, EndpointCall(id=f"c{n:05}", at=at, workflow_id="w", run_id=run.id, slug="s", method="POST", called_at=at)]
    return made


def totals(body: Any) -> list[int]:
    """What every section says of how many there are."""
    return [
        body["summary"]["total_executions"],
        body["summary"]["total_failures"],
        sum(point["total"] for point in body["executions_over_time"]["data"]),
        sum(point["failed"] for point in body["executions_over_time"]["data"]),
        sum(point["total"] for point in body["success_rate"]["data"]),
        body["failure_breakdown"]["total_failures"],
        sum(each["count"] for each in body["failure_breakdown"]["data"]),
        sum(each["count"] for each in body["trigger_distribution"]["data"]),
        sum(each["executions"] for each in body["top_automations"]["data"]),
        body["duration_distribution"]["stats"]["total"],
        sum(each["count"] for each in body["duration_distribution"]["histogram"]),
        body["recent_failures"]["total"],
        sum(each["total_steps"] for each in body["actions_per_workflow"]["data"]),
        sum(each["total_steps"] for each in body["workflow_complexity"]["data"]),
        sum(each["invocations"] for each in body["endpoint_usage"]["data"]),
    ]


async def test_all_sections_agree_while_runs_are_written_and_rolled_up(api: Api) -> None:
    await write(api.database, "acme", records(0, 10))
    done = asyncio.Event()

    async def fill() -> None:
        for first in range(10, 410, 10):
            await write(api.database, "acme", records(first, 10))
            if first % 50 == 0:
                await build(api.database, "acme")
        done.set()

    writer = asyncio.create_task(fill())
    seen = set()
    while not done.is_set():
        [total] = set(totals((await api.post(PATH, DAY)).json()))
        seen.add(total)
    await writer
    assert len(seen) > 1
    assert set(totals((await api.post(PATH, DAY)).json())) == {410}


async def test_the_other_organizations_ids_change_nothing(api: Api) -> None:
    await write(api.database, "acme", records(0, 3))
    mine = (await api.post(PATH, DAY)).json()
    await ensure_organization(api.database, "rival")
    rival = await rest_over(api.database, "rival")
    assert set(totals((await rival.post(PATH, DAY)).json())) == {0}
    await write(api.database, "rival", records(1, 5, "Theirs"))
    for _ in ("from rows", "from roll-ups"):
        assert (await api.post(PATH, DAY)).json() == mine
        assert set(totals((await api.post(PATH, {**DAY, "workflow_name": "Theirs"})).json())) == {0}
        theirs = await rival.post(PATH, DAY)
        assert (set(totals(theirs.json())), theirs.json()["workflows"]) == ({5}, ["Theirs"])
        assert "W failed" not in theirs.text
        await build(api.database, "acme")
        await build(api.database, "rival")
