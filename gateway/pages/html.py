"""The HTML pages: landing page, GraphiQL and Swagger UI, and the headers that restrict them to this server."""

import html
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from string import Template

import orjson
from starlette.responses import Response

from gateway.pages.assets import ASSETS, CDN, SWAGGER, Asset

EXPLORE = "explore/"
"""Documents with this prefix are GraphiQL's examples."""

TITLE = re.compile(r"\d+-(.*)")
QUESTION = re.compile(r"(?:#[^\n]*\n)+")

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

ADVICE = "To install the files on this server, run: pentagraph assets"

NOTICE = (
    '    <p id="notice">This server does not have the files of this page, so they are loaded from a CDN and checked by their '
    "hashes. To install them here, run <code>pentagraph assets</code>.</p>"
)


def page(name: str) -> str:
    """The text of a file in gateway/pages."""
    return files("gateway").joinpath("pages", name).read_text(encoding="utf-8")


def graphiql(documents: Mapping[str, str], *, local: bool) -> str:
    """The GraphiQL page, with the documents of `explore/` as examples. `local`: its files are on this server."""
    examples = [_example(name, text) for name, text in documents.items() if name.startswith(EXPLORE)]
    return Template(page("graphiql.html")).substitute(_parts(ASSETS, "/graphiql/assets", local=local, examples=examples))


def _example(name: str, text: str) -> dict[str, str]:
    """The title of a document, from its file name; the first sentence of its comment; and the document."""
    numbered = TITLE.fullmatch(name.removeprefix(EXPLORE))
    title = (numbered.group(1) if numbered else name.removeprefix(EXPLORE)).replace("-", " ").capitalize()
    comment = QUESTION.match(text)
    lines = comment.group().splitlines() if comment else []
    sentence = re.match(r".*?[.?!](?=\s|$)", " ".join(line.lstrip("# ") for line in lines))
    return {"title": title, "about": sentence.group() if sentence else "", "query": text}


def swagger(title: str, url: str, *, local: bool) -> str:
    """The Swagger UI page for the OpenAPI document at `url`. `local`: its files are on this server."""
    parts = _parts(SWAGGER, "/docs/assets", local=local, url=url)
    return Template(page("swagger.html")).substitute(parts, title=html.escape(title))


def _parts(assets: Sequence[Asset], folder: str, *, local: bool, **settings: object) -> dict[str, str]:
    """The common parts of the pages that load `assets`; `settings` is the JSON that the page's script reads."""
    addresses = {asset: f"{folder}/{asset.name}" if local else asset.url for asset in assets}
    styles = [
        f'    <link rel="stylesheet" href="{address}" integrity="{asset.integrity}" crossorigin="anonymous" />'
        for asset, address in addresses.items()
        if asset.name.endswith(".css")
    ]
    scripts = [
        {"address": address, "integrity": asset.integrity} for asset, address in addresses.items() if asset.name.endswith(".js")
    ]
    encoded = orjson.dumps({"local": local, "advice": ADVICE, "scripts": scripts, **settings}).decode()
    return {
        "styles": "\n".join(styles),
        "notice": "" if local else NOTICE,
        # Inside a script element, only "<" could end the element early.
        "settings": encoded.replace("<", "\\u003c"),
    }


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
        guide='      <li><a href="/graphiql">GraphiQL</a>: the schema, described, and examples</li>' if with_graphiql else "",
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
