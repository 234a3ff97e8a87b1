"""Every id that a store can hold is reached through every path that has one, quoted by `urllib.parse.quote(safe="")`."""

import asyncio
import re
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import quote, unquote

import orjson
import pytest

from gateway.rest.apis import APIS
from storage.nouns.anomaly import Anomaly, AnomalyStatus
from storage.nouns.mcp_session import McpSession
from storage.nouns.nhi import Nhi
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Instant, Record
from storage.nouns.run import Run
from storage.nouns.task import Task
from storage.nouns.tool_call import ToolCall
from storage.writing.writer import write
from tests.contracts.conftest import Api

pytestmark = pytest.mark.slow

AT = Instant(1_777_600_000_000_000)
MONITORING = "/analytics/api/v1"
AWKWARD = [
    "plain", "a/b", "a:b", "a:b/c", "a%/b", "a%", "a%%", "100%", "%", "%25", "%2F", "%25/z", "a//b", "/lead", "trail/", "trail//",
    "/", ".", "..", "a/../b", "q?x/#h", "sp ace/m n", "plus+plus", "a&b=c;d,e", "Ömer/Coşkun", "é", "e\u0301", "\u202e", "😀/x",
    "A/X", "a/x", "tasks", "m/tasks", "m/duration", "x/summary", "x/history", "x/ack", "line\nbreak", "tab\t", "\x7f", "\ufffd",
    "arn:aws:iam::123456789012:user/ana", "a" * 200, "'; DROP", '"', "\\", "{id}", "*", "[1]",
    "Some Agent: step 1/2", "a:b:c:d:e:f:g:h:i", "a/b:c%",
]  # fmt: skip


def made(seed: int, number: int) -> list[str]:
    """Ids of characters that mean something in a path, and of any others."""
    random = Random(seed)
    letters = ":/%.25aF+? #\n;é\U0001f600"
    return ["".join(random.choice(letters) for _ in range(random.randint(1, 9))) for _ in range(number)]


IDS = list(dict.fromkeys([*AWKWARD, *made(20_261_128, 24)]))


async def exchanged(api: Api, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a path that reaches the server as it is: clients change some, such as `..`."""
    raw, _, query = path.partition("?")
    headers = [(b"host", b"127.0.0.1"), (b"authorization", f"Bearer {api.key}".encode())]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "method": method, "root_path": "",
        "path": unquote(raw), "raw_path": raw.encode(), "query_string": query.encode(), "headers": headers,
        "client": ("203.0.113.7", 50_000), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    sent: list[Any] = []
    waiting = [{"type": "http.request", "body": b"{}" if method == "POST" else b"", "more_body": False}]

    async def receive() -> Any:
        return waiting.pop() if waiting else await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    await api.app(scope, receive, send)
    start = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], start, b"".join(message["body"] for message in sent[1:])


async def answered(api: Api, method: str, path: str) -> tuple[int, Any]:
    """Status and JSON body; None for a body of another type."""
    status, headers, body = await exchanged(api, method, path)
    return status, orjson.loads(body) if headers["content-type"] == "application/json" and body else None


@pytest.fixture
async def stored(api: Api, organization: str) -> Api:
    """A row of each noun for each id."""
    records: list[Record] = []
    for own in IDS:
        records += [
            ProcessModel(id=own, at=AT),
            ProcessInstance(id=f"of {own}", at=AT, model_id=own, started_at=AT),
            Task(id=f"of {own}", at=AT, instance_id=f"of {own}", task_spec=own, started_at=AT),
            Run(id=f"of {own}", at=AT, workflow_id=own, started_at=AT),
            ToolCall(id=f"of {own}", at=AT, session_id=own, called_at=AT),
            McpSession(id=own, at=AT, started_at=AT),
            Nhi(id=own, at=AT, label=own),
            Anomaly(id=own, at=AT, nhi_id=own, status=AnomalyStatus.OPEN, detected_at=AT),
        ]
    await write(api.database, organization, records)
    return api


Found = Callable[[Any], Any]
"""The id that an answer is about."""


def _only(key: str) -> Found:
    return lambda rows: next(iter({row[key] for row in rows})) if rows else None


ROUTES: dict[str, Found | None] = {
    "POST /analytics/api/v1/overview/{}": lambda body: body["identifier"],
    "POST /analytics/api/v1/trends/{}": lambda body: body["identifier"],
    "POST /analytics/api/v1/instances/{}": None,
    "POST /analytics/api/v1/tasks/{}": None,
    "POST /analytics/api/v1/milestones/{}": None,
    "POST /analytics/api/v1/export/{}": None,
    "POST /analytics/api/v1/models/{}/tasks": lambda body: body[0]["task_spec"],
    "POST /analytics/api/v1/models/{}/duration": lambda body: body["identifier"],
    "POST /analytics/api/v1/models/{}/milestones": None,
    "POST /analytics/api/v1/errors/{}/summary": None,
    "POST /analytics/api/v1/errors/{}/detail": None,
    "GET /analytics/org/acme/flows/{}": _only("run_id"),
    "GET /v1/mcp/analytics/sessions/{}": lambda body: body["session_id"],
    "GET /v1/analytics/nhi-risk-assessment/{}": lambda body: body["nhi_id"],
    "GET /v1/analytics/nhi-risk-assessment/{}/history": lambda body: body["nhi_id"],
    "POST /v1/analytics/nhi-anomalies/{}/ack": lambda body: body["anomaly_id"],
}
"""Every route with the id of a sender, and where its answer repeats that id."""
OF_JOBS = {"GET /v1/mcp/analytics/rollup/{}", "GET /v1/analytics/nhi-risk/jobs/{}"}
"""Jobs have ids of our own."""
OTHERS = {"POST /analytics/api/v1/models/{}/{}", "GET /analytics/api/v1/static/{}"}
"""A model and a task; a file, whose path has its slashes as they are."""


def test_every_route_with_an_id_is_listed() -> None:

    found = {
        f"{route.method} {re.sub(r'{[^}]*}', '{}', route.path.replace('{org_id}', 'acme'))}"
        for each in APIS
        for route in each.routes
        if "{" in route.path
    }
    assert found == {*ROUTES, *OF_JOBS, *OTHERS}


@pytest.mark.parametrize("route", ROUTES)
async def test_every_id_is_reached(stored: Api, route: str) -> None:
    method, path = route.split(" ")
    found = ROUTES[route]
    for own in IDS:
        status, body = await answered(stored, method, path.format(quote(own, safe="")))
        assert status == 200, (own, body)
        if found is not None:
            assert str(found(body)).removeprefix("of ") == own


async def test_the_rows_of_an_identifier_are_those_of_its_model(stored: Api) -> None:
    for own in IDS:
        _, body = await answered(stored, "POST", f"{MONITORING}/overview/{quote(own, safe='')}")
        assert own in [model["identifier"] for model in body["models"]]
        _, body = await answered(stored, "POST", f"{MONITORING}/instances/{quote(own, safe='')}")
        assert f"of {own}" in [row["process_instance_id"] for row in body["results"]]


async def test_every_task_is_reached(stored: Api) -> None:
    for own in IDS:
        name = quote(own, safe="")
        if own in ("tasks", "duration", "milestones"):
            name = f"%{ord(own[0]):02X}{own[1:]}"  # the names of other routes, with one letter encoded
        status, body = await answered(stored, "POST", f"{MONITORING}/models/{quote(own, safe='')}/{name}")
        assert (status, body["task_spec"]) == (200, own)


async def test_a_model_is_reached_as_the_document_writes_it(stored: Api) -> None:
    """`:` for `/`. If several ids are written alike, the one with `/` is meant."""
    written: dict[str, list[str]] = {}
    for own in IDS:
        written.setdefault(own.replace("/", ":"), []).append(own)
    for name, ids in written.items():
        if name.endswith(("%", "%25")) or name.count(":") > 6:
            continue
        encoded = quote(name, safe=":")
        _, body = await answered(stored, "POST", f"{MONITORING}/models/{encoded}/duration")
        assert body["identifier"] == max(ids, key=lambda own: (own == name.replace(":", "/"), own == name)), name


async def test_a_plain_slash_is_part_of_an_id_if_nothing_else_is_meant(stored: Api) -> None:
    """Proxies decode `%2F`."""
    assert (await answered(stored, "GET", "/analytics/org/acme/flows/a/b"))[0] == 200
    assert (await answered(stored, "GET", "/v1/mcp/analytics/sessions/a/b"))[1]["session_id"] == "a/b"
    assert (await answered(stored, "GET", "/v1/analytics/nhi-risk-assessment/arn:aws:iam::123456789012:user/ana"))[0] == 200
    assert (await answered(stored, "POST", "/v1/analytics/nhi-anomalies/a/b/ack"))[1]["anomaly_id"] == "a/b"
    assert (await answered(stored, "POST", f"{MONITORING}/overview/a/b"))[1]["identifier"] == "a/b"
    # `x/history` is the id of an identity, and the history of another: the route's own word counts.
    assert (await answered(stored, "GET", "/v1/analytics/nhi-risk-assessment/a/b/history"))[0] == 404
    assert (await answered(stored, "POST", f"{MONITORING}/models/a/b/tasks"))[0] == 404


async def test_encoded_letters_of_a_route_are_the_letters(stored: Api) -> None:
    assert (await answered(stored, "GET", "/v1/analytics/nhi%2Drisk%2dassessment/plain"))[0] == 200
    assert (await answered(stored, "GET", f"{MONITORING}/%69dentifiers/list"))[0] == 200


async def test_text_that_is_not_utf_8_is_not_found(stored: Api) -> None:
    for path in ("/analytics/org/acme/flows/%FF", "/v1/mcp/analytics/sessions/%C3", f"{MONITORING}/export/%FF"):
        assert (await answered(stored, "POST" if "export" in path else "GET", path))[0] == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", f"{MONITORING}/overview/plain"),
        ("GET", f"{MONITORING}/identifiers/list"),
        ("POST", "/api/analytics/batch"),
        ("GET", "/analytics/org/acme/flows/a%2Fb"),
        ("GET", "/v1/analytics/nhi-risk"),
        ("GET", "/v1/mcp/analytics/sessions/a%2Fb"),
        ("DELETE", "/v1/analytics/nhi-risk"),
    ],
)
async def test_a_trailing_slash_is_redirected(stored: Api, method: str, path: str) -> None:
    for slashes in ("/", "//"):
        status, headers, _ = await exchanged(stored, method, f"{path}{slashes}?from=2026-05-01T00:00:00Z")
        assert (status, headers["location"]) == (307, f"{path}?from=2026-05-01T00:00:00Z")


async def test_an_unknown_path_with_a_trailing_slash_is_not_redirected(stored: Api) -> None:
    for path in ("/v1/nothing/", "/analytics/api/v1/", "/api/analytics/batches/", "/analytics/org/acme/", "/v1//evil.example/"):
        assert (await answered(stored, "GET", path))[0] == 404, path


async def test_incidents_are_served_with_a_trailing_slash(stored: Api, organization: str) -> None:
    for path in ("/incidents/heatmap", "/incidents/heatmap/"):
        status, body = await answered(stored, "GET", f"{path}?processKey=x&version=1")
        assert status == 403, body
