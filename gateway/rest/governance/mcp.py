"""MCP tool-call analytics: /v1/mcp/analytics/..."""

from gateway.rest.governance import examples as examples
from gateway.rest.governance.figures import by_first, counts, whole
from gateway.rest.governance.jobs import queued, status, window_of
from gateway.rest.governance.mcp_answers import (
    ConfigAudit,
    McpSessionAnswer,
    McpSessions,
    McpSummary,
    McpTools,
    RollupAnswer,
    RollupQueued,
)
from gateway.rest.governance.parameters import Common, CommonPaged, ConfigQuestion, Filter, JobSpan, named, page, requested_window
from gateway.rest.rates import rate
from gateway.rest.route import Data, Route, ValidRequest
from storage.errors import NotFound
from storage.jobs.registry import ROLLUP

PATH = "/v1/mcp/analytics"
TOP_TOOLS = 10
NO_CALLS = dict.fromkeys(("passed", "corrected", "blocked"), 0)
CALLS = "A call with several verdicts counts once, by the worst: error, blocked, corrected, passed."
JUDGED = "`guardian_id` and `tag` keep only calls with a verdict that matches both."
READS = ("logs:read", "nhi:read")
"""Scopes for the other data in the responses: verdicts of the calls, and labels of identities."""


def _calls(query: Common) -> Filter:
    """The filter on tool calls, without the window."""
    return {**query.world, **({"verdicts": query.judged} if query.judged else {})}


def _calls_of(request: ValidRequest[Common]) -> Data:
    return {"calls": _calls(request.query), "window": requested_window(request).bounds}


def _mix(outcomes: dict[str, int]) -> dict[str, int]:
    return {name: outcomes[name] for name in NO_CALLS}


def _summary(data: Data, request: ValidRequest[Common]) -> Data:
    stats = data["toolCalls"]["stats"]
    calls, mix = stats["tool_calls"], _mix(counts(stats["outcomes"]))
    outcomes = by_first(stats["toolOutcomes"])
    tools = [
        {"tool": group["key"], "calls": group["count"], "block_rate": rate(outcomes[group["key"]]["blocked"], group["count"])}
        for group in stats["tools"]
        if group["key"] is not None
    ][:TOP_TOOLS]
    return {
        **requested_window(request).shown,
        "totals": {"tool_calls": calls, **mix},
        "by_verdict": {name: rate(count, calls) for name, count in mix.items()},
        "top_tools": sorted(tools, key=lambda tool: (-tool["block_rate"], -tool["calls"], tool["tool"])),
    }


def _tools(data: Data, request: ValidRequest[Common]) -> Data:
    stats = data["toolCalls"]["stats"]
    outcomes = by_first(stats["toolOutcomes"])
    last = {group["key"]: group["latest"] for group in stats["lastCalls"]}
    rows = [
        {
            "tool": group["key"],
            "calls": group["count"],
            **_mix(outcomes[group["key"]]),
            "block_rate": rate(outcomes[group["key"]]["blocked"], group["count"]),
            **group["latency"],
            **group["sums"],
            "last_called_at": last[group["key"]],
        }
        for group in whole(stats["tools"])
        if group["key"] is not None
    ]
    return {**requested_window(request).shown, "data": rows}


def _sessions_of(request: ValidRequest[CommonPaged]) -> Data:
    query = request.query
    calls = {"toolCalls": {"verdicts": query.judged}} if query.judged else {}
    return {"sessions": {"startedAt": requested_window(request).tests, **query.world, **calls}, **query.page}


def _sessions(data: Data, request: ValidRequest[CommonPaged]) -> Data:
    found = data["mcpSessions"]
    rows = [_session_row(node, node["calls"]["stats"], node["last"]["nodes"]) for node in found["nodes"]]
    return {**requested_window(request).shown, "data": rows, "page": page(found)}


def _session_row(session: Data, stats: Data, newest: list[Data]) -> Data:
    called = [call.get("calledAt") or call.get("called_at") for call in newest[:1]]
    return {
        "session_id": session["session_id"],
        "nhi_id": session["nhi_id"],
        "nhi_label": (session["nhi"] or {}).get("label") or session["nhi_id"],
        "started_at": session["started_at"],
        "last_call_at": called[0] if called else None,
        "tool_calls": stats["tool_calls"],
        "verdicts": _mix(counts(stats["outcomes"])),
    }


def _session(data: Data, request: ValidRequest) -> Data:
    session = data["mcpSession"]
    if session is None:
        raise NotFound(f"There is no session {request.path['sessionId'][:100]!r}.")
    stats, calls = session["all"]["stats"], session["calls"]["nodes"]
    tools = [{"tool": each["key"], "calls": each["count"]} for each in whole(stats["tools"]) if each["key"] is not None]
    return {
        **_session_row(session, stats, calls),
        "duration_ms": session["duration_ms"],
        "tools": tools,
        "calls": [_call_row(call) for call in calls],
    }


def _call_row(call: Data) -> Data:
    """A call with its violations; values of `violations` that are not lists are left out."""
    reported = [verdict["violations"] for verdict in call["verdicts"]["nodes"]]
    return {
        "call_id": call["call_id"],
        "tool": call["tool"],
        "verdict": named(call["outcome"]),
        "called_at": call["called_at"],
        "latency_ms": call["latency_ms"],
        "violations": [each for violations in reported if isinstance(violations, list) for each in violations],
    }


def _changes_of(request: ValidRequest[ConfigQuestion]) -> Data:
    query = request.query
    resource = {"resource": {"eq": query.guardian_id}} if query.guardian_id is not None else {}
    return {"changes": {"changedAt": requested_window(request).tests, **resource}, **query.page}


def _changes(data: Data, request: ValidRequest[ConfigQuestion]) -> Data:
    found = data["configChanges"]
    return {**requested_window(request).shown, "data": found["nodes"], "page": page(found)}


MCP = (
    Route(
        method="GET",
        path=f"{PATH}/summary",
        summary="Tool-call counts by verdict and tool",
        description=f"{CALLS} {JUDGED} Calls of unknown tools count in the totals only.",
        document="rest/mcp/summary",
        query=Common,
        variables=_calls_of,
        shape=_summary,
        answer=McpSummary,
        example=examples.MCP_SUMMARY,
        scopes=("mcp:read",),
        grants=READS,
        refusals=(422,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/tools",
        summary="Per-tool aggregates",
        description=f"The tools called in the window, most called first. {CALLS} {JUDGED} Percentiles are within 1 % if read "
        "from roll-ups.",
        document="rest/mcp/tools",
        query=Common,
        variables=_calls_of,
        shape=_tools,
        answer=McpTools,
        example=examples.TOOLS,
        scopes=("mcp:read",),
        grants=READS,
        refusals=(422,),
    ),
    Route(
        method="POST",
        path=f"{PATH}/rollup",
        summary="Trigger an on-demand rollup of a time window",
        description="Roll-ups that are up to date are left unchanged, so repeated requests are harmless. Repeating the request "
        "for the same window while the job is queued or running returns the same job. Without roll-ups figures are equally "
        "correct, only slower.",
        document="rest/mcp/rollup",
        body=JobSpan,
        body_optional=True,
        variables=window_of,
        shape=queued("startRollup", "rollup_id"),
        answer=RollupQueued,
        example=examples.ROLLUP,
        scopes=("mcp:write",),
        grants=("graph:read",),
        status=202,
        rate="work",
        refusals=(413, 415, 422),
    ),
    Route(
        method="GET",
        path=f"{PATH}/rollup/{{rollup_id}}",
        summary="Status of a rollup",
        document="rest/mcp/rollup-status",
        variables=lambda request: {"jobId": request.path["rollup_id"]},
        shape=status(ROLLUP, "rollup_id", "rollup"),
        answer=RollupAnswer,
        example={"rollup_id": examples.ROLLUP_ID, **examples.JOB, "result": {"periods": {"tool_call": 27}}},
        path_says={"rollup_id": "The `rollup_id` that POST returned."},
        path_examples={"rollup_id": examples.ROLLUP_ID},
        scopes=("mcp:read",),
        grants=("graph:read",),
        refusals=(404,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/sessions",
        summary="Sessions list with verdict mix",
        description="The sessions that began in the window, newest first. `guardian_id` and `tag` keep only sessions with a call "
        f"with a verdict that matches both; the figures cover all calls of the session. {CALLS}",
        document="rest/mcp/sessions",
        query=CommonPaged,
        variables=_sessions_of,
        shape=_sessions,
        answer=McpSessions,
        example=examples.SESSIONS,
        scopes=("mcp:read",),
        grants=READS,
        refusals=(422,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/sessions/{{sessionId}}",
        summary="Per-session detail",
        description=f"Includes the newest 500 calls. {CALLS}",
        document="rest/mcp/session",
        variables=lambda request: {"sessionId": request.path["sessionId"]},
        shape=_session,
        answer=McpSessionAnswer,
        example=examples.SESSION_DETAIL,
        path_says={"sessionId": "Id of the session."},
        path_examples={"sessionId": examples.SESSION},
        scopes=("mcp:read",),
        grants=READS,
        refusals=(404,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/config-audit",
        summary="Configuration changes that affected analytics",
        description="Newest first. Changes have neither environment nor tag, so these parameters are rejected.",
        document="rest/mcp/config-audit",
        query=ConfigQuestion,
        variables=_changes_of,
        shape=_changes,
        answer=ConfigAudit,
        example=examples.CONFIG_AUDIT,
        scopes=("mcp:read",),
    ),
)
