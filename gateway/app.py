"""The ASGI application: routes paths to GraphQL, the REST APIs, login and pages."""

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

import orjson
from cachetools import TTLCache
from starlette.requests import Request as PageRequest
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.auth.callers import Callers
from gateway.auth.login import PATHS as LOGIN_PATHS
from gateway.body import joined
from gateway.cors import with_cors
from gateway.documents import documents
from gateway.encoding import EncodedResponses
from gateway.graphql.endpoint import GraphQLEndpoint
from gateway.graphql.persisted import PersistedQueries
from gateway.http_errors import STATUS, MethodNotAllowed, error_body, unexpected
from gateway.ingest.cloudevents import PATH as CLOUDEVENTS
from gateway.ingest.cloudevents import CloudEventsEndpoint
from gateway.ingest.endpoint import PATH as INGEST
from gateway.ingest.endpoint import IngestEndpoint
from gateway.ingest.idempotency import Idempotency
from gateway.ingest.otlp import SIGNALS, OtlpEndpoint
from gateway.ingest.receivers import cloudevents_mapping, receivers
from gateway.ingest.webhooks import PATH as WEBHOOKS
from gateway.ingest.webhooks import WebhooksEndpoint
from gateway.pages import html
from gateway.pages.assets import ASSETS, Asset, fetched
from gateway.rest import swagger
from gateway.rest.apis import APIS
from gateway.rest.application import RestServices, rest_applications
from gateway.settings import Settings
from schema.engine.engine import Engine
from schema.engine.request import Request
from storage.errors import Failure, NotFound
from storage.writing.write_queue import WriteQueue

log = logging.getLogger("pentagraph")

COUNTS = "landing/counts"
COUNTS_SECONDS = 30.0
"""Maximum age of the counts on the landing page, in seconds."""
COUNTS_KEPT = 1000
"""Maximum number of organizations whose counts are cached."""

Ready = Callable[[], Awaitable[None]]
"""Returns if the store is ready; otherwise raises a Failure with the reason."""

Endpoint = Callable[[PageRequest], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the application."""

    engine: Engine
    callers: Callers
    ready: Ready
    rest: RestServices
    login: ASGIApp
    writes: WriteQueue
    idempotency: Idempotency


class Page:
    """The ASGI application of one page: serves GET and HEAD; failures are JSON."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors."""
        response = await self._response(PageRequest(scope, receive))
        await response(scope, receive, send)

    async def _response(self, request: PageRequest) -> Response:
        if request.method not in ("GET", "HEAD"):
            return _failed(MethodNotAllowed(f"{request.method} is not allowed; use GET."), {"allow": "GET, HEAD"})
        try:
            return await self._endpoint(request)
        except Failure as failure:
            return _failed(failure)
        except Exception:
            return _failed(unexpected(log))


OTLP = frozenset(path for signal in SIGNALS for path in signal.paths)


class Application:
    """Passes /graphql directly to its endpoint, and routes all other requests."""

    def __init__(self, services: Services, settings: Settings) -> None:
        persisted = PersistedQueries(documents(), settings.persisted_queries, settings.persisted_query_bytes)
        self._graphql = GraphQLEndpoint(services.engine, services.callers, persisted, settings.max_body_bytes)
        self._has_graphiql = settings.graphiql
        pages = Pages(services, settings)
        login = [Route(path, services.login) for path in LOGIN_PATHS]
        self._rest = rest_applications(APIS, services.rest)
        ingest = IngestEndpoint(services.callers, services.writes, services.idempotency, settings.max_file_bytes)
        webhooks = WebhooksEndpoint(receivers(settings.webhooks), services.writes, services.idempotency, settings.max_event_bytes)
        mapping = cloudevents_mapping(settings.cloudevents_mapping)
        events = CloudEventsEndpoint(services.callers, services.writes, services.idempotency, mapping, settings.max_event_bytes)
        otlp = [
            Route(path, OtlpEndpoint(signal, services.callers, services.writes, settings.max_otlp_bytes))
            for signal in SIGNALS
            for path in signal.paths
        ]
        arriving = [Route(INGEST, ingest), Route(WEBHOOKS, webhooks), Route(CLOUDEVENTS, events), *otlp]
        routes = [*login, *arriving, *pages.routes()]
        self._router = Router(routes, redirect_slashes=False, default=_Nothing({"/graphql", *(route.path for route in routes)}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one HTTP request, or the server's lifespan events."""
        app = self._router if scope["type"] != "http" else self._application(scope)
        await app(scope, receive, send)

    def _application(self, scope: Scope) -> ASGIApp:
        path = scope["path"]
        if path == "/graphql" and not self._is_browser(scope):
            return self._graphql
        if path in OTLP:  # some of them are beneath the prefix of an API
            return self._router
        for prefix, application in self._rest:
            if path == prefix or path.startswith(f"{prefix}/"):
                return application
        return self._router

    def _is_browser(self, scope: Scope) -> bool:
        """Whether a browser opened /graphql as a page, without a query; it is redirected to GraphiQL."""
        if scope["method"] != "GET" or scope["query_string"] or not self._has_graphiql:
            return False
        return "text/html" in joined(scope["headers"]).get("accept", "")


class Pages:
    """The HTML pages, and the health checks."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self._has_graphiql = settings.graphiql
        self._files = fetched()
        self._counts: TTLCache[str, dict[str, int]] = TTLCache(COUNTS_KEPT, COUNTS_SECONDS)

    def routes(self) -> list[Route]:
        """The pages by path."""
        pages: dict[str, Endpoint] = {
            "/": self._landing,
            "/healthz": _healthy,
            "/readyz": self._readiness,
            "/icon.svg": _icon,
            "/loader.js": _script("loader.js"),
        }
        pages |= swagger.pages(APIS)
        if self._has_graphiql:
            pages |= {"/graphiql": self._graphiql, "/graphiql/start.js": _script("graphiql.js"), "/graphql": _redirect}
            pages |= {f"/graphiql/assets/{asset.name}": self._asset(asset) for asset in ASSETS if asset.name in self._files}
        return [Route(path, Page(endpoint)) for path, endpoint in pages.items()]

    async def _landing(self, request: PageRequest) -> Response:
        base = str(request.base_url).rstrip("/")
        text = html.landing(base=base, counts=await self._counted(request.scope), with_graphiql=self._has_graphiql)
        return html.response(text, local=True)

    async def _counted(self, scope: Scope) -> dict[str, int]:
        """Number of rows of each noun that the visitor may see; empty if there are none, or if the store is unavailable."""
        try:
            caller = await self._services.callers.identify(scope, joined(scope["headers"]))
        except Failure:
            return {}
        counts = self._counts.get(caller.org_id)
        if counts is None:
            request = Request(documents()[COUNTS], None, None, allow_mutation=False)
            try:
                outcome = await self._services.engine.run(request, caller)
            except Failure:
                return {}
            values = zip(outcome.roots, outcome.values, strict=True)
            counts = {root.key: orjson.loads(value)["totalCount"] for root, value in values if isinstance(value, bytes)}
            self._counts[caller.org_id] = counts
        return counts

    async def _graphiql(self, _: PageRequest) -> Response:
        local = bool(self._files)
        return html.response(html.graphiql(documents(), local=local), local=local)

    def _asset(self, asset: Asset) -> Endpoint:
        async def answer(_: PageRequest) -> Response:
            return html.file(self._files[asset.name], asset.media)

        return answer

    async def _readiness(self, _: PageRequest) -> Response:
        await self._services.ready()
        return _status("ready")


def application(services: Services, settings: Settings) -> ASGIApp:
    """The application of a server, compressed as clients accept, and with CORS if the settings allow origins."""
    return with_cors(EncodedResponses(Application(services, settings)), settings)


async def _healthy(_: PageRequest) -> Response:
    return _status("ok")


async def _icon(_: PageRequest) -> Response:
    return html.file(html.page("icon.svg"), "image/svg+xml")


def _script(name: str) -> Endpoint:
    async def answer(_: PageRequest) -> Response:
        return Response(html.page(name), media_type="text/javascript")

    return answer


async def _redirect(_: PageRequest) -> Response:
    return RedirectResponse("/graphiql", status_code=303)


class _Nothing:
    """Answers every other path: 307 if the path without the slash at its end exists, else 404."""

    def __init__(self, paths: Collection[str]) -> None:
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        path, query = scope["path"].rstrip("/"), scope["query_string"].decode("latin-1")
        if path in self._paths:
            response: Response = RedirectResponse(f"{path}?{query}" if query else path, status_code=307)
        else:
            response = _failed(NotFound("There is nothing at this path. GraphQL is at /graphql."))
        await response(scope, receive, send)


def _status(word: str) -> Response:
    return Response(orjson.dumps({"status": word}), media_type="application/json", headers={"cache-control": "no-store"})


def _failed(failure: Failure, headers: dict[str, str] | None = None) -> Response:
    headers = {"cache-control": "no-store", **(headers or {})}
    return Response(error_body(failure), STATUS.get(failure.code, 500), media_type="application/json", headers=headers)
