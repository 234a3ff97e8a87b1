"""NHI risk and observability: /v1/analytics/nhi-..."""

from collections import Counter
from decimal import Decimal

from gateway.rest.governance import examples as examples
from gateway.rest.governance.figures import whole
from gateway.rest.governance.jobs import queued, status, window_of
from gateway.rest.governance.nhi_answers import (
    Acknowledged,
    Anomalies,
    Assessment,
    DetectionAnswer,
    DetectionQueued,
    History,
    Observability,
    Posture,
    Risk,
)
from gateway.rest.governance.parameters import (
    Common,
    CommonPaged,
    Filter,
    JobSpan,
    Note,
    SpanPaged,
    named,
    page,
    requested_open_window,
    requested_window,
)
from gateway.rest.rates import rate
from gateway.rest.route import Data, Route, Run, Strict, ValidRequest
from gateway.rest.times import Window
from storage.errors import NotFound
from storage.jobs.registry import ANOMALY_DETECTION

PATH = "/v1/analytics"
READS = ("graph:read", "logs:read", "mcp:read")
"""Scopes for the data behind an identity's last activity, posture and figures."""

FILTERED = (
    "`guardian_id`, `environment` and `tag` keep only identities with a verdict in the window that matches all of them; the "
    "figures cover all activity of these identities."
)

Node = Data


def _identities(query: Common, window: Window) -> Filter:
    """The filter on identities: those with a matching verdict in the window."""
    if not query.verdicts:
        return {}
    times = {"decidedAt": window.tests} if window.tests else {}
    return {"verdicts": {**query.verdicts, **times}}


async def _every(run: Run, document: str, variables: Data) -> list[Node]:
    """Reads all pages of the identities that a document returns."""
    nodes: list[Node] = []
    cursor: dict[str, str] = {}
    while True:
        found = (await run(document, {**variables, **cursor}))["nhis"]
        nodes += found["nodes"]
        if not found["pageInfo"]["hasNextPage"]:
            return nodes
        cursor = {"cursor": found["pageInfo"]["endCursor"]}


def _who(node: Node) -> Data:
    return {"nhi_id": node["nhi_id"], "nhi_label": node["label"] or node["nhi_id"], "tier": node["tier"]}


async def _risk(run: Run, request: ValidRequest[Common]) -> Data:
    window = requested_window(request)
    variables = {"identities": _identities(request.query, window), "before": {"lt": window.until}}
    rows = [
        {**_who(node), **_scored(node["assessments"]["nodes"]), "last_seen_at": node["last_seen_at"]}
        for node in await _every(run, "rest/nhi/risk", variables)
    ]
    return {**window.shown, "data": sorted(rows, key=lambda row: (-row["risk_score"], row["nhi_id"]))}


def _scored(assessments: list[Node]) -> Data:
    """Score and signals of the first assessment; without one, 0 and no signals."""
    found = assessments[0] if assessments else {"risk_score": None, "risk_signals": []}
    return {"risk_score": found["risk_score"] or 0, "risk_signals": found["risk_signals"]}


async def _observability(run: Run, request: ValidRequest[Common]) -> Data:
    window = requested_window(request)
    data = await run("rest/nhi/observability", {"window": window.bounds})
    figures: dict[str, Counter[str]] = {}
    spent: dict[str, Decimal] = {}
    for noun, connection in data.items():
        for group in whole(connection["stats"]["groups"]):
            who, *outcomes = group["keys"]
            counted = figures.setdefault(who, Counter())
            counted[noun] += group["count"]
            counted.update({f"{noun} {outcome}": group["count"] for outcome in outcomes if outcome is not None})
            sums = group.get("sums", {})
            counted["tokens"] += sums.get("tokens", 0)
            spent[who] = spent.get(who, Decimal(0)) + Decimal(str(sums.get("spend", 0)))
    nodes = await _every(run, "rest/nhi/identities", {"identities": _identities(request.query, window)})
    rows = [_observed(node, figures.get(node["nhi_id"], Counter()), spent.get(node["nhi_id"], Decimal(0))) for node in nodes]
    return {**window.shown, "data": sorted(rows, key=lambda row: (-row["runs"] - row["tool_calls"], row["nhi_id"]))}


def _observed(node: Node, counted: Counter[str], spend: Decimal) -> Data:
    failed = counted["runs FAILED"] + counted["toolCalls ERROR"]
    return {
        **_who(node),
        "runs": counted["runs"],
        "tool_calls": counted["toolCalls"],
        "requests": counted["requests"],
        "tokens": counted["tokens"],
        "spend_usd": float(spend),
        "error_rate": rate(failed, counted["runs"] + counted["toolCalls"]),
        "block_rate": rate(counted["toolCalls BLOCKED"], counted["toolCalls"]),
        "sessions": counted["sessions"],
        "first_seen_at": node["first_seen_at"],
        "last_seen_at": node["last_seen_at"],
    }


def _existing(data: Data, request: ValidRequest[Strict]) -> Node:
    node: Node | None = data["nhi"]
    if node is None:
        raise NotFound(f"There is no NHI {request.path['id'][:100]!r}.")
    return node


def _assessment(data: Data, request: ValidRequest) -> Data:
    node = _existing(data, request)
    last = node["assessments"]["nodes"][:1]
    latest = last[0] if last else {"level": None, "assessed_at": None, "factors": None}
    return {
        **_who(node),
        "risk_score": _scored(last)["risk_score"],
        "level": named(latest["level"]) or "low",
        "assessed_at": latest["assessed_at"],
        "factors": latest["factors"] if isinstance(latest["factors"], list) else [],
        "risk_signals": _scored(last)["risk_signals"],
        "open_anomalies": node["open_anomalies"],
        "last_seen_at": node["last_seen_at"],
    }


def _history_of(request: ValidRequest[SpanPaged]) -> Data:
    query = request.query
    times = query.open_window.tests
    return {"nhiId": request.path["id"], "assessments": {"assessedAt": times} if times else {}, **query.page}


def _history(data: Data, request: ValidRequest[SpanPaged]) -> Data:
    node = _existing(data, request)
    found = node["assessments"]
    rows = [
        {
            "assessed_at": each["assessed_at"],
            "risk_score": each["risk_score"] or 0,
            "level": named(each["level"]) or "low",
            "risk_signals": each["risk_signals"],
        }
        for each in found["nodes"]
    ]
    return {"nhi_id": node["nhi_id"], "data": rows, "page": page(found)}


def _anomalies_of(request: ValidRequest[CommonPaged]) -> Data:
    query = request.query
    window = requested_open_window(request)
    times = {"detectedAt": window.tests} if window.tests else {}
    identities = _identities(query, window)
    of = {"nhi": identities} if identities else {}
    return {"anomalies": {"status": {"eq": "OPEN"}, **times, **of}, **query.page}


def _anomalies(data: Data, _: ValidRequest[CommonPaged]) -> Data:
    found = data["anomalies"]
    return {"data": [_anomaly(node) for node in found["nodes"]], "page": page(found)}


def _anomaly(node: Node) -> Data:
    return {**node, "severity": named(node["severity"]), "status": named(node["status"])}


async def _posture(run: Run, request: ValidRequest[Common]) -> Data:
    window = requested_open_window(request)
    seen = _seen(window) if window.tests else {}
    variables = {"identities": {**_identities(request.query, window), **seen}}
    rows = []
    for node in await _every(run, "rest/nhi/posture", variables):
        components = {name: value or 0 for name, value in node["posture"].items()}
        score = components.pop("posture_score")
        rows.append({"nhi_id": node["nhi_id"], "posture_score": score, "components": components})
    return {"data": sorted(rows, key=lambda row: (row["posture_score"], row["nhi_id"]))}


def _seen(window: Window) -> Filter:
    """The filter on identities that were active in a window."""
    return {
        "or": [
            {"toolCalls": {"calledAt": window.tests}},
            {"verdicts": {"decidedAt": window.tests}},
            {"runs": {"startedAt": window.tests}},
        ]
    }


NHI = (
    Route(
        method="GET",
        path=f"{PATH}/nhi-risk",
        summary="Aggregate risk score by NHI",
        description="Every identity, highest risk first, by its latest assessment before the end of the window. `guardian_id`, "
        "`environment` and `tag` keep only identities with a verdict in the window that matches all of them.",
        document="rest/nhi/risk",
        query=Common,
        work=_risk,
        answer=Risk,
        example=examples.RISK,
        scopes=("nhi:read",),
        grants=READS,
        refusals=(422,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/nhi-observability",
        summary="Observability rollup for autonomous workloads",
        description=f"Activity of every identity in the window, busiest first, including inactive identities. {FILTERED}",
        document="rest/nhi/observability",
        query=Common,
        work=_observability,
        answer=Observability,
        example=examples.OBSERVABILITY,
        scopes=("nhi:read",),
        grants=READS,
        refusals=(422,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/nhi-risk-assessment/{{id}}",
        summary="Detailed risk assessment for one NHI",
        document="rest/nhi/assessment",
        variables=lambda request: {"nhiId": request.path["id"]},
        shape=_assessment,
        answer=Assessment,
        example=examples.ASSESSMENT,
        path_says={"id": "Id of the NHI."},
        path_examples={"id": examples.NHI},
        scopes=("nhi:read",),
        grants=READS,
        refusals=(404,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/nhi-risk-assessment/{{id}}/history",
        summary="Historical risk timeline",
        description="Newest first. Contains each assessment that changed, and at least one a day. Without `from` or `to`, the "
        "window is open at that end.",
        document="rest/nhi/history",
        query=SpanPaged,
        variables=_history_of,
        shape=_history,
        answer=History,
        example=examples.HISTORY,
        path_says={"id": "Id of the NHI."},
        path_examples={"id": examples.NHI},
        scopes=("nhi:read",),
        grants=READS,
        refusals=(404,),
    ),
    Route(
        method="POST",
        path=f"{PATH}/nhi-risk/detect-anomalies",
        summary="Run anomaly detection over a window",
        description="Afterwards, the risk of every identity is assessed. An anomaly that was detected before is not duplicated.",
        document="rest/nhi/detect-anomalies",
        body=JobSpan,
        body_optional=True,
        variables=window_of,
        shape=queued("detectAnomalies", "job_id"),
        answer=DetectionQueued,
        example=examples.DETECTION,
        scopes=("nhi:write",),
        grants=("graph:read",),
        status=202,
        rate="work",
        refusals=(413, 415, 422),
    ),
    Route(
        method="GET",
        path=f"{PATH}/nhi-risk/jobs/{{job_id}}",
        summary="Status of an anomaly detection",
        document="rest/nhi/job",
        variables=lambda request: {"jobId": request.path["job_id"]},
        shape=status(ANOMALY_DETECTION, "job_id", "job"),
        answer=DetectionAnswer,
        example={"job_id": examples.JOB_ID, **examples.JOB, "result": {"found": 1, "stored": 1}},
        path_says={"job_id": "The `job_id` that POST returned."},
        path_examples={"job_id": examples.JOB_ID},
        scopes=("nhi:read",),
        grants=("graph:read",),
        refusals=(404,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/nhi-anomalies",
        summary="Open anomalies",
        description="Newest first. Without `from` or `to`, the window is open at that end; without both, all open anomalies are "
        "returned. `guardian_id`, `environment` and `tag` keep only anomalies of identities with a verdict in the window that "
        "matches all of them.",
        document="rest/nhi/anomalies",
        query=CommonPaged,
        variables=_anomalies_of,
        shape=_anomalies,
        answer=Anomalies,
        example=examples.ANOMALIES,
        scopes=("nhi:read",),
        grants=READS,
        refusals=(422,),
    ),
    Route(
        method="POST",
        path=f"{PATH}/nhi-anomalies/{{id}}/ack",
        summary="Acknowledge an anomaly",
        description="Acknowledging again changes nothing: the first acknowledgement and its note are kept.",
        document="rest/nhi/acknowledge",
        body=Note,
        body_optional=True,
        variables=lambda request: {"anomalyId": request.path["id"], "note": request.body.note},
        shape=lambda data, _: _anomaly(data["acknowledgeAnomaly"]["anomaly"]),
        answer=Acknowledged,
        example=examples.ACKNOWLEDGED,
        path_says={"id": "Id of the anomaly."},
        path_examples={"id": examples.ANOMALY},
        scopes=("nhi:write",),
        grants=("nhi:read",),
        rate="work",
        refusals=(404, 413, 415),
    ),
    Route(
        method="GET",
        path=f"{PATH}/nhi-posture",
        summary="Composite governance posture score by NHI",
        description="0.4 (1 - risk) + 0.3 tier compliance + 0.2 federation + 0.1 guardian coverage, as of now, lowest first. "
        "`from` and `to` keep only identities with a run, tool call or verdict in that window; `guardian_id`, `environment` and "
        "`tag` keep only identities with a verdict in it that matches all of them.",
        document="rest/nhi/posture",
        query=Common,
        work=_posture,
        answer=Posture,
        example=examples.POSTURE,
        scopes=("nhi:read",),
        grants=READS,
        refusals=(422,),
    ),
)
