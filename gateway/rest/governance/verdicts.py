"""Guardian governance metrics: GET /v1/analytics/governance/..."""

from collections import Counter
from collections.abc import Mapping, Sequence

from gateway.rest.governance.answers import ByGuardian, Summary, Timeseries
from gateway.rest.governance.examples import BY_GUARDIAN, SUMMARY, TIMESERIES
from gateway.rest.governance.figures import by_first, counts, whole
from gateway.rest.governance.parameters import BUCKETS, Common, Filter, Series, requested_window
from gateway.rest.groups import Group
from gateway.rest.rates import rate
from gateway.rest.route import Data, Route, Run, ValidRequest

PATH = "/v1/analytics/governance"
TOP_VIOLATIONS = 5
REQUEST = (
    "Each request counts once. Of several verdicts on one tool call the worst is decisive (error, blocked, corrected, passed), "
    "of equally bad ones the first; the request has the time, latency, environment and tag of that verdict. A verdict without "
    "a tool call is a request of its own."
)
OF_GUARDIAN = "With `guardian_id`, only verdicts of that Guardian are considered."


def _requests(query: Common) -> Filter:
    decisive = "decisive" if query.guardian_id is None else "decisiveOfGuardian"
    return {decisive: {"eq": True}, **query.verdicts}


def _summary_of(request: ValidRequest[Common]) -> Data:
    return {"requests": _requests(request.query), "window": requested_window(request).bounds}


def _summary(data: Data, request: ValidRequest[Common]) -> Data:
    stats = data["verdicts"]["stats"]
    totals = counts(stats["outcomes"])
    requests = sum(totals.values())
    rates = {"pass_rate": "passed", "correction_rate": "corrected", "block_rate": "blocked"}
    return {
        **requested_window(request).shown,
        "totals": {"requests": requests, **totals},
        "rates": {name: rate(totals[outcome], requests) for name, outcome in rates.items()},
        **stats["latency"],
    }


async def _timeseries(run: Run, request: ValidRequest[Series]) -> Data:
    query = request.query
    window = requested_window(request)
    variables = {"requests": _requests(query), "verdicts": query.verdicts}
    names = _VARIABLES[query.metric]
    data = await run(
        f"rest/governance/timeseries-{query.metric}",
        {**{name: variables[name] for name in names}, "window": window.bounds, "bucket": BUCKETS[query.bucket][0]},
    )
    series = {name: connection["stats"]["series"] for name, connection in data.items()}
    return {"metric": query.metric, "bucket": query.bucket, **window.shown, "series": _POINTS[query.metric](series)}


Points = list[Data]


def _verdicts(series: Mapping[str, Points]) -> Points:
    rows = zip(*series.values(), strict=True)
    return [
        {"timestamp": row[0]["timestamp"], **{name: point["count"] for name, point in zip(series, row, strict=True)}}
        for row in rows
    ]


def _latency(series: Mapping[str, Points]) -> Points:
    return [{"timestamp": point["timestamp"], **point["latency"]} for point in series["verdicts"]]


def _corrections(series: Mapping[str, Points]) -> Points:
    rows = zip(series["requests"], series["corrected"], series["places"], strict=True)
    return [
        {
            "timestamp": requests["timestamp"],
            "corrected": corrected["count"],
            "correction_count": places["sums"]["corrections"],
            "correction_rate": rate(corrected["count"], requests["count"]),
        }
        for requests, corrected, places in rows
    ]


def _violations(series: Mapping[str, Points]) -> Points:
    return [_violations_of(point) for point in series["verdicts"]]


def _violations_of(point: Data) -> Data:
    by_type, by_severity = (_added(whole(point["violations"]), place) for place in (0, 1))
    return {
        "timestamp": point["timestamp"],
        "total": sum(by_type.values()),
        "by_type": by_type,
        "by_severity": by_severity,
    }


def _added(groups: Sequence[Group], place: int) -> dict[str, int]:
    """Counts by the key at `place`, most frequent first; a missing key is `unknown`."""
    added: Counter[str] = Counter()
    for group in groups:
        key = group["keys"][place]
        added["unknown" if key is None else key] += group["count"]
    return dict(sorted(added.items(), key=lambda each: (-each[1], each[0])))


_VARIABLES = {
    "verdicts": ("requests",),
    "latency": ("requests",),
    "corrections": ("requests", "verdicts"),
    "violations": ("verdicts",),
}
_POINTS = {"verdicts": _verdicts, "latency": _latency, "corrections": _corrections, "violations": _violations}


async def _by_guardian(run: Run, request: ValidRequest[Common]) -> Data:
    query = request.query
    window = requested_window(request)
    requests = {"decisiveOfGuardian": {"eq": True}, **query.verdicts}
    data = await run("rest/governance/by-guardian", {"requests": requests, "verdicts": query.verdicts, "window": window.bounds})
    stats = data["requests"]["stats"]
    outcomes = by_first(stats["outcomes"])
    latency = {group["key"]: group["latency"]["avg_latency_ms"] or 0 for group in whole(stats["guardians"])}
    found = await run("rest/governance/guardians", {"ids": list(outcomes)}) if outcomes else {"guardians": {"nodes": []}}
    names = {each["guardianId"]: each["name"] for each in found["guardians"]["nodes"]}
    violations = _top_violations(data["verdicts"]["stats"]["violations"])
    rows = [
        {
            "guardian_id": guardian,
            "guardian_name": names.get(guardian) or guardian,
            "requests": sum(counted.values()),
            **{name: count for name, count in counted.items() if name != "errors"},
            "avg_latency_ms": latency[guardian],
            "top_violation_types": violations.get(guardian, []),
        }
        for guardian, counted in outcomes.items()
    ]
    return {**window.shown, "data": sorted(rows, key=lambda row: (-row["requests"], row["guardian_id"]))}


def _top_violations(groups: Sequence[Group]) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = {}
    for group in whole(groups):
        guardian, kind = group["keys"]
        found.setdefault(guardian, []).append({"type": "unknown" if kind is None else kind, "count": group["count"]})
    return {guardian: kinds[:TOP_VIOLATIONS] for guardian, kinds in found.items()}


GOVERNANCE = (
    Route(
        method="GET",
        path=f"{PATH}/summary",
        summary="Aggregate verdict counts and rates across Guardians",
        description=f"{REQUEST} {OF_GUARDIAN} Rates are over requests.",
        document="rest/governance/summary",
        query=Common,
        variables=_summary_of,
        shape=_summary,
        answer=Summary,
        example=SUMMARY,
        scopes=("logs:read",),
        refusals=(422,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/timeseries",
        summary="Bucketed timeseries for verdicts, latency, and corrections",
        description=f"Contains every bucket of the window, including empty ones. {REQUEST} {OF_GUARDIAN} Corrected places and "
        "violations are counted over all verdicts in the bucket.",
        document="rest/governance/timeseries-verdicts",
        query=Series,
        work=_timeseries,
        answer=Timeseries,
        example=TIMESERIES,
        scopes=("logs:read",),
        refusals=(422,),
    ),
    Route(
        method="GET",
        path=f"{PATH}/by-guardian",
        summary="Per-Guardian rollup for the period",
        description="The Guardians that judged a request in the window, most requests first. A request counts once for each "
        "Guardian that judged it, by the worst of its verdicts. Violations are counted over all its verdicts.",
        document="rest/governance/by-guardian",
        query=Common,
        work=_by_guardian,
        answer=ByGuardian,
        example=BY_GUARDIAN,
        scopes=("logs:read",),
        refusals=(422,),
    ),
)
