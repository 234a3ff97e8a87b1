"""The fair peer: Strawberry with data loaders on asynchronous SQLAlchemy, parsing and validation cached, orjson."""

import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import sqlalchemy as sa
import strawberry
import uvicorn
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache

from storage.nouns.incident import incident
from storage.nouns.nhi import nhi
from storage.nouns.noun import sort_key
from storage.nouns.process_instance import process_instance
from storage.nouns.run import run
from storage.nouns.task import task

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ORG = "demo"


def text(micros: int | None) -> str | None:
    """Microseconds since 1970 as RFC 3339 text with as many decimals as are needed."""
    if micros is None:
        return None
    moment = (EPOCH + timedelta(microseconds=micros)).isoformat()[:-6]
    return (moment.rstrip("0") if "." in moment else moment) + "Z"


@strawberry.type
class Nhi:
    id: str
    label: str | None


@strawberry.type
class Task:
    id: str
    task_spec: str | None
    name: str | None
    state: str | None
    username: str | None
    started_at: str | None
    ended_at: str | None


@strawberry.type
class Incident:
    id: str
    type: str | None
    state: str | None
    message: str | None
    created_at: str | None


@strawberry.type
class Run:
    id: str
    state: str | None
    total_tokens: int | None
    started_at: str | None
    nhi_id: strawberry.Private[str | None]

    @strawberry.field
    async def nhi(self, info: strawberry.Info) -> Nhi | None:
        return await info.context["nhis"].load(self.nhi_id) if self.nhi_id else None


@strawberry.type
class Tasks:
    nodes: list[Task]


@strawberry.type
class Incidents:
    nodes: list[Incident]


@strawberry.type
class Runs:
    nodes: list[Run]


@strawberry.type
class ProcessInstance:
    id: str
    status: str | None
    business_key: str | None
    started_at: str | None
    ended_at: str | None

    @strawberry.field
    async def tasks(self, info: strawberry.Info, first: int) -> Tasks:
        return Tasks(nodes=(await info.context["tasks"].load(self.id))[:first])

    @strawberry.field
    async def incidents(self, info: strawberry.Info, first: int) -> Incidents:
        return Incidents(nodes=(await info.context["incidents"].load(self.id))[:first])

    @strawberry.field
    async def runs(self, info: strawberry.Info, first: int) -> Runs:
        return Runs(nodes=(await info.context["runs"].load(self.id))[:first])


@strawberry.type
class ProcessInstances:
    nodes: list[ProcessInstance]


def columns(table: sa.Table, *names: str) -> sa.Select[Any]:
    """Selects the named columns of the organization's rows; the order of the names is that of the type's fields."""
    return sa.select(*(table.c[name] for name in names)).where(table.c.org_id == ORG)


TASK = columns(task, "id", "task_spec", "name", "state", "username", "started_at", "ended_at")
INCIDENT = columns(incident, "id", "type", "state", "message", "created_at")
RUN = columns(run, "id", "state", "total_tokens", "started_at", "nhi_id")
INSTANCE = columns(process_instance, "id", "status", "business_key", "started_at", "ended_at")
NHI = columns(nhi, "id", "label")


def make_task(row: Sequence[Any]) -> Task:
    return Task(
        id=row[0], task_spec=row[1], name=row[2], state=row[3], username=row[4], started_at=text(row[5]), ended_at=text(row[6])
    )


def make_incident(row: Sequence[Any]) -> Incident:
    return Incident(id=row[0], type=row[1], state=row[2], message=row[3], created_at=text(row[4]))


def make_run(row: Sequence[Any]) -> Run:
    return Run(id=row[0], state=row[1], total_tokens=row[2], started_at=text(row[3]), nhi_id=row[4])


def make_instance(row: Sequence[Any]) -> ProcessInstance:
    return ProcessInstance(id=row[0], status=row[1], business_key=row[2], started_at=text(row[3]), ended_at=text(row[4]))


@strawberry.type
class Query:
    @strawberry.field
    async def process_instances(self, info: strawberry.Info, model_id: strawberry.ID, first: int) -> ProcessInstances:
        c = process_instance.c
        newest = INSTANCE.where(c.model_id == model_id).order_by(sort_key(c.started_at).desc(), c.id.desc()).limit(first)
        return ProcessInstances(nodes=[make_instance(row) for row in await info.context["fetch"](newest)])

    @strawberry.field
    async def process_instance(self, info: strawberry.Info, id: strawberry.ID) -> ProcessInstance | None:  # noqa: A002
        rows = await info.context["fetch"](INSTANCE.where(process_instance.c.id == id))
        return make_instance(rows[0]) if rows else None

    @strawberry.field
    async def tasks(self, info: strawberry.Info, first: int) -> Tasks:
        newest = TASK.order_by(sort_key(task.c.started_at).desc(), task.c.id.desc()).limit(first)
        return Tasks(nodes=[make_task(row) for row in await info.context["fetch"](newest)])


def context(engine: AsyncEngine) -> dict[str, Any]:
    """The context of resolvers: a function to fetch rows, and loaders for one request."""

    async def fetch(select: sa.Select[Any]) -> Sequence[Any]:
        async with engine.connect() as connection:
            return list(await connection.execute(select))

    def children(select: sa.Select[Any], table: sa.Table, time: str, make: Callable[[Sequence[Any]], Any]) -> Any:
        ordered = select.add_columns(table.c.instance_id).order_by(table.c.instance_id, sort_key(table.c[time]), table.c.id)

        async def load(keys: list[str]) -> list[list[Any]]:
            found: dict[str, list[Any]] = defaultdict(list)
            for row in await fetch(ordered.where(table.c.instance_id.in_(keys))):
                found[row[-1]].append(make(row))
            return [found[key] for key in keys]

        return DataLoader(load_fn=load)

    async def nhis(keys: list[str]) -> list[Nhi | None]:
        found = {row[0]: Nhi(id=row[0], label=row[1]) for row in await fetch(NHI.where(nhi.c.id.in_(keys)))}
        return [found.get(key) for key in keys]

    return {
        "fetch": fetch,
        "tasks": children(TASK, task, "started_at", make_task),
        "incidents": children(INCIDENT, incident, "created_at", make_incident),
        "runs": children(RUN, run, "started_at", make_run),
        "nhis": DataLoader(load_fn=nhis),
    }


def application(url: str) -> Starlette:
    """POST to /graphql, answered by Strawberry's schema without any layer between."""
    schema = strawberry.Schema(Query, extensions=[lambda: ParserCache(maxsize=100), lambda: ValidationCache(maxsize=100)])
    driver = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    kind, _, place = url.partition(":")
    engine = create_async_engine(f"{driver[kind]}:{place}", pool_size=8)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await engine.dispose()

    async def graphql(request: Request) -> Response:
        body = orjson.loads(await request.body())
        result = await schema.execute(body["query"], body["variables"], context_value=context(engine))
        if result.errors:
            return Response(orjson.dumps({"errors": [str(error) for error in result.errors]}), 500)
        return Response(orjson.dumps({"data": result.data}), media_type="application/json")

    return Starlette(routes=[Route("/graphql", graphql, methods=["POST"])], lifespan=lifespan)


if __name__ == "__main__":
    uvicorn.run(
        application(sys.argv[1]), port=int(sys.argv[2]), loop="uvloop", http="httptools", log_level="error", access_log=False
    )
