"""Governance metrics against SQL written by hand: over the demo, and over requests with several verdicts at awkward times."""

import json
import random
from typing import Any

import pytest

from gateway.rest.times import rfc3339
from storage.nouns.environment import Environment
from storage.nouns.guardian import Guardian
from storage.nouns.record import Instant, Record
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome, Verdict
from storage.writing.writer import write
from tests.conftest import ORGANIZATION
from tests.contracts.conftest import UNTIL, Api
from tests.contracts.governance.example_store import blob
from tests.contracts.governance.reckoning import DAY, HOUR, counted, decisive, rank, share

pytestmark = pytest.mark.anyio

PATH = "/v1/analytics/governance"
WINDOWS = [(UNTIL - DAY, UNTIL), (UNTIL - 7 * DAY - 1, UNTIL - 12_345_678_901), (UNTIL - 40 * DAY, UNTIL - 33 * DAY)]


def window(since: int, until: int) -> dict[str, str]:
    """A window as parameters."""
    return {"from": rfc3339(since), "to": rfc3339(until)}


async def answered(api: Api, path: str, **query: Any) -> Any:
    """The body of an answer."""
    response = await api.get(f"{PATH}/{path}", **query)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize(("since", "until"), WINDOWS)
async def test_summary_and_guardians_of_the_demo(filled: Api, since: int, until: int) -> None:
    rows = await decisive(filled.database, ORGANIZATION, since, until)
    assert len(rows) > 50
    body = await answered(filled, "summary", **window(since, until))
    assert body["totals"] == {"requests": len(rows), **counted(rows)}
    assert sum(list(body["totals"].values())[1:]) == len(rows)
    expected = {"pass_rate": "passed", "correction_rate": "corrected", "block_rate": "blocked"}
    assert body["rates"] == {name: share(counted(rows)[word], len(rows)) for name, word in expected.items()}
    for percent in (50, 95, 99):
        assert body[f"latency_p{percent}_ms"] == rank([row["latency_us"] for row in rows], percent)

    rows = await decisive(filled.database, ORGANIZATION, since, until, by_guardian=True)
    told = await filled.database.rows(
        f"SELECT guardian_id, violations FROM verdict WHERE org_id = '{ORGANIZATION}' AND decided_at >= {since} "
        f"AND decided_at < {until} AND violations IS NOT NULL"
    )
    found: dict[str, dict[str, int]] = {}
    for guardian, text in told:
        for each in json.loads(text) if isinstance(text, str) else text:
            kinds = found.setdefault(guardian, {})
            kinds[each["type"]] = kinds.get(each["type"], 0) + 1
    listed = (await answered(filled, "by-guardian", **window(since, until)))["data"]
    assert [row["guardian_id"] for row in listed] == sorted(
        {row["guardian_id"] for row in rows}, key=lambda own: (-sum(row["guardian_id"] == own for row in rows), own)
    )
    for each in listed:
        own = [row for row in rows if row["guardian_id"] == each["guardian_id"]]
        latencies = [row["latency_us"] for row in own if row["latency_us"] is not None]
        assert each["requests"] == len(own)
        assert {name: each[name] for name in ("passed", "corrected", "blocked")} | {"errors": 0} == counted(own) | {"errors": 0}
        assert each["avg_latency_ms"] == pytest.approx(sum(latencies) / len(latencies) / 1000, abs=0.501)
        most = sorted(found.get(each["guardian_id"], {}).items(), key=lambda kind: (-kind[1], kind[0]))
        assert each["top_violation_types"] == [{"type": kind, "count": count} for kind, count in most[:5]]


@pytest.mark.parametrize(
    "query", [{"environment": "live"}, {"environment": "dev"}, {"tag": "payments"}, {"guardian_id": "pii-redactor"}]
)
async def test_filters_of_the_demo(filled: Api, query: dict[str, str]) -> None:
    since, until = WINDOWS[1]
    rows = await decisive(filled.database, ORGANIZATION, since, until, by_guardian="guardian_id" in query)
    rows = [row for row in rows if all(str(row[name]).lower() == value for name, value in query.items())]
    body = await answered(filled, "summary", **window(since, until), **query)
    assert body["totals"] == {"requests": len(rows), **counted(rows)}
    series = (await answered(filled, "timeseries", **window(since, until), **query, bucket="1d"))["series"]
    assert {name: sum(point[name] for point in series) for name in counted(rows)} == counted(rows)


START = 20_000 * DAY
FOUND: tuple[Any, ...] = (
    [{"type": "pii", "severity": "high"}], [{"type": "pii"}, {"type": "leak", "severity": "low"}], [{}], [], {"type": "pii"}, "x",
)  # fmt: skip


def nasty() -> list[Record]:
    """Calls with up to four verdicts each, at the very ends of hours, from two guardians."""
    chance = random.Random(11)
    edges = [
        START - 1,
        START,
        START + 1,
        START + HOUR - 1,
        START + HOUR,
        START + 3 * HOUR,
        START + 4 * HOUR - 1,
        START + 4 * HOUR,
    ]
    made: list[Record] = [Guardian(id="g", at=Instant(0), name="Gee")]
    for number in range(120):
        call = chance.choice([None, *(f"c{each}" for each in range(30))])
        made.append(
            Verdict(
                id=f"v{number}", tool_call_id=call, guardian_id=chance.choice(["g", "h", None]),
                latency_us=chance.choice([None, 7, 9500]),
                outcome=chance.choice([None, *Outcome]), decided_at=Instant(chance.choice(edges)),
                corrections=chance.choice([None, 0, 3]), environment=chance.choice([None, *Environment]),
                tag=chance.choice([None, "a", "A"]), violations=chance.choice([None, *map(blob, FOUND)]),
            )
        )  # fmt: skip
    return [*made, *(ToolCall(id=f"c{each}", called_at=Instant(START)) for each in range(10))]


@pytest.mark.parametrize("bucket", ["1h", "15m", "1d"])
async def test_every_series_at_the_very_microsecond(api: Api, organization: str, bucket: str) -> None:
    await write(api.database, organization, nasty())
    since, until = START, START + 4 * HOUR
    length = {"1h": HOUR, "15m": HOUR // 4, "1d": DAY}[bucket]
    rows = await decisive(api.database, organization, since, until)
    every = await api.database.rows(
        f"SELECT decided_at, corrections, violations FROM verdict WHERE decided_at >= {since} AND decided_at < {until}"
    )
    starts = range(since - since % length, until, length)
    query = {**window(since, until), "bucket": bucket}
    series = {
        metric: (await answered(api, "timeseries", metric=metric, **query))["series"]
        for metric in ("verdicts", "latency", "corrections", "violations")
    }
    for place, start in enumerate(starts):
        inside = [row for row in rows if start <= row["decided_at"] < start + length]
        said = [row for row in every if start <= row[0] < start + length]
        found = [json.loads(text) if isinstance(text, str) else text for _, _, text in said if text is not None]
        kinds = [each for list_ in found if isinstance(list_, list) for each in list_ if isinstance(each, dict)]
        latencies = [row["latency_us"] for row in inside]
        at = {"timestamp": rfc3339(start)}
        assert series["verdicts"][place] == {**at, **counted(inside)}
        assert series["latency"][place] == {
            **at, "count": sum(each is not None for each in latencies),
            **{f"p{each}_ms": rank(latencies, each) for each in (50, 95, 99)},
        }  # fmt: skip
        assert series["corrections"][place] == {
            **at, "corrected": counted(inside)["corrected"], "correction_count": sum(row[1] or 0 for row in said),
            "correction_rate": share(counted(inside)["corrected"], len(inside)),
        }  # fmt: skip
        by = {name: [each.get(name, "unknown") for each in kinds] for name in ("type", "severity")}
        assert series["violations"][place] == {
            **at, "total": len(kinds), **{f"by_{name}": {word: words.count(word) for word in words} for name, words in by.items()}
        }  # fmt: skip
    assert {len(points) for points in series.values()} == {len(starts)}
    total = (await answered(api, "summary", **window(since, until)))["totals"]
    assert total == {"requests": len(rows), **counted(rows)}


@pytest.mark.parametrize(
    "query", [{"guardian_id": "g"}, {"tag": "a"}, {"environment": "test", "tag": "A"}, {"guardian_id": "none"}]
)
async def test_filters_of_awkward_requests(api: Api, organization: str, query: dict[str, str]) -> None:
    await write(api.database, organization, nasty())
    since, until = START - DAY, START + DAY
    rows = await decisive(api.database, organization, since, until, by_guardian="guardian_id" in query)
    matched = {name: value.upper() if name == "environment" else value for name, value in query.items()}
    rows = [row for row in rows if all(row[name] == value for name, value in matched.items())]
    body = await answered(api, "summary", **window(since, until), **query)
    assert body["totals"] == {"requests": len(rows), **counted(rows)}
    every = await decisive(api.database, organization, since, until, by_guardian=True)
    listed = {each["guardian_id"]: each for each in (await answered(api, "by-guardian", **window(since, until), **query))["data"]}
    expected = [row for row in every if all(row[name] == value for name, value in matched.items())]
    assert {own: each["requests"] for own, each in listed.items()} == {
        own: sum(row["guardian_id"] == own for row in expected) for own in {row["guardian_id"] for row in expected} - {None}
    }
    assert {own: each["guardian_name"] for own, each in listed.items()} == {own: {"g": "Gee"}.get(own, own) for own in listed}


async def test_nothing_is_zeros_and_nulls(api: Api) -> None:
    body = await answered(api, "summary")
    assert body["totals"] == dict.fromkeys(("requests", "passed", "corrected", "blocked", "errors"), 0)
    assert set(body["rates"].values()) == {0}
    assert [body[f"latency_p{percent}_ms"] for percent in (50, 95, 99)] == [None, None, None]
    assert (await answered(api, "by-guardian"))["data"] == []
    for metric in ("verdicts", "latency", "corrections", "violations"):
        assert len((await answered(api, "timeseries", metric=metric))["series"]) in (24, 25)


async def test_a_window_is_by_default_the_last_day(api: Api, organization: str) -> None:
    body = await answered(api, "summary")
    assert Instant.parse(body["to"]) - Instant.parse(body["from"]) == DAY
    later = await answered(api, "summary", **{"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T00:00:00.5Z"})
    assert (later["from"], later["to"]) == ("2026-04-30T22:00:00Z", "2026-05-01T00:00:00.5Z")
