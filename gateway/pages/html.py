"""The HTML pages: landing page, GraphiQL and Swagger UI, and the headers that restrict them to this server."""

import html
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from string import Template

import orjson
from starlette.responses import Response

from gateway.pages.assets import ASSETS, CDN, SWAGGER, Asset

EXPLORE = "explore/"
"""Documents with this prefix become GraphiQL's initial tabs."""

FIRST_QUERY = "{ processInstances(first: 3) { totalCount nodes { id status tasks(first: 5) { nodes { name } } } } }"
"""A first query that works on any store."""

COUNTED = {
    "processInstances": "process instances",
    "tasks": "tasks",
    "incidents": "incidents",
    "runs": "runs",
    "toolCalls": "tool calls",
    "nhis": "identities",
}

NOTICE = (
    '    <p id="notice">This server does not have GraphiQL\'s files, so they are loaded from a CDN and checked by their hashes. '
    "To install them here, run <code>make assets</code> (requires npm).</p>"
)


def page(name: str) -> str:
    """The text of a file in gateway/pages."""
    return files("gateway").joinpath("pages", name).read_text(encoding="utf-8")


def graphiql(documents: Mapping[str, str], *, local: bool) -> str:
    """The GraphiQL page, with a tab for each document of `explore/`. `local`: its files are on this server."""
    tabs = [{"query": text} for name, text in documents.items() if name.startswith(EXPLORE)]
    # Inside a script element, only "<" could end the element early.
    encoded = orjson.dumps(tabs).decode().replace("<", "\\u003c")
    return Template(page("graphiql.html")).substitute(
        styles="\n".join(_tag(asset, local=local) for asset in ASSETS if asset.name.endswith(".css")),
        scripts="\n".join(_tag(asset, local=local) for asset in ASSETS if asset.name.endswith(".js")),
        notice="" if local else NOTICE,
        tabs=encoded,
    )


def swagger(title: str, url: str, *, local: bool) -> str:
    """The Swagger UI page for the OpenAPI document at `url`. `local`: its files are on this server."""
    tags = [_tag(asset, local=local, folder="/docs/assets") for asset in SWAGGER]
    return Template(page("swagger.html")).substitute(
        title=html.escape(title),
        url=html.escape(url),
        styles=tags[0],
        scripts=tags[1],
        notice="" if local else NOTICE.replace("GraphiQL", "Swagger UI"),
    )


def _tag(asset: Asset, *, local: bool, folder: str = "/graphiql/assets") -> str:
    address = f"{folder}/{asset.name}" if local else asset.url
    guard = f'integrity="{asset.integrity}" crossorigin="anonymous"'
    if asset.name.endswith(".css"):
        return f'    <link rel="stylesheet" href="{address}" {guard} />'
    return f'    <script src="{address}" {guard}></script>'


def landing(*, base: str, counts: Mapping[str, int], with_graphiql: bool) -> str:
    """The landing page of a server with the base URL `base`; `counts` are the numbers of rows that the visitor may see."""
    boxes = "".join(f"<div><dt>{COUNTED[name]}</dt><dd>{count:,}</dd></div>" for name, count in counts.items())
    command = (
        f"curl {base}/graphql -H 'Content-Type: application/json' \\\n  -d '{orjson.dumps({'query': FIRST_QUERY}).decode()}'"
    )
    return Template(page("landing.html")).substitute(
        open='    <a class="open" href="/graphiql">Open GraphiQL</a>' if with_graphiql else "",
        counts=f"    <h2>In the store</h2>\n    <dl>{boxes}</dl>" if boxes else "",
        curl=html.escape(command),
        version=version("pentagraph"),
    )


def policy(*, local: bool) -> str:
    """The Content-Security-Policy of the pages: this server only, or also the CDN if files are loaded from it."""
    source = "'self'" if local else f"'self' {CDN.removesuffix('/npm')}"
    return (
        f"default-src 'none'; script-src {source}; style-src {source} 'unsafe-inline'; img-src 'self' data:; "
        f"font-src {source} data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def response(text: str, *, local: bool) -> Response:
    """The response with a page; `local`: its files are on this server."""
    headers = {
        "content-security-policy": policy(local=local),
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
    return Response(text, media_type="text/html", headers=headers)


def file(content: bytes | str, media: str) -> Response:
    """The response with a file that browsers may keep for a day."""
    return Response(content, media_type=media, headers={"cache-control": "public, max-age=86400"})
