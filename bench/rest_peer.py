"""The REST routes by hand: Starlette on SQLAlchemy Core, one exact statement or a few for each answer."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import orjson
import sqlalchemy as sa
import uvicorn
from sqlalchemy.ext.asyncio import create_async_engine
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench import rest_statements as sql

ORG = "demo"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
PRAGMAS = ("query_only = ON", "mmap_size = 1073741824", "cache_size = -16384", "temp_store = MEMORY")
SUCCESS = {"COMPLETED": True, "FAILED": False, "CANCELLED": False}
ACTIVE = ("NOT_STARTED", "RUNNING", "WAITING", "USER_INPUT_REQUIRED")
COUNTED = {
    **dict.fromkeys(ACTIVE, "active"),
    "COMPLETE": "completed",
    "ERROR": "errored",
    "SUSPENDED": "suspended",
    "TERMINATED": "terminated",
}

NOTHING = {"count": 0, **dict.fromkeys(f"{name}_seconds" for name in ("avg", "min", "max", "p50", "p75", "p90", "p95", "p99"))}

Rows = Sequence[Any]
Statement = tuple[sa.TextClause, dict[str, Any]]


class Store(Protocol):
    """Runs statements."""

    async def rows(self, *asked: Statement) -> list[Rows]:
        """The rows of some statements, one after the other on one connection."""


class Sqlite:
    """A plain engine, called in one of Starlette's threads: one call for all statements of a response."""

    def __init__(self, url: str) -> None:
        self.engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", pool_size=8)
        sa.event.listen(self.engine, "connect", set_pragmas)

    async def rows(self, *asked: Statement) -> list[Rows]:
        """See Store."""
        return await run_in_threadpool(self._rows, asked)

    def _rows(self, asked: Sequence[Statement]) -> list[Rows]:
        with self.engine.connect() as connection:
            return [connection.execute(text, {"org": ORG, **values}).all() for text, values in asked]


class Postgresql:
    """An asynchronous engine over asyncpg."""

    def __init__(self, url: str) -> None:
        driver = url.replace("postgresql:", "postgresql+asyncpg:", 1)
        self.engine = create_async_engine(driver, isolation_level="AUTOCOMMIT", pool_size=8)

    async def rows(self, *asked: Statement) -> list[Rows]:
        """See Store."""
        async with self.engine.connect() as connection:
            return [(await connection.execute(text, {"org": ORG, **values})).all() for text, values in asked]


def set_pragmas(connection: Any, _: Any) -> None:
    """Gives a reader the settings that Pentagraph gives its own."""
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


class Peer:
    """The routes over one store."""

    def __init__(self, store: Store) -> None:
        self.rows = store.rows

    async def instances(self, request: Request) -> Response:
        """POST /analytics/api/v1/instances/{identifier}: a page of 100."""
        start, until, _ = window(orjson.loads(await request.body()))
        values = {**named(request.path_params["identifier"]), "start": start, "until": until}
        known, page, total = await self.rows((sql.MODELS, values), (sql.INSTANCES, values), (sql.INSTANCES_TOTAL, values))
        if not known:
            return Response(status_code=404)
        metadata: dict[str, dict[str, str]] = {row.id: {} for row in page}
        for row in (await self.rows((sql.METADATA, {"ids": list(metadata)})))[0]:
            metadata[row.instance_id][row.name] = row.value
        results = [
            {
                "process_instance_id": row.id,
                "process_model_identifier": row.model_id,
                "status": row.status and row.status.lower(),
                "start": rfc3339(row.started_at),
                "end": rfc3339(row.ended_at),
                "duration_seconds": None if row.ended_at is None else (row.ended_at - row.started_at) / 1e6,
                "last_milestone_bpmn_name": row.milestone,
                "process_initiator_username": row.initiator,
                "metadata": metadata[row.id],
            }
            for row in page
        ]
        count = total[0][0]
        return answer({"results": results, "pagination": {"count": len(page), "total": count, "pages": -(-count // 100)}})

    async def overview(self, request: Request) -> Response:
        """POST /analytics/api/v1/overview/{identifier}."""
        start, until, echoed = window(orjson.loads(await request.body()))
        identifier = request.path_params["identifier"]
        values = {**named(identifier), "start": start, "until": until}
        models, statuses, durations = await self.rows((sql.MODELS, values), (sql.STATUSES, values), (sql.DURATIONS, values))
        if not models:
            return Response(status_code=404)
        by_model = {row.model_id: duration(row) for row in durations}
        whole, counts = (
            counted(statuses),
            {row.id: counted([each for each in statuses if each.model_id == row.id]) for row in models},
        )
        return answer(
            {
                "identifier": identifier,
                **echoed,
                **whole,
                "duration": by_model[None],
                "models": [
                    {
                        "identifier": row.id,
                        "display_name": row.display_name,
                        **counts[row.id],
                        "duration": by_model.get(row.id, NOTHING),
                    }
                    for row in models
                ],
            }
        )

    async def total_counts(self, request: Request) -> Response:
        """GET /incidents/total-counts."""
        asked = request.query_params
        values = {"key": asked["processKey"], "version": int(asked["version"])}
        row = (await self.rows((sql.TOTAL_COUNTS, values)))[0][0]
        return answer({"totalIncidents": row[1], "totalExceptions": row[2]} if row[0] else None)

    async def incidents(self, request: Request) -> Response:
        """GET /incidents/incidents-table."""
        asked = request.query_params
        values: dict[str, Any] = {"key": asked["processKey"], "version": int(asked["version"])}
        skip = int(asked["minResults"])
        page = {"first": int(asked["maxResults"]) - skip, "skip": skip}
        deployed, found = await self.rows((sql.DEPLOYED, values), (sql.INCIDENTS, {**values, **page}))
        return answer([incident(row) for row in found] if deployed else None)

    async def flow_runs(self, request: Request) -> Response:
        """GET /analytics/org/{org_id}/flows/{flow_id}: 25 runs."""
        flow = request.path_params["flow"]
        found = (await self.rows((sql.FLOW_RUNS, {"flow": flow, "first": 25, "skip": 0})))[0]
        return answer([flow_run(row) for row in found])

    async def governance(self, request: Request) -> Response:
        """GET /v1/analytics/governance/summary."""
        row = (await self.rows((sql.GOVERNANCE, span(request))))[0][0]
        requests = row.passed + row.corrected + row.blocked + row.errors
        return answer(
            {
                **request.query_params,
                "totals": {
                    "requests": requests,
                    "passed": row.passed,
                    "corrected": row.corrected,
                    "blocked": row.blocked,
                    "errors": row.errors,
                },
                "rates": {
                    "pass_rate": rate(row.passed, requests),
                    "correction_rate": rate(row.corrected, requests),
                    "block_rate": rate(row.blocked, requests),
                },
                **percentiles(row, "latency_{}_ms", 1000),
            }
        )

    async def tools(self, request: Request) -> Response:
        """GET /v1/mcp/analytics/tools."""
        found = (await self.rows((sql.TOOLS, span(request))))[0]
        rows = [
            {
                "tool": row.tool,
                "calls": row.calls,
                "passed": row.passed,
                "corrected": row.corrected,
                "blocked": row.blocked,
                "block_rate": rate(row.blocked, row.calls),
                "avg_latency_ms": None if row.mean is None else round(row.mean) / 1000,
                **percentiles(row, "{}_latency_ms", 1000),
                "spend_usd": int(row.spend) / 1e9,
                "last_called_at": rfc3339(row.latest),
            }
            for row in found
        ]
        return answer({**request.query_params, "data": rows})


def named(identifier: str) -> dict[str, str]:
    """A path that ends in `%`, and the ends of the range of ids below it."""
    path = identifier.removesuffix("%")
    return {"path": path, "low": f"{path}/", "high": f"{path}0"}


def window(body: dict[str, str]) -> tuple[int, int, dict[str, str | None]]:
    """First microsecond, first one after it, and both ends as they are repeated."""
    start, until = micros(body["start"]), micros(body["end"]) + DAY // timedelta(microseconds=1)
    return start, until, {"start": rfc3339(start), "end": rfc3339(until - 1)}


def span(request: Request) -> dict[str, int]:
    """`from` and `to` of a query."""
    return {"start": micros(request.query_params["from"]), "until": micros(request.query_params["to"])}


def micros(text: str) -> int:
    """A time as the store holds it."""
    moment = datetime.fromisoformat(text)
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - EPOCH) // timedelta(microseconds=1)


def rfc3339(time: int | None) -> str | None:
    """A time as answers spell it."""
    if time is None:
        return None
    text = (EPOCH + timedelta(microseconds=time)).isoformat()[:-6]
    return (text.rstrip("0") if "." in text else text) + "Z"


def rate(part: int, whole: int) -> float:
    """A share, to four places."""
    return round(part / whole, 4) if whole else 0.0


def percentiles(row: Any, name: str, unit: int, wanted: Sequence[str] = ("p50", "p95", "p99")) -> dict[str, float | None]:
    """The percentiles of a row, in a unit given in microseconds."""
    values = {each: getattr(row, each) for each in wanted}
    return {name.format(each): None if value is None else value / unit for each, value in values.items()}


def duration(row: Any) -> dict[str, Any]:
    """Figures of durations."""
    mean = None if row.mean is None else round(row.mean) / 1e6
    ends = {"min_seconds": row.least, "max_seconds": row.greatest}
    return {
        "count": row.measured,
        "avg_seconds": mean,
        **{name: None if value is None else value / 1e6 for name, value in ends.items()},
        **percentiles(row, "{}_seconds", 1_000_000, ("p50", "p75", "p90", "p95", "p99")),
    }


def counted(rows: Sequence[Any]) -> dict[str, int]:
    """Number of instances by what their status counts as."""
    found = dict.fromkeys(("total", "active", "completed", "errored", "suspended", "terminated"), 0)
    for row in rows:
        found["total"] += row.count
        name = "errored" if row.status == "SUSPENDED" and row.faulted else COUNTED.get(row.status)
        if name:
            found[name] += row.count
    return found


def incident(row: Any) -> dict[str, Any]:
    """A row of the table of incidents."""
    failed = row.failed_activity_id
    label = row.activity_name or row.activity_id
    return {
        "activityId": row.activity_id,
        "activity": label,
        "failedActivity": row.failed_activity_name or (label if failed in {None, row.activity_id} else failed),
        "failedActivityId": row.activity_id if failed is None else failed,
        "createTime": row.created_at // 1000,
        "endTime": None if row.ended_at is None else row.ended_at // 1000,
        "procInstId": row.instance_id,
    }


def flow_run(row: Any) -> dict[str, Any]:
    """A run as the flow-runs API shows it."""
    tokens = row.total_tokens
    return {
        "run_id": row.id,
        "conversation_id": row.conversation_id,
        "date": rfc3339(row.dated_at),
        "is_flow_successful": SUCCESS.get(row.state),
        "state": "RESUMED" if row.state == "RUNNING" else row.state,
        "error": row.error,
        "latency": None if row.ended_at is None or row.started_at is None else (row.ended_at - row.started_at) / 1e6,
        "total_tokens": (row.input_tokens or 0) + (row.output_tokens or 0) if tokens is None else tokens,
        "user_id": row.user_id,
        "inputs": row.inputs,
        "outputs": row.outputs,
        "llms": row.llms,
        "feedback": row.feedback,
        "run_type": row.run_type and row.run_type.lower(),
        "ran_by_type": row.ran_by_type and row.ran_by_type.lower(),
        "ran_by_id": row.ran_by_id,
        "ran_by_display_name": row.ran_by_name,
        "parent_run_id": row.parent_id,
        "parent_project_id": row.project_id,
        "parent_project_name": row.project_name,
    }


def answer(body: Any) -> Response:
    """The body as JSON."""
    return Response(orjson.dumps(body), media_type="application/json")


def application(url: str) -> Starlette:
    """The routes, at the paths that Pentagraph has them."""
    peer = Peer(Sqlite(url) if url.startswith("sqlite:") else Postgresql(url))
    return Starlette(
        routes=[
            Route("/analytics/api/v1/instances/{identifier:path}", peer.instances, methods=["POST"]),
            Route("/analytics/api/v1/overview/{identifier:path}", peer.overview, methods=["POST"]),
            Route("/incidents/total-counts", peer.total_counts),
            Route("/incidents/incidents-table", peer.incidents),
            Route("/analytics/org/{org}/flows/{flow}", peer.flow_runs),
            Route("/v1/analytics/governance/summary", peer.governance),
            Route("/v1/mcp/analytics/tools", peer.tools),
        ]
    )


if __name__ == "__main__":
    uvicorn.run(
        application(sys.argv[1]), port=int(sys.argv[2]), loop="uvloop", http="httptools", log_level="error", access_log=False
    )
