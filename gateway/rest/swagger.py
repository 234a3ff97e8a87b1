"""The reference of the REST routes: OpenAPI documents, and Swagger UI for them, without requests to other servers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import lru_cache

import orjson
from starlette.requests import Request
from starlette.responses import Response

from gateway.pages import html
from gateway.pages.assets import SWAGGER, fetched
from gateway.rest.api import Api
from gateway.rest.openapi import openapi

Page = Callable[[Request], Awaitable[Response]]

EVERYTHING = "/openapi.json"
PUBLISHED = {"/analytics/docs": "process-monitoring"}
"""Paths at which vendors publish the reference of an API, and its name here."""


def pages(apis: Sequence[Api]) -> Mapping[str, Page]:
    """The pages of the reference by path: all APIs at /docs, each at /docs/<name>."""
    files = fetched(SWAGGER)
    found: dict[str, Page] = {
        "/docs/start.js": _content(html.page("swagger.js").encode(), "text/javascript"),
        **{f"/docs/assets/{asset.name}": _content(files[asset.name], asset.media) for asset in SWAGGER if files},
        "/docs": _reference("Pentagraph REST APIs", EVERYTHING, local=bool(files)),
        EVERYTHING: _document(tuple(apis)),
    }
    for api in apis:
        address = f"/openapi/{api.name}.json"
        found[address] = _document((api,))
        found[f"/docs/{api.name}"] = _reference(api.title, address, local=bool(files))
    for path, name in PUBLISHED.items():
        if f"/docs/{name}" in found:
            found[path] = found[f"/docs/{name}"]
    return found


def _content(content: bytes, media: str) -> Page:
    async def answer(_: Request) -> Response:
        return html.file(content, media)

    return answer


def _reference(title: str, url: str, *, local: bool) -> Page:
    async def answer(_: Request) -> Response:
        return html.response(html.swagger(title, url, local=local), local=local)

    return answer


def _document(apis: tuple[Api, ...]) -> Page:
    @lru_cache(maxsize=1)
    def content() -> bytes:
        return orjson.dumps(openapi(apis))

    async def answer(_: Request) -> Response:
        return Response(content(), media_type="application/json", headers={"cache-control": "no-store"})

    return answer
