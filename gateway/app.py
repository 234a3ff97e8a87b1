"""The ASGI application: which path is answered by what."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic

import orjson
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.auth.callers import Callers
from gateway.auth.login import PATHS as LOGIN_PATHS
from gateway.body import joined
from gateway.documents import documents
from gateway.graphql.endpoint import Engine, GraphQLEndpoint
from gateway.graphql.persisted import PersistedQueries
from gateway.http_errors import STATUS, MethodNotAllowed, error_body, unexpected
from gateway.pages import html, swagger
from gateway.pages.assets import ASSETS, fetched
from gateway.rest.apis import FAMILIES
from gateway.rest.application import Shim
from gateway.settings import Settings
from schema.engine.request import Request
from storage.errors import Failure, NotFound

log = logging.getLogger("pentagraph")

COUNTS = "landing/counts"
COUNTS_SECONDS = 30.0
"""How long the counts on the landing page may be old."""

Ready = Callable[[], Awaitable[None]]
"""Returns when the store can answer, raises a Failure that says why where it cannot."""

Page = Callable[[Scope], Awaitable[Response]]

ALLOWED_HEADERS = (
    "authorization",
    "content-type",
    "spiffworkflow-api-key",
    "spiffworkflow-authentication-identifier",
    "x-api-key",
    "x-granite-api-key",
    "x-pentagraph-explain",
)
EXPOSED_HEADERS = (
    "content-disposition",
    "retry-after",
    "server-timing",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-request-id",
)


@dataclass(frozen=True, slots=True)
class Rest:
    """What answers the paths of the REST APIs, and those at which one logs in."""

    shim: Shim
    login: ASGIApp


class Application:
    """Routes requests: /graphql without any detour, the REST routes and the pages by their paths, 404 for the rest."""

    def __init__(self, engine: Engine, callers: Callers, ready: Ready, settings: Settings, rest: Rest) -> None:
        self._shim = rest.shim
        self._login = rest.login
        self._engine = engine
        self._callers = callers
        self._ready = ready
        self._settings = settings
        self._graphql = GraphQLEndpoint(
            engine, callers, PersistedQueries(documents(), settings.persisted_queries), settings.max_body_bytes
        )
        self._files = fetched()
        self._counts: dict[str, tuple[float, dict[str, int]]] = {}
        self._pages: dict[str, Page] = {"/": self._landing, "/healthz": _healthy, "/readyz": self._readiness, "/icon.svg": _icon}
        self._reference = swagger.pages(FAMILIES)
        self._pages |= self._reference
        if settings.graphiql:
            self._pages |= {"/graphiql": self._graphiql, "/graphiql/start.js": _start}
            self._pages |= {f"/graphiql/assets/{asset.name}": self._asset for asset in ASSETS if asset.name in self._files}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one HTTP request; takes part in the server's start and stop."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            if scope["path"] == "/graphql" and not self._is_browser(scope):
                await self._graphql(scope, receive, send)
            elif scope["path"] in self._reference:
                response = await self._safe_page(scope)
                await response(scope, receive, send)
            elif scope["path"] in LOGIN_PATHS:
                await self._login(scope, receive, send)
            elif self._shim.family_of(scope["path"]) is not None:
                await self._shim(scope, receive, send)
            else:
                response = await self._safe_page(scope)
                await response(scope, receive, send)

    def _is_browser(self, scope: Scope) -> bool:
        """Whether somebody opened /graphql as a page, with no query: they want GraphiQL."""
        if scope["method"] != "GET" or scope["query_string"] or not self._settings.graphiql:
            return False
        return "text/html" in joined(scope["headers"]).get("accept", "")

    async def _safe_page(self, scope: Scope) -> Response:
        try:
            return await self._page(scope)
        except Failure as failure:
            return _failed(failure)
        except Exception:
            return _failed(unexpected(log))

    async def _page(self, scope: Scope) -> Response:
        if scope["path"] == "/graphql":
            return RedirectResponse("/graphiql", status_code=303)
        found = self._pages.get(scope["path"])
        if found is None:
            return _failed(NotFound("There is nothing at this path. GraphQL is at /graphql."))
        if scope["method"] not in ("GET", "HEAD"):
            return _failed(MethodNotAllowed(f"{scope['method']} is not allowed; use GET."), {"allow": "GET, HEAD"})
        return await found(scope)

    async def _landing(self, scope: Scope) -> Response:
        base = str(HttpRequest(scope).base_url).rstrip("/")
        text = html.landing(base=base, counts=await self._counted(scope), with_graphiql=self._settings.graphiql)
        return _html(text, html.policy(local=True))

    async def _counted(self, scope: Scope) -> dict[str, int]:
        """How many of each noun the visitor may see; nothing where they may see none, or the store does not answer."""
        try:
            caller = await self._callers.identify(scope, joined(scope["headers"]))
        except Failure:
            return {}
        until, counts = self._counts.get(caller.org_id, (0.0, {}))
        if monotonic() >= until:
            answer = await self._engine.answer(Request(documents()[COUNTS], None, None, allow_mutation=False), caller)
            data = orjson.loads(answer.body).get("data") or {}
            counts = {name: data[name]["totalCount"] for name in html.COUNTED if data.get(name)}
            self._counts[caller.org_id] = (monotonic() + COUNTS_SECONDS, counts)
        return counts

    async def _graphiql(self, _: Scope) -> Response:
        local = bool(self._files)
        return _html(html.graphiql(documents(), local=local), html.policy(local=local))

    async def _asset(self, scope: Scope) -> Response:
        asset = next(asset for asset in ASSETS if scope["path"].endswith("/" + asset.name))
        return Response(self._files[asset.name], media_type=asset.media, headers={"cache-control": "public, max-age=86400"})

    async def _readiness(self, _: Scope) -> Response:
        await self._ready()
        return _status("ready")


def application(engine: Engine, callers: Callers, ready: Ready, settings: Settings, rest: Rest) -> ASGIApp:
    """The application as a server runs it, with CORS where origins are allowed."""
    app = Application(engine, callers, ready, settings, rest)
    if not settings.cors_origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=ALLOWED_HEADERS,
        expose_headers=EXPOSED_HEADERS,
    )


async def _lifespan(receive: Receive, send: Send) -> None:
    for step in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{step}.complete"})


async def _healthy(_: Scope) -> Response:
    return _status("ok")


async def _icon(_: Scope) -> Response:
    return Response(html.page("icon.svg"), media_type="image/svg+xml", headers={"cache-control": "public, max-age=86400"})


async def _start(_: Scope) -> Response:
    return Response(html.page("graphiql.js"), media_type="text/javascript")


def _status(word: str) -> Response:
    return Response(orjson.dumps({"status": word}), media_type="application/json", headers={"cache-control": "no-store"})


def _html(text: str, policy: str) -> Response:
    headers = {
        "content-security-policy": policy,
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
    return Response(text, media_type="text/html", headers=headers)


def _failed(failure: Failure, headers: dict[str, str] | None = None) -> Response:
    headers = {"cache-control": "no-store", **(headers or {})}
    return Response(error_body(failure), STATUS.get(failure.code, 500), media_type="application/json", headers=headers)
