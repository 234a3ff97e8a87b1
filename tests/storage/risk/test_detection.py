"""Detection over real stores: what is counted, what is stored, and that doing it twice is doing it once."""

import json
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.nouns.anomaly import Anomaly, AnomalyStatus
from storage.nouns.record import Instant, Money, Record
from storage.nouns.run import Run, RunState
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome, Verdict
from storage.risk import detect
from storage.writing.writer import write
from tests.storage.risk.conftest import Tell, anomalies, at, calls

pytestmark = pytest.mark.anyio

WEEK = 24 * 7


def usual(nhi: str = "n", **values: Any) -> list[Record]:
    """Forty calls in each of the hours before the one that is judged."""
    return [record for hour in range(WEEK - 30, WEEK) for record in calls(nhi, hour, 40, **values)]


async def found(database: Database, organization: str, hour: int = WEEK, hours: int = 1) -> dict[str, Any]:
    return await detect(database, organization, at(hour), at(hour + hours), now=at(hour + hours))


async def evidence(database: Database) -> Any:
    [(text,)] = await database.rows("SELECT evidence FROM anomaly")
    return json.loads(text)


async def test_a_burst_of_calls_is_found_with_what_a_person_needs_to_check_it(
    database: Database, organization: str, tell: Tell
) -> None:
    await tell(usual(), calls("n", WEEK, 400))
    assert await found(database, organization) == {"identities": 1, "found": 1, "stored": 1, "by_type": {"rate_burst": 1}}
    assert await anomalies(database) == [("n", "rate_burst", "HIGH", WEEK)]
    told = await evidence(database)
    assert told.pop("calls") == [f"n.{WEEK}.t.PASSED.{n}" for n in range(5)]
    assert told == {
        "p99_requests_24h": 400, "rolling_baseline": 40.0, "hour": "2024-10-11T00:00:00Z", "value": 400, "ratio": 10.0,
        "baseline_p99": 40, "baseline_hours": 30,
    }  # fmt: skip


async def test_runs_and_calls_are_added_up(database: Database, organization: str, tell: Tell) -> None:
    runs = [
        Run(id=f"r{n}", nhi_id="n", started_at=Instant(at(WEEK) + n), state=RunState.FAILED, spend=Money(600_000_000))
        for n in range(6)
    ]
    await tell(usual(), runs, calls("n", WEEK, 6, outcome=Outcome.ERROR, spend=Money(100_000_000)))
    assert (await found(database, organization))["by_type"] == {"error_burst": 1, "spend_burst": 1}
    rows = await database.rows("SELECT type, evidence FROM anomaly")
    told = {type_: json.loads(text) for type_, text in rows}
    assert (told["error_burst"]["value"], told["error_burst"]["runs"]) == (12, [f"r{n}" for n in range(5)])
    assert (told["spend_burst"]["p99_spend_usd_24h"], told["spend_burst"]["rolling_baseline"]) == (4.2, 0.0)
    assert len(told["spend_burst"]["calls"]) == len(told["spend_burst"]["runs"]) == 5


async def test_a_call_that_met_two_verdicts_counts_once_as_the_worse(database: Database, organization: str, tell: Tell) -> None:
    denied: list[Record] = [ToolCall(id=f"c{n}", nhi_id="n", tool="t", called_at=Instant(at(1) + n)) for n in range(3)]
    said: list[Record] = [
        Verdict(id=f"{call.id}.{outcome}", tool_call_id=call.id, outcome=outcome, decided_at=Instant(at(1)))
        for call in denied
        for outcome in (Outcome.PASSED, Outcome.BLOCKED)
    ]
    await tell(denied, said)
    await found(database, organization, 1)
    told = await evidence(database)
    assert (told["value"], told["calls"]) == (3, ["c0", "c1", "c2"])


async def test_a_new_tool_is_found_with_its_first_call(database: Database, organization: str, tell: Tell) -> None:
    await tell(usual(), calls("n", WEEK, 9), calls("n", WEEK, 2, tool="vault.read_secret"))
    await found(database, organization)
    told = await evidence(database)
    assert told["tools"] == {"vault.read_secret": 2}
    assert (told["tools_count"], told["calls"]) == (1, [f"n.{WEEK}.vault.read_secret.PASSED.0"])
    assert await anomalies(database) == [("n", "new_tool", "LOW", WEEK)]


async def test_detecting_again_stores_nothing(database: Database, organization: str, tell: Tell) -> None:
    await tell(usual(), calls("n", WEEK, 400), calls("n", WEEK, 4, outcome=Outcome.BLOCKED))
    first = await found(database, organization)
    before = await database.rows("SELECT * FROM anomaly ORDER BY id")
    again = await detect(database, organization, at(WEEK), at(WEEK + 1), now=at(WEEK + 50))
    assert (first["stored"], again["stored"]) == (2, 0)
    assert await database.rows("SELECT * FROM anomaly ORDER BY id") == before


async def test_an_hour_is_judged_whole_however_the_window_is_cut(database: Database, organization: str, tell: Tell) -> None:
    await tell(usual(), calls("n", WEEK, 400))
    stored = [
        (await detect(database, organization, at(since), at(until), now=at(WEEK + 9)))["stored"]
        for since, until in ((WEEK + 0.9, WEEK + 0.95), (WEEK - 3, WEEK + 0.1), (WEEK, WEEK + 1), (WEEK, WEEK))
    ]
    assert stored == [1, 0, 0, 0]


async def test_hours_beside_the_window_are_not_judged(database: Database, organization: str, tell: Tell) -> None:
    await tell(usual(), calls("n", WEEK, 400))
    assert (await found(database, organization, WEEK + 1))["found"] == 0
    assert (await found(database, organization, WEEK - 1))["found"] == 0


async def test_what_is_found_of_an_hour_under_way_grows_with_it(database: Database, organization: str, tell: Tell) -> None:
    await tell(usual(), calls("n", WEEK, 130))
    await detect(database, organization, at(WEEK), at(WEEK + 0.2), now=at(WEEK + 0.2))
    assert await anomalies(database) == [("n", "rate_burst", "LOW", WEEK)]
    await tell(calls("n", WEEK, 900))
    assert (await found(database, organization))["stored"] == 1
    assert await anomalies(database) == [("n", "rate_burst", "CRITICAL", WEEK)]


async def test_an_acknowledged_anomaly_stays_acknowledged(database: Database, organization: str, tell: Tell) -> None:
    await tell(usual(), calls("n", WEEK, 130))
    await detect(database, organization, at(WEEK), at(WEEK + 0.2), now=at(WEEK + 0.2))
    [(anomaly_id,)] = await database.rows("SELECT id FROM anomaly")
    seen = Instant(at(WEEK + 0.3))
    await tell([Anomaly(id=anomaly_id, at=seen, status=AnomalyStatus.ACKNOWLEDGED, acknowledged_at=seen, note="a release")])
    await tell([ToolCall(id=f"late{n}", nhi_id="n", tool="t", called_at=Instant(at(WEEK + 0.9))) for n in range(900)])
    assert (await found(database, organization))["stored"] == 1
    rows = await database.rows("SELECT status, note, severity FROM anomaly")
    assert rows == [("ACKNOWLEDGED", "a release", "CRITICAL")]


async def test_an_identity_that_nobody_has_told_of_is_watched_too(database: Database, organization: str, tell: Tell) -> None:
    await tell(calls("ghost", 1, 5, outcome=Outcome.BLOCKED), calls(None, 1, 50, outcome=Outcome.BLOCKED))  # type: ignore[arg-type]
    await found(database, organization, 1)
    assert await anomalies(database) == [("ghost", "denied_tool", "MEDIUM", 1)]


async def test_organizations_do_not_see_each_other(database: Database, organization: str, tell: Tell) -> None:
    await ensure_organization(database, "other")
    await tell(calls("n", WEEK, 80))
    await write(database, "other", [*usual(), *calls("n", WEEK, 80, outcome=Outcome.BLOCKED)])
    verdict = Verdict(id="v", tool_call_id=f"n.{WEEK}.t.PASSED.0", outcome=Outcome.BLOCKED, decided_at=Instant(at(WEEK)))
    await write(database, "other", [verdict])
    assert (await found(database, organization))["found"] == 0
    assert await detect(database, "other", at(WEEK), at(WEEK + 1), now=at(WEEK)) == {
        "identities": 1, "found": 1, "stored": 1, "by_type": {"denied_tool": 1},
    }  # fmt: skip
    assert await database.rows("SELECT DISTINCT org_id FROM anomaly") == [("other",)]


async def test_progress_goes_up_to_one(database: Database, organization: str, tell: Tell) -> None:
    await tell(calls("a", 1, 1), calls("b", 1, 1))
    told: list[float] = []
    await detect(database, organization, at(1), at(2), now=at(2), progress=told.append)
    assert told == [0.5, 1.0]
