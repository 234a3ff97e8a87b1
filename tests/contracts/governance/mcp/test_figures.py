"""MCP analytics against SQL written by hand, over the demo; pages that hold while rows are added; awkward rows."""

from typing import Any

import pytest

from gateway.rest.times import rfc3339
from storage.nouns.config_change import ConfigChange
from storage.nouns.mcp_session import McpSession
from storage.nouns.record import Instant, Record
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome, Verdict
from storage.writing.writer import write
from tests.conftest import ORGANIZATION
from tests.contracts.conftest import UNTIL, Api
from tests.contracts.governance.example_store import blob
from tests.contracts.governance.reckoning import DAY, HOUR, NAMES, rank, share

pytestmark = pytest.mark.anyio

PATH = "/v1/mcp/analytics"
WINDOWS = [(UNTIL - DAY, UNTIL), (UNTIL - 9 * DAY - 1, UNTIL - 2 * DAY - 12_345_678_901)]
CALLS = """
SELECT tool, called_at, latency_us, spend, coalesce((
  SELECT v.outcome FROM verdict v WHERE v.org_id = c.org_id AND v.tool_call_id = c.id AND v.outcome IS NOT NULL
  ORDER BY CASE v.outcome WHEN 'ERROR' THEN 0 WHEN 'BLOCKED' THEN 1 WHEN 'CORRECTED' THEN 2 ELSE 3 END LIMIT 1
), outcome) FROM tool_call c WHERE org_id = '{org}' AND called_at >= {since} AND called_at < {until} {more}
"""


async def answered(api: Api, path: str, **query: Any) -> Any:
    """The body of an answer."""
    response = await api.get(f"{PATH}/{path}", **query)
    assert response.status_code == 200, response.text
    return response.json()


def mix(outcomes: list[str]) -> dict[str, int]:
    """Calls by outcome."""
    return {name: outcomes.count(outcome) for outcome, name in NAMES.items() if name != "errors"}


@pytest.mark.parametrize(("since", "until"), WINDOWS)
@pytest.mark.parametrize(
    ("query", "more"),
    [
        ({}, ""),
        ({"environment": "live"}, "AND environment = 'LIVE'"),
        (
            {"guardian_id": "pii-redactor"},
            "AND id IN (SELECT tool_call_id FROM verdict v WHERE v.org_id = c.org_id AND guardian_id = 'pii-redactor')",
        ),
        ({"tag": "payments"}, "AND id IN (SELECT tool_call_id FROM verdict v WHERE v.org_id = c.org_id AND tag = 'payments')"),
    ],
    ids=["all", "environment", "guardian", "tag"],
)
async def test_summary_and_tools_of_the_demo(filled: Api, since: int, until: int, query: dict[str, str], more: str) -> None:
    calls = await filled.database.rows(CALLS.format(org=ORGANIZATION, since=since, until=until, more=more))
    assert calls
    window = {"from": rfc3339(since), "to": rfc3339(until)}
    summary = await answered(filled, "summary", **window, **query)
    counted = mix([call[4] for call in calls])
    assert {name: summary[name] for name in window} == window
    assert summary["totals"] == {"tool_calls": len(calls), **counted}
    assert summary["by_verdict"] == {name: share(count, len(calls)) for name, count in counted.items()}
    tools = {call[0] for call in calls}
    by_tool = {tool: [call for call in calls if call[0] == tool] for tool in tools}
    most = sorted(tools, key=lambda tool: (-len(by_tool[tool]), tool))
    top = [
        {
            "tool": tool,
            "calls": len(by_tool[tool]),
            "block_rate": share(mix([call[4] for call in by_tool[tool]])["blocked"], len(by_tool[tool])),
        }
        for tool in most[:10]
    ]
    assert summary["top_tools"] == sorted(top, key=lambda each: (-each["block_rate"], -each["calls"], each["tool"]))
    listed = (await answered(filled, "tools", **window, **query))["data"]
    assert [each["tool"] for each in listed] == most
    for each in listed:
        own = by_tool[each["tool"]]
        counted = mix([call[4] for call in own])
        assert {name: each[name] for name in counted} == counted
        assert (each["calls"], each["block_rate"]) == (len(own), share(counted["blocked"], len(own)))
        assert each["last_called_at"] == rfc3339(max(call[1] for call in own))
        assert each["spend_usd"] == pytest.approx(sum(call[3] or 0 for call in own) / 1e9)
        latencies = [call[2] for call in own]
        known = [each for each in latencies if each is not None]
        assert each["avg_latency_ms"] == pytest.approx(sum(known) / len(known) / 1000, abs=0.501)
        for percent in (50, 95, 99):
            nearest = rank(latencies, percent)
            assert each[f"p{percent}_latency_ms"] == (nearest and pytest.approx(nearest, abs=0.0101 * nearest + 1))


async def test_sessions_of_the_demo_page_by_page(filled: Api) -> None:
    since, until = WINDOWS[1]
    rows = await filled.database.rows(
        "SELECT s.id, s.nhi_id, started_at, ended_at, label FROM mcp_session s"
        " LEFT JOIN nhi n ON n.org_id = s.org_id AND n.id = s.nhi_id"
        f" WHERE s.org_id = '{ORGANIZATION}' AND started_at >= {since} AND started_at < {until}"
        " ORDER BY started_at DESC, s.id DESC"
    )
    query: dict[str, Any] = {"from": rfc3339(since), "to": rfc3339(until), "limit": 7}
    listed: list[Any] = []
    for _ in range(6):
        body = await answered(filled, "sessions", **query)
        listed += body["data"]
        query["cursor"] = body["page"]["next_cursor"]
    assert len(listed) == 42 < len(rows)
    assert [each["session_id"] for each in listed] == [row[0] for row in rows[:42]]
    for each, row in zip(listed[:8], rows, strict=False):
        calls = await filled.database.rows(
            CALLS.format(org=ORGANIZATION, since=0, until=UNTIL * 2, more=f"AND session_id = '{row[0]}' ORDER BY called_at DESC")
        )
        assert each == {
            "session_id": row[0], "nhi_id": row[1], "nhi_label": row[4] or row[1], "started_at": rfc3339(row[2]),
            "last_call_at": rfc3339(calls[0][1]) if calls else None, "tool_calls": len(calls),
            "verdicts": mix([call[4] for call in calls]),
        }  # fmt: skip
        detail = await answered(filled, f"sessions/{row[0]}")
        assert {name: detail[name] for name in each} == each
        assert detail["duration_ms"] == (None if row[3] is None else round((row[3] - row[2]) / 1000))
        assert sum(tool["calls"] for tool in detail["tools"]) == len(calls)
        assert [call["called_at"] for call in detail["calls"]] == [rfc3339(call[1]) for call in calls]
        words = [None if call[4] is None else call[4].lower() for call in calls]
        assert sorted(map(str, [call["verdict"] for call in detail["calls"]])) == sorted(map(str, words))


START = 20_000 * DAY


async def test_pages_hold_while_sessions_are_added(api: Api, organization: str) -> None:
    def session(number: int) -> Record:
        return McpSession(id=f"s{number}", at=Instant(0), started_at=Instant(START + number // 3))

    await write(api.database, organization, [session(number) for number in range(30)])
    query: dict[str, Any] = {"from": rfc3339(START), "to": rfc3339(START + HOUR), "limit": 4}
    found: list[str] = []
    while True:
        body = await answered(api, "sessions", **query)
        found += [each["session_id"] for each in body["data"]]
        assert body["page"]["has_more"] is (body["page"]["next_cursor"] is not None)
        if not body["page"]["has_more"]:
            break
        query["cursor"] = body["page"]["next_cursor"]
        await write(api.database, organization, [session(100 + len(found))])  # newer: before the first page
    assert len(found) == len(set(found)) == 30
    assert found == sorted(found, key=lambda own: (int(own[1:]) // 3, own), reverse=True)


async def test_awkward_calls(api: Api, organization: str) -> None:
    records: list[Record] = [
        McpSession(id="a/b", at=Instant(0), nhi_id="nobody", started_at=Instant(START)),
        McpSession(id="s", at=Instant(0), nhi_id="nobody", started_at=Instant(START)),
        ToolCall(id="1", at=Instant(0), session_id="s", tool="t", called_at=Instant(START)),
        ToolCall(id="2", at=Instant(0), session_id="s", called_at=Instant(START + HOUR)),
        ToolCall(id="3", at=Instant(0), session_id="s", tool="t", outcome=Outcome.ERROR),
        Verdict(
            id="v1", tool_call_id="1", outcome=Outcome.BLOCKED, decided_at=Instant(START - 1), violations=blob({"no": "list"})
        ),
        Verdict(
            id="v2", tool_call_id="1", outcome=Outcome.PASSED, decided_at=Instant(START + 1), violations=blob([{"type": "x"}])
        ),
        *(ConfigChange(id=str(each), changed_at=Instant(START + each), resource=f"g{each % 2}") for each in range(3)),
    ]
    await write(api.database, organization, records)
    window = {"from": rfc3339(START), "to": rfc3339(START + HOUR)}
    summary = await answered(api, "summary", **window)
    assert summary["totals"] == {"tool_calls": 1, "passed": 0, "corrected": 0, "blocked": 1}
    detail = await answered(api, "sessions/s")
    assert (detail["nhi_label"], detail["tool_calls"], detail["duration_ms"]) == ("nobody", 3, None)
    assert detail["verdicts"] == {"passed": 0, "corrected": 0, "blocked": 1}
    assert detail["tools"] == [{"tool": "t", "calls": 2}]
    assert [(call["call_id"], call["verdict"], call["violations"]) for call in detail["calls"]] == [
        ("2", None, []), ("1", "blocked", [{"type": "x"}]), ("3", "error", [])
    ]  # fmt: skip
    listed = (await answered(api, "tools", **window))["data"][0]
    assert (listed["avg_latency_ms"], listed["p99_latency_ms"], listed["spend_usd"]) == (None, None, 0)
    changes = await answered(api, "config-audit", **window, guardian_id="g0", limit=1)
    assert [each["change_id"] for each in changes["data"]] == ["2"]
    rest = await answered(api, "config-audit", **window, guardian_id="g0", cursor=changes["page"]["next_cursor"])
    assert ([each["change_id"] for each in rest["data"]], rest["page"]["has_more"]) == (["0"], False)
