"""What the demo does not have: states of all kinds, names that are missing or shared, durations of 0, activity today."""

import time
from typing import Any

import pytest

from storage.nouns.endpoint_call import EndpointCall
from storage.nouns.record import DAY, HOUR, Instant, Record
from storage.nouns.run import Run, RunState, RunTrigger
from storage.nouns.workflow import Workflow
from storage.rollup.building import build
from storage.writing.writer import write
from tests.contracts.automation_batch.reckoning import PATH
from tests.contracts.conftest import Api

NOON = 1_777_636_800_000_000
"""2026-05-01T12:00:00Z."""
AT = Instant(NOON)
DAYS = {"start_date": "2026-05-01", "end_date": "2026-05-01"}


def run(own: str, **told: Any) -> Run:
    """A run of the one workflow."""
    return Run(**{"id": own, "at": AT, "workflow_id": "w", "started_at": AT, **told})


async def asked(api: Api, **body: Any) -> dict[str, Any]:
    """The answer about the day."""
    response = await api.post(PATH, {**DAYS, **body})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def both_ways(api: Api, *records: Record, **body: Any) -> dict[str, Any]:
    """The answer about the day, which is the same from rows and from roll-ups."""
    await write(api.database, "acme", records)
    from_rows = await asked(api, **body)
    await build(api.database, "acme")
    assert await asked(api, **body) == from_rows
    return from_rows


async def test_every_state_counts_in_the_total_and_four_by_themselves(api: Api) -> None:
    records = [run(state.value, state=state) for state in RunState] + [run("untold"), run("more", state=RunState.COMPLETED)]
    body = await both_ways(api, *records)
    [point] = body["executions_over_time"]["data"]
    assert point == {"time": "2026-05-01T00:00:00Z", "total": 8, "completed": 2, "failed": 1, "running": 1, "pending": 1}
    assert body["success_rate"]["data"] == [{"time": point["time"], "total": 8, "completed": 2, "success_rate": 0.6667}]
    assert body["summary"]["total_executions"] == 8
    for status, total in {"pending": 1, "running": 1, "completed": 2, "failed": 1, "cancelled": 1}.items():
        assert (await asked(api, status=status))["summary"]["total_executions"] == total


async def test_a_thousand_workflows_may_share_a_name(api: Api) -> None:
    many = 1_000
    workflows = [Workflow(id=f"w{number}", at=AT, name="Shared") for number in range(many)]
    runs = [run(f"r{number}", workflow_id=f"w{number}", state=RunState.COMPLETED) for number in range(many)]
    unnamed = [run("unnamed", workflow_id="Shared", state=RunState.FAILED), run("other", workflow_id="v")]
    body = await both_ways(api, *workflows, *runs, *unnamed, workflow_name="Shared")
    assert body["workflows"] == ["Shared"]
    [top] = body["top_automations"]["data"]
    assert (top["workflow_name"], top["executions"]) == ("Shared", many + 1)
    assert body["summary"]["total_executions"] == many + 1
    assert (await asked(api))["summary"]["total_executions"] == many + 2


WINDOWS = (
    ("2026-05-01T12:00:00Z", "2026-05-01T12:00:00Z", 1),
    ("2026-05-01T12:00:00.000001Z", "2026-05-01T13:00:00Z", 0),
    ("2026-05-01", "2026-05-01T11:59:59.999999Z", 0),
    ("2026-05-01T14:00:00+02:00", "2026-05-01T14:00:00+02:00", 1),
    ("2026-04-30", "2026-05-01", 1),
    (None, "2026-05-31T12:00:00Z", 1),
    (None, "2026-05-31T12:00:00.000001Z", 0),
    (None, None, 0),
)


async def test_both_ends_of_the_window_are_inclusive_and_it_is_of_30_days(api: Api) -> None:
    await write(api.database, "acme", [run("1"), run("never", started_at=None)])
    for start, end, total in WINDOWS:
        body = await asked(api, start_date=start, end_date=end)
        assert body["summary"]["total_executions"] == total, (start, end)
        assert len(body["executions_over_time"]["data"]) >= 1


async def test_a_body_may_be_empty(api: Api) -> None:
    now = Instant(time.time_ns() // 1000)
    await write(api.database, "acme", [run("1", started_at=now), run("old", started_at=Instant(now - 31 * DAY))])
    async with api.client() as client:
        answers = [await client.post(PATH, content=content) for content in (b"", b"{}", b'{"start_date": null, "status": null}')]
    for body in (answer.json() for answer in answers):
        assert body["summary"]["total_executions"] == 1
        assert body["executions_over_time"]["granularity"] == "day"
        assert len(body["executions_over_time"]["data"]) == 31


async def test_nothing_is_zeros_and_empty_lists(api: Api) -> None:
    body = await asked(api, granularity="month")
    assert set(body["summary"].values()) == set(body["duration_distribution"]["stats"].values()) == {0}
    assert body["executions_over_time"]["data"] == [
        {"time": "2026-05-01T00:00:00Z", "total": 0, "completed": 0, "failed": 0, "running": 0, "pending": 0}
    ]
    assert body["duration_distribution"]["histogram"] == body["workflows"] == body["endpoint_usage"]["data"] == []
    assert body["recent_failures"] == {"data": [], "total": 0, "limit": 20, "offset": 0}


async def test_workflows_of_one_name_count_as_one(api: Api) -> None:
    records = [
        Workflow(id="a", at=AT, name="Twin", parameters_count=1), Workflow(id="b", at=AT, name="Twin", parameters_count=3),
        Workflow(id="c", at=AT),
        run("1", workflow_id="a", state=RunState.COMPLETED, ended_at=Instant(NOON + 1_000_000), total_steps=3),
        run("2", workflow_id="b", started_at=Instant(NOON + 500_000), ended_at=Instant(NOON + 2_500_000), state=RunState.FAILED),
        run("3", workflow_id="c"), run("4", workflow_id="not here yet"), run("5", workflow_id=None, state=RunState.FAILED),
    ]  # fmt: skip
    body = await both_ways(api, *records)
    assert body["workflows"] == ["Twin", "c", "not here yet"]
    assert body["top_automations"]["data"][0] == {
        "workflow_name": "Twin", "executions": 2, "completed": 1, "failures": 1, "success_rate": 0.5, "avg_duration_ms": 1500.0,
        "last_execution": "2026-05-01T12:00:00.5Z",
    }  # fmt: skip
    assert body["workflow_complexity"]["data"][0] == {
        "workflow_name": "Twin", "complexity_score": 2.82, "total_steps": 3, "total_iterations": 0, "parameters_count": 3,
        "success_rate": 0.5, "avg_duration_ms": 1500.0,
    }  # fmt: skip
    assert [failure["workflow_name"] for failure in body["recent_failures"]["data"]] == ["Twin", None]
    for name, total in {"Twin": 2, "c": 1, "not here yet": 1, "a": 0, "twin": 0, "": 0, "%": 0, "' OR 1=1": 0}.items():
        assert (await asked(api, workflow_name=name))["summary"]["total_executions"] == total, name


async def test_each_category_shows_five_messages_at_most(api: Api) -> None:
    told = [
        ("often", "b"),
        ("often", "b"),
        ("often", "a"),
        ("rare", None),
        *((None, text) for text in "zyxwvu"),
        ("unknown", "z"),
    ]
    records = [
        run(f"{place:02}", state=RunState.FAILED, error_category=category, error=text)
        for place, (category, text) in enumerate(told)
    ]
    body = await both_ways(api, *records, run("fine", state=RunState.COMPLETED, error="ignored", error_category="ignored"))
    breakdown = body["failure_breakdown"]
    assert breakdown["total_failures"] == 11
    assert [(each["category"], each["count"]) for each in breakdown["data"]] == [("unknown", 7), ("often", 3), ("rare", 1)]
    unknown, often, rare = (each["sample_messages"] for each in breakdown["data"])
    assert (often, rare) == (["b", "a"], [])
    assert len(unknown) == len(set(unknown)) == 5


async def test_failures_are_listed_newest_first(api: Api) -> None:
    records = [run(f"{n:02}", state=RunState.FAILED, started_at=Instant(NOON + n // 2 * 1_000_000)) for n in range(25)]
    told = run(
        "z", external_id="below", state=RunState.FAILED, trigger=RunTrigger.MANUAL, ended_at=Instant(NOON + 1500), error="no"
    )
    failures = (await both_ways(api, *records, told))["recent_failures"]
    assert (failures["total"], len(failures["data"])) == (26, 20)
    assert [each["execution_id"] for each in failures["data"]] == [f"{n:02}" for n in range(24, 4, -1)]
    last = (await asked(api, triggered_by="manual"))["recent_failures"]
    assert last["data"] == [
        {
            "execution_id": "z", "run_id": "below", "workflow_name": "w", "error_category": None, "triggered_by": "manual",
            "started_at": "2026-05-01T12:00:00Z", "error_message": "no", "duration_ms": 2,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("micros", "buckets"),
    [
        ([5000], [(5.0, 5.0, 1)]),
        ([5000, 5000], [(5.0, 5.0, 2)]),
        ([0], [(0.0, 0.0, 1)]),
        ([], []),
    ],
)
async def test_durations_that_are_all_equal_are_one_bucket(api: Api, micros: list[int], buckets: list[Any]) -> None:
    body = await both_ways(api, run("open"), *(run(str(n), ended_at=Instant(NOON + took)) for n, took in enumerate(micros)))
    histogram = body["duration_distribution"]["histogram"]
    assert [tuple(each.values()) for each in histogram] == buckets
    assert body["duration_distribution"]["stats"]["total"] == len(micros)


async def test_where_the_shortest_is_nothing_ratios_begin_at_a_millisecond(api: Api) -> None:
    took = [0, 999, 1000, 1_048_575_999, 1_048_576_000]
    body = await both_ways(api, *(run(str(n), ended_at=Instant(NOON + each)) for n, each in enumerate(took)))
    histogram = body["duration_distribution"]["histogram"]
    assert [each["bucket_start_ms"] for each in histogram] == [0, *(2**n for n in range(1, 20))]
    assert (histogram[-1]["bucket_end_ms"], histogram[0]["count"], histogram[-1]["count"]) == (2**20, 3, 2)


async def test_active_today_is_what_did_anything_since_midnight_whatever_the_window(api: Api) -> None:
    now = time.time_ns() // 1000
    midnight = now - now % DAY
    before, yesterday = Instant(midnight - 1), Instant(midnight - 5 * HOUR)
    records = [
        run("started", started_at=Instant(midnight)),
        run("ended", started_at=yesterday, ended_at=Instant(midnight)),
        run("busy", started_at=yesterday, last_activity_at=Instant(midnight)),
        run("late sign", started_at=yesterday, ended_at=before, last_activity_at=Instant(now)),
        run("over", started_at=yesterday, ended_at=before, last_activity_at=before),
        run("silent", started_at=yesterday),
        run("long ago", started_at=Instant(midnight - 40 * DAY), last_activity_at=Instant(now)),
    ]
    await write(api.database, "acme", records)
    for _ in ("from rows", "from roll-ups"):
        response = await api.post(PATH, {})
        assert (response.json()["summary"]["active_today"], response.json()["summary"]["total_executions"]) == (5, 6)
        response = await api.post(PATH, {"end_date": "2026-05-01"})
        assert (response.json()["summary"]["active_today"], response.json()["summary"]["total_executions"]) == (5, 0)
        response = await api.post(PATH, {"status": "completed"})
        assert response.json()["summary"]["active_today"] == 0
        await build(api.database, "acme")


async def test_calls_of_endpoints_go_by_their_own_time_and_the_runs_that_they_started(api: Api) -> None:
    def call(own: str, **told: Any) -> EndpointCall:
        return EndpointCall(
            **{"id": own, "at": AT, "slug": "s", "method": "POST", "called_at": AT, "workflow_id": "w", "run_id": "1", **told}
        )

    records = [
        Workflow(id="w", at=AT, name="W"), run("1", state=RunState.FAILED, trigger=RunTrigger.ENDPOINT),
        call("a", succeeded=True, latency_us=1000), call("b", succeeded=False, latency_us=3000), call("c", run_id=None),
        call("d", method="GET", workflow_id="v"), call("e", called_at=Instant(NOON + DAY)),
    ]  # fmt: skip
    usage = (await both_ways(api, *records))["endpoint_usage"]["data"]
    assert [(each["http_method"], each["invocations"], each["success_rate"]) for each in usage] == [
        ("POST", 3, 0.3333),
        ("GET", 1, 0),
    ]
    assert usage[0]["avg_response_time_ms"] == 2
    assert usage[0]["p95_response_time_ms"] == pytest.approx(3, rel=0.0101)
    assert usage[1]["avg_response_time_ms"] == usage[1]["p95_response_time_ms"] == 0

    async def counted(**body: Any) -> int:
        return sum(each["invocations"] for each in (await asked(api, **body))["endpoint_usage"]["data"])

    assert await counted(workflow_name="W") == 3
    assert await counted(status="failed") == await counted(triggered_by="endpoint", status="failed") == 3
    assert await counted(status="completed") == await counted(triggered_by="manual") == 0
