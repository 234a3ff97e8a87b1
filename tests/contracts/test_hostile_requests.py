"""What no client should send, to every REST route: the answer is published, tells nothing internal, and is never a failure."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from gateway.rest.apis import APIS
from gateway.rest.route import AnyRoute
from tests.conftest import ORGANIZATION
from tests.contracts.conftest import OTHER, Api

INTERNAL = re.compile(
    r"Traceback|sqlite|asyncpg|postgres|SELECT |/storage/|/gateway/|\.py\b|site-packages|pydantic", re.IGNORECASE
)
"""What would tell a stranger how the server is made."""

VALUES = (
    b"", b"%00", b"%FF", b"\xff\xfe", b"%ED%A0%80", b"%", b"%zz", b"%2e%2e%2f", b"null", b"true", b"[]", b"%7B%7D", b"-1", b"0",
    b"1.5", b"1e400", b"NaN", b"Infinity", b"9223372036854775808", b"9" * 400, b"%D9%A4%D9%A2", b"+1", b"0x10", b"1_000",
    b"a" * 5000, b"%27%20OR%201%3D1--", b"%25", b"_", b"%2F", b"..", b"%0D%0AX-Injected:%201", b"%E2%80%AE", b"2026-05-01",
    b"2026-05-01T00:00:00", b"2026-05-01T00:00:00%2B0530", b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59.999999Z",
    b"2026-05-01T24:00:00Z", b"2016-12-31T23:59:60Z", b"1777593600", b"1777593600000",
)  # fmt: skip
SHAPES = (
    b"%s=1&%s=2",
    b"%s",
    b"%s=",
    b"%s[]=1",
    b"%s[0]=1",
    b"%s[a]=1",
    b"%s=1;%s=2",
    b"&&%s=1&&",
    b"=%s",
    b"%s==1",
    b"%s=1#2",
    b"%s%%00=1",
)
"""Query strings; `%s` is the name of a parameter."""
BODIES: tuple[tuple[bytes, str], ...] = (
    (b"", "application/json"), (b"null", "application/json"), (b"[]", "application/json"), (b"1", "application/json"),
    (b'"x"', "application/json"), (b"{", "application/json"), (b"\xff\xfe{\x00}\x00", "application/json"),
    (b'{"a": NaN}', "application/json"), (b'{"a": 1e400}', "application/json"), (b'{"\\u0000": "\\ud800"}', "application/json"),
    (b'{"a": 1, "a": 2}', "application/json"), (b"[" * 50_000, "application/json"), (b'{"a":' * 20_000, "application/json"),
    (b"{}", "text/plain"), (b"{}", "application/json; charset=utf-16"), (b"{}", "application/json; charset=nonsense"),
    (b"{}", "\xff"), (b"{}", ""), (b"a=b", "application/x-www-form-urlencoded"), (b"--x\r\n", "multipart/form-data; boundary=x"),
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None, True, -1, 1.5, 2**63, 2**64, 10**400, "", "\0", "\ud800", "x" * 5000, [], [None], [[]], ["\0"], {},
    {"a": {}}, ["x"] * 5000,
)  # fmt: skip


HEADERS: tuple[dict[str, str], ...] = (
    *({"if-none-match": value} for value in ("*", "", ",", '"', 'W/"', 'W/W/"x"', '"a", W/"b", *', '"\xff"', ", " * 5000)),
    *({"range": value} for value in ("bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-0,1-1", "bytes=" + "0-1," * 2000, "\xff")),
    *({"accept": value} for value in ("", "*", "*/*;q=x", "text/html;q=0", "\xff", "application/xml", ",;,;")),
    *({"accept-encoding": value} for value in ("gzip;q=2", "gzip;q=-1", "gzip;q=", "*;q=0", "br", "\xff", "gzip," * 2000)),
    *({"authorization": value} for value in ("", "Bearer", "Bearer ", "Bearer \xff", "Basic !!!", "Basic OjpB", "Bearer a.b.c")),
    {"authorization": "x" * 5000}, {"x-forwarded-for": "\xff"},
    *({"cookie": value} for value in ("=", "session=", "a;b;=;;", "\xff=\xff", "authentication_identifier=x")),
    *({"content-type": value} for value in ("", "/", "\xff", "application/json;charset=\xff")),
    *({"content-encoding": value} for value in ("gzip", "gzip, gzip", "identity", "\xff", "zstd", "deflate")),
    {"host": ""}, {"host": "\xff"}, {"x-request-id": "\xff\r"}, {"idempotency-key": "\xff"}, {"traceparent": "00-x"},
    {"if-modified-since": "yesterday"}, {"if-match": '"x"'}, {"expect": "nonsense"}, {"origin": "null"},
)  # fmt: skip


class Raw:
    """Sends requests byte for byte, which `httpx` would encode."""

    def __init__(self, api: Api) -> None:
        self._app = api.app
        self._key = api.key

    async def __call__(
        self, method: str, path: str, query: bytes = b"", headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> httpx.Response:
        sent = {"authorization": f"Bearer {self._key}", "host": "127.0.0.1", "content-length": str(len(body)), **(headers or {})}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": httpx.URL(f"http://h{path}").path, "raw_path": path.encode("latin-1"), "query_string": query, "root_path": "",
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in sent.items()],
            "client": ("203.0.113.7", 50_000), "server": ("127.0.0.1", 80), "state": {},
        }  # fmt: skip
        messages = iter([{"type": "http.request", "body": body, "more_body": False}])
        answer: dict[str, Any] = {"body": b""}

        async def receive() -> Any:
            return next(messages, {"type": "http.disconnect"})

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                answer.update(message)
            else:
                answer["body"] += message.get("body", b"")

        await self._app(scope, receive, send)
        return httpx.Response(answer["status"], headers=answer["headers"], content=answer["body"])


@pytest.fixture
def raw(filled: Api) -> Raw:
    """Requests to the filled store."""
    return Raw(filled)


def routes() -> Iterator[Any]:
    """Every route of every API."""
    for each in APIS:
        for route in each.routes:
            yield pytest.param(each.name, route, id=f"{route.method} {route.path}")


def path_of(route: AnyRoute) -> str:
    """A path of a route, with ids that nothing has."""
    return re.sub(r"{[^}]*}", "x", route.path.replace("{org_id}", ORGANIZATION))


def fault(response: httpx.Response, api: str) -> str | None:
    """What is wrong with a response: a failure, or a word of what is inside. The incidents API has 500 for bad parameters."""
    if response.status_code >= 500 and not (api == "incidents" and response.status_code == 500):
        return f"{response.status_code} {response.text[:200]}"
    if "x-injected" in response.headers:
        return "a header of the client's choice"
    found = INTERNAL.search(response.text) if response.status_code >= 400 else None
    return f"tells {found[0]}" if found else None


def parameters(route: AnyRoute) -> list[str]:
    """Names of the query parameters of a route, and one that it does not have."""
    fields = {} if route.query is None else route.query.model_fields
    return [field.alias or name for name, field in fields.items()] + ["unknown"]


ROUTES = list(routes())


@pytest.mark.slow
@pytest.mark.parametrize(("api", "route"), ROUTES)
async def test_no_query_string_fails(raw: Raw, api: str, route: AnyRoute) -> None:
    found = {}
    for name in map(str.encode, parameters(route)):
        queries = [*(b"%s=%s" % (name, value) for value in VALUES), *(shape.replace(b"%s", name) for shape in SHAPES)]
        for query in queries:
            found[query] = fault(await raw(route.method, path_of(route), query, *sent_with(route)), api)
    assert {query: wrong for query, wrong in found.items() if wrong} == {}


@pytest.mark.slow
@pytest.mark.parametrize(("api", "route"), [each for each in ROUTES if each.values[1].body is not None])
async def test_no_body_fails(raw: Raw, api: str, route: AnyRoute) -> None:
    names = [field.alias or name for name, field in route.body.model_fields.items()]
    found = {}
    for body, media in (*BODIES, *((json.dumps({name: odd}).encode(), "application/json") for name in names for odd in ODD)):
        response = await raw(route.method, path_of(route), b"", {"content-type": media}, body)
        found[body[:80], media] = fault(response, api)
    assert {body: wrong for body, wrong in found.items() if wrong} == {}


@pytest.mark.slow
@pytest.mark.parametrize(("api", "route"), [each for each in ROUTES if "{" in each.values[1].path])
async def test_no_path_fails_or_shows_another_organization(raw: Raw, api: str, route: AnyRoute) -> None:
    paths = [re.sub(r"{[^}]*}", value.decode("latin-1"), route.path) for value in VALUES if value]
    found = {path: fault(await raw(route.method, path, b"", *sent_with(route)), api) for path in paths}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    if "{org_id}" in route.path:
        of_other = re.sub(r"{[^}]*}", "x", route.path.replace("{org_id}", OTHER))
        assert (await raw(route.method, of_other, b"", *sent_with(route))).status_code in (403, 404)


@pytest.mark.slow
@pytest.mark.parametrize(("api", "route"), ROUTES)
async def test_no_method_or_header_fails(raw: Raw, api: str, route: AnyRoute) -> None:
    found: dict[Any, str | None] = {}
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"):
        found[method] = fault(await raw(method, path_of(route)), api)
    usual, body = sent_with(route)
    for headers in HEADERS:
        found[str(headers)[:80]] = fault(await raw(route.method, path_of(route), b"", {**usual, **headers}, body), api)
    assert {what: wrong for what, wrong in found.items() if wrong} == {}


RECEIVERS = ("/ingest", "/ingest?format=langfuse", "/ingest?format=xes", "/cloudevents", "/otlp/v1/traces", "/otlp/v1/logs")
MEDIA = (
    "application/json", "application/x-ndjson", "application/x-protobuf", "application/cloudevents+json",
    "application/cloudevents-batch+json", "text/plain", "\xff", "",
)  # fmt: skip
PACKED: tuple[tuple[str, bytes], ...] = (
    ("gzip", gzip.compress(b"{}")[:-4]), ("gzip", gzip.compress(b"") * 2), ("gzip", b"\x1f\x8b"), ("deflate", b"x"),
    ("zstd", b"x"), ("zstd", b"\x28\xb5\x2f\xfd"), ("gzip, gzip", gzip.compress(gzip.compress(b"{}"))),
    ("\xff", b"{}"), ("identity", b"{}"),
)  # fmt: skip
EVENT = {"specversion": "1.0", "id": "1", "source": "/s", "type": "dev.pentagraph.task", "timestamp": 1777629600.5}
SPIFF = {"process_instance_id": 7, "task_id": "t", "task_type": "ScriptTask", "state": "COMPLETED", "metadata": {"a": 1}}
SPAN = {"traceId": "a" * 32, "spanId": "b" * 16, "name": "n", "startTimeUnixNano": "1", "attributes": [{"key": "a"}]}


def odd_bodies() -> Iterator[Any]:
    """Bodies of each receiver with one member of another type."""
    for odd in ODD:
        yield {"noun": odd, "id": "x"}
        for name in ("id", "at", "instance_id", "attributes", "state"):
            yield {"noun": "task", "id": "x", "at": "2026-05-01T00:00:00Z", name: odd}
        for name in (*EVENT, "data", "time", "subject", "datacontenttype", "data_base64"):
            yield EVENT | {name: odd}
        for name in SPIFF:
            yield EVENT | {"type": "spiff.task", "data": SPIFF | {name: odd}}
            yield EVENT | {"type": "spiff.event", "data": SPIFF | {name: odd}}
        for outer, scopes, inner in (("resourceSpans", "scopeSpans", "spans"), ("resourceLogs", "scopeLogs", "logRecords")):
            yield {outer: odd}
            yield {outer: [{scopes: odd, "resource": odd}]}
            yield from (
                {outer: [{scopes: [{inner: [SPAN | {name: odd}]}]}]} for name in (*SPAN, "parentSpanId", "status", "kind")
            )


@pytest.mark.slow
@pytest.mark.parametrize("path", RECEIVERS)
async def test_nothing_that_is_sent_fails(api: Api, path: str) -> None:
    raw = Raw(api)
    path, _, query = path.partition("?")
    found: dict[Any, str | None] = {}
    for media in MEDIA:
        for body, _ in BODIES:
            found[body[:80], media] = fault(await raw("POST", path, query.encode(), {"content-type": media}, body), "")
    for encoding, body in PACKED:
        headers = {"content-type": "application/json", "content-encoding": encoding}
        found[encoding, body] = fault(await raw("POST", path, query.encode(), headers, body), "")
    media = "application/cloudevents+json" if path == "/cloudevents" else "application/json"
    for sent in odd_bodies():
        body = json.dumps(sent).encode()
        found[body[:300]] = fault(await raw("POST", path, query.encode(), {"content-type": media}, body), "")
    assert {what: wrong for what, wrong in found.items() if wrong} == {}


def sent_with(route: AnyRoute) -> tuple[dict[str, str], bytes]:
    """Headers and body of a plain request."""
    return ({"content-type": "application/json"}, b"{}") if route.body is not None else ({}, b"")
