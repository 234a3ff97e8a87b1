"""The reference of the REST routes: OpenAPI documents, and Swagger UI for them, without requests to other servers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import lru_cache

import orjson
from starlette.responses import Response
from starlette.types import Scope

from gateway.pages import html
from gateway.pages.assets import SWAGGER, fetched
from gateway.rest.api import Family
from gateway.rest.openapi import openapi

Page = Callable[[Scope], Awaitable[Response]]

EVERYTHING = "/openapi.json"
PUBLISHED = {"/analytics/docs": "process-monitoring"}
"""Paths at which vendors publish the reference of an API, and its name here."""


def pages(families: Sequence[Family]) -> Mapping[str, Page]:
    """The pages of the reference by path: all APIs at /docs, each at /docs/<name>."""
    files = fetched(SWAGGER)
    found: dict[str, Page] = {
        "/docs/start.js": _content(html.page("swagger.js").encode(), "text/javascript"),
        **{f"/docs/assets/{asset.name}": _content(files[asset.name], asset.media) for asset in SWAGGER if files},
        "/docs": _reference("Pentagraph REST APIs", EVERYTHING, local=bool(files)),
        EVERYTHING: _document(tuple(families)),
    }
    for family in families:
        address = f"/openapi/{family.name}.json"
        found[address] = _document((family,))
        found[f"/docs/{family.name}"] = _reference(family.title, address, local=bool(files))
    for path, name in PUBLISHED.items():
        if f"/docs/{name}" in found:
            found[path] = found[f"/docs/{name}"]
    return found


def _content(content: bytes, media: str) -> Page:
    async def answer(_: Scope) -> Response:
        return Response(content, media_type=media, headers={"cache-control": "public, max-age=86400"})

    return answer


def _reference(title: str, url: str, *, local: bool) -> Page:
    headers = {
        "content-security-policy": html.policy(local=local),
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }

    async def answer(_: Scope) -> Response:
        return Response(html.swagger(title, url, local=local), media_type="text/html", headers=headers)

    return answer


def _document(families: tuple[Family, ...]) -> Page:
    @lru_cache(maxsize=1)
    def content() -> bytes:
        return orjson.dumps(openapi(families))

    async def answer(_: Scope) -> Response:
        return Response(content(), media_type="application/json", headers={"cache-control": "no-store"})

    return answer
