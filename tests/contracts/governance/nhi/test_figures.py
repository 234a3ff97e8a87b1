"""NHI analytics against SQL written by hand over the demo, and what they say of identities of which little is known."""

import time
from typing import Any

import pytest

from gateway.rest.times import rfc3339
from storage.accounts.keys import ensure_organization
from storage.nouns.anomaly import Anomaly, AnomalyStatus
from storage.nouns.environment import Environment
from storage.nouns.nhi import Nhi
from storage.nouns.record import Instant, Record
from storage.nouns.risk_assessment import RiskAssessment, RiskLevel
from storage.nouns.run import Run, RunState
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome, Verdict
from storage.writing.writer import write
from tests.conftest import ORGANIZATION
from tests.contracts.conftest import UNTIL, Api, rest_over
from tests.contracts.governance.example_store import blob
from tests.contracts.governance.reckoning import DAY, decisive, share

pytestmark = pytest.mark.anyio

PATH = "/v1/analytics"
OUTCOME = """coalesce((
  SELECT v.outcome FROM verdict v WHERE v.org_id = c.org_id AND v.tool_call_id = c.id AND v.outcome IS NOT NULL
  ORDER BY CASE v.outcome WHEN 'ERROR' THEN 0 WHEN 'BLOCKED' THEN 1 WHEN 'CORRECTED' THEN 2 ELSE 3 END LIMIT 1
), outcome)"""


async def answered(api: Api, path: str, **query: Any) -> Any:
    """The body of an answer."""
    response = await api.get(f"{PATH}/{path}", **query)
    assert response.status_code == 200, response.text
    return response.json()


async def test_observability_of_the_demo(filled: Api) -> None:
    since, until = UNTIL - 9 * DAY - 7, UNTIL - 2 * DAY - 12_345_678_901
    inside = f"org_id = '{ORGANIZATION}' AND {{}} >= {since} AND {{}} < {until}".replace("{}", "{0}")
    read = filled.database.rows
    runs = await read(f"SELECT nhi_id, state, total_tokens, spend FROM run WHERE {inside.format('started_at')}")
    calls = await read(f"SELECT nhi_id, {OUTCOME}, 0, spend FROM tool_call c WHERE {inside.format('called_at')}")
    sessions = await read(f"SELECT nhi_id FROM mcp_session WHERE {inside.format('started_at')}")
    requests = [row["nhi_id"] for row in await decisive(filled.database, ORGANIZATION, since, until)]
    nhis = await read(f"SELECT id, label, tier FROM nhi WHERE org_id = '{ORGANIZATION}'")
    body = await answered(filled, "nhi-observability", **{"from": rfc3339(since), "to": rfc3339(until)})
    assert {row["nhi_id"] for row in body["data"]} == {row[0] for row in nhis}
    assert [row["runs"] + row["tool_calls"] for row in body["data"]] == sorted(
        (row["runs"] + row["tool_calls"] for row in body["data"]), reverse=True
    )
    for row in body["data"]:
        own = row["nhi_id"]
        ran, called = ([each for each in rows if each[0] == own] for rows in (runs, calls))
        label, tier = next((each[1], each[2]) for each in nhis if each[0] == own)
        failed = sum(each[1] == "FAILED" for each in ran) + sum(each[1] == "ERROR" for each in called)
        seen = await read(
            "SELECT min(at), max(at) FROM ("
            f"SELECT called_at AS at FROM tool_call WHERE org_id = '{ORGANIZATION}' AND nhi_id = '{own}'"
            f" UNION ALL SELECT decided_at FROM verdict WHERE org_id = '{ORGANIZATION}' AND nhi_id = '{own}'"
            f" UNION ALL SELECT started_at FROM run WHERE org_id = '{ORGANIZATION}' AND nhi_id = '{own}') AS deeds"
        )
        expected = {
            "nhi_id": own, "nhi_label": label or own, "tier": tier, "runs": len(ran), "tool_calls": len(called),
            "requests": requests.count(own), "tokens": sum(each[2] or 0 for each in ran),
            "spend_usd": sum(each[3] or 0 for each in [*ran, *called]) / 1e9,
            "error_rate": share(failed, len(ran) + len(called)),
            "block_rate": share(sum(each[1] == "BLOCKED" for each in called), len(called)),
            "sessions": sum(each[0] == own for each in sessions),
            "first_seen_at": None if seen[0][0] is None else rfc3339(seen[0][0]),
            "last_seen_at": None if seen[0][1] is None else rfc3339(seen[0][1]),
        }  # fmt: skip
        assert row.pop("spend_usd") == pytest.approx(expected.pop("spend_usd"), abs=1e-9)
        assert row == expected


async def test_risk_and_history_of_the_demo(filled: Api) -> None:
    for until in (UNTIL, UNTIL - 30 * DAY):
        rows = await filled.database.rows(
            "SELECT n.id, a.score FROM nhi n LEFT JOIN risk_assessment a ON a.org_id = n.org_id AND a.nhi_id = n.id AND a.id ="
            " (SELECT b.id FROM risk_assessment b WHERE b.org_id = n.org_id AND b.nhi_id = n.id"
            f" AND b.assessed_at < {until} ORDER BY b.assessed_at DESC, b.id DESC LIMIT 1) WHERE n.org_id = '{ORGANIZATION}'"
        )
        body = await answered(filled, "nhi-risk", **{"from": rfc3339(until - DAY), "to": rfc3339(until)})
        expected = sorted(((own, score or 0) for own, score in rows), key=lambda row: (-row[1], row[0]))
        assert [(row["nhi_id"], row["risk_score"]) for row in body["data"]] == expected
    worst = expected[0][0]
    history: list[Any] = []
    query: dict[str, Any] = {"limit": 3}
    while "cursor" not in query or query["cursor"]:
        page = await answered(filled, f"nhi-risk-assessment/{worst}/history", **query)
        history += page["data"]
        query["cursor"] = page["page"]["next_cursor"]
    told = await filled.database.rows(
        f"SELECT assessed_at, score, level FROM risk_assessment WHERE org_id = '{ORGANIZATION}' AND nhi_id = '{worst}'"
        " ORDER BY assessed_at DESC, id DESC"
    )
    assert [(each["assessed_at"], each["risk_score"], each["level"]) for each in history] == [
        (rfc3339(at), score, level.lower()) for at, score, level in told
    ]
    window = {"from": rfc3339(told[-1][0]), "to": rfc3339(told[0][0])}
    assert len((await answered(filled, f"nhi-risk-assessment/{worst}/history", limit=500, **window))["data"]) == len(told) - 1


START = 20_000 * DAY


async def test_an_identity_of_which_little_is_known(api: Api, organization: str) -> None:
    await write(api.database, organization, [Nhi(id="n", at=Instant(0))])
    nothing: dict[str, Any] = {
        "nhi_id": "n",
        "nhi_label": "n",
        "tier": None,
        "risk_score": 0,
        "risk_signals": [],
        "last_seen_at": None,
    }
    assert (await answered(api, "nhi-risk"))["data"] == [nothing]
    assert await answered(api, "nhi-risk-assessment/n") == {
        **nothing, "level": "low", "assessed_at": None, "factors": [], "open_anomalies": 0
    }  # fmt: skip
    assert (await answered(api, "nhi-risk-assessment/n/history"))["data"] == []
    assert (await answered(api, "nhi-posture"))["data"] == [
        {
            "nhi_id": "n",
            "posture_score": 0,
            "components": {"guardian_coverage": 0, "tier_compliance": 0, "federation_status": 0, "anomaly_count_7d": 0},
        }
    ]
    row = (await answered(api, "nhi-observability"))["data"][0]
    assert {name: row[name] for name in ("runs", "tool_calls", "requests", "tokens", "spend_usd", "error_rate", "sessions")} == (
        dict.fromkeys(("runs", "tool_calls", "requests", "tokens", "spend_usd", "error_rate", "sessions"), 0)
    )
    assert await answered(api, "nhi-anomalies") == {"data": [], "page": {"next_cursor": None, "has_more": False}}


async def test_identities_are_chosen_by_what_guardians_said_in_the_window(api: Api, organization: str) -> None:
    now = time.time_ns() // 1000
    records: list[Record] = []
    for own, guardian, world, ago in (
        ("a", "g", Environment.LIVE, 1),
        ("b", "h", Environment.TEST, 1),
        ("c", "g", Environment.LIVE, 5),
    ):
        at = Instant(now - ago * DAY // 2)
        records += [
            Nhi(id=own, at=Instant(0)),
            Verdict(id=own, nhi_id=own, guardian_id=guardian, environment=world, tag=f"tag {own}", decided_at=at),
            Anomaly(id=own, nhi_id=own, status=AnomalyStatus.OPEN, detected_at=at),
        ]
    records += [
        Nhi(id="d", at=Instant(0)),
        Anomaly(id="seen", nhi_id="a", status=AnomalyStatus.ACKNOWLEDGED, detected_at=Instant(now)),
    ]
    await write(api.database, organization, records)
    queries: list[tuple[dict[str, str], str]] = [
        ({}, "abcd"), ({"guardian_id": "g"}, "a"), ({"environment": "test"}, "b"), ({"tag": "tag a"}, "a"),
        ({"tag": "tag c"}, ""),
        ({"guardian_id": "g", "environment": "test"}, ""), ({"guardian_id": "g", "from": rfc3339(now - 9 * DAY)}, "ac"),
    ]  # fmt: skip
    for query, expected in queries:
        for path in ("nhi-risk", "nhi-observability"):
            assert sorted(row["nhi_id"] for row in (await answered(api, path, **query))["data"]) == list(expected), (path, query)
    # Posture and anomalies have no window unless one is given.
    assert [row["nhi_id"] for row in (await answered(api, "nhi-posture", guardian_id="g"))["data"]] == ["a", "c"]
    assert [row["nhi_id"] for row in (await answered(api, "nhi-posture", **{"from": rfc3339(now - DAY)}))["data"]] == ["a", "b"]
    assert [row["anomaly_id"] for row in (await answered(api, "nhi-anomalies"))["data"]] == ["b", "a", "c"]
    assert [row["anomaly_id"] for row in (await answered(api, "nhi-anomalies", guardian_id="g"))["data"]] == ["a", "c"]
    assert [row["anomaly_id"] for row in (await answered(api, "nhi-anomalies", to=rfc3339(now - DAY)))["data"]] == ["c"]


async def test_two_organizations_with_the_same_ids(api: Api, organization: str) -> None:
    await ensure_organization(api.database, "rival")
    rival = await rest_over(api.database, "rival")
    for org, label, level in ((organization, "ours", RiskLevel.LOW), ("rival", "theirs", RiskLevel.CRITICAL)):
        await write(
            api.database,
            org,
            [
                Nhi(id="n", at=Instant(0), label=label),
                RiskAssessment(id="r", nhi_id="n", assessed_at=Instant(START), score=0.1, level=level, factors=blob([])),
                Anomaly(id="x", nhi_id="n", status=AnomalyStatus.OPEN, type=label, detected_at=Instant(START)),
                ToolCall(id="c", nhi_id="n", tool=label, called_at=Instant(START), outcome=Outcome.PASSED),
                Verdict(
                    id="v", tool_call_id="c", nhi_id="n", guardian_id=label, outcome=Outcome.PASSED, decided_at=Instant(START)
                ),
                Run(id="run", nhi_id="n", state=RunState.COMPLETED, started_at=Instant(START), total_tokens=len(label)),
            ],
        )
    await write(api.database, "rival", [Nhi(id="only theirs", at=Instant(0)), Anomaly(id="y", at=Instant(0))])
    window = {"from": rfc3339(START), "to": rfc3339(START + DAY)}
    paths = [
        "/v1/analytics/governance/summary", "/v1/analytics/governance/by-guardian",
        "/v1/mcp/analytics/summary", "/v1/mcp/analytics/tools",
        "/v1/analytics/nhi-risk", "/v1/analytics/nhi-observability", "/v1/analytics/nhi-anomalies", "/v1/analytics/nhi-posture",
        "/v1/analytics/nhi-risk-assessment/n/history",
    ]  # fmt: skip
    for path in paths:
        ours, theirs = (await api.get(path, **window)).text, (await rival.get(path, **window)).text
        assert "theirs" not in ours, path
        assert "ours" not in theirs, path
    assert (await api.get("/v1/analytics/nhi-risk-assessment/n")).json()["level"] == "low"
    assert (await api.get("/v1/analytics/nhi-risk-assessment/only%20theirs")).status_code == 404
    assert (await api.post("/v1/analytics/nhi-anomalies/y/ack", {})).status_code == 404
    assert (await api.post("/v1/analytics/nhi-anomalies/x/ack", {})).json()["type"] == "ours"
    assert (await rival.get("/v1/analytics/nhi-anomalies")).json()["data"][0]["status"] == "open"
    made = (await rival.post("/v1/mcp/analytics/rollup", window)).json()["rollup_id"]
    assert (await rival.get(f"/v1/mcp/analytics/rollup/{made}")).status_code == 200
    assert (await api.get(f"/v1/mcp/analytics/rollup/{made}")).status_code == 404
