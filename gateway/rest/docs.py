"""Generates docs/rest.md from the routes: `python -m gateway.rest.docs > docs/rest.md`."""

import re
import sys
import textwrap
from collections.abc import Mapping

from gateway.documents import documents
from gateway.rest.api import Api
from gateway.rest.apis import APIS
from gateway.rest.openapi import spelled
from gateway.rest.route import AnyRoute
from gateway.rest.swagger import PUBLISHED

OPENING = """# REST APIs

For owners of clients that use one of five published APIs. Change the base URL and the credential: paths, parameters,
headers, statuses and bodies are those of the published documents. Each route runs documents of
[queries/rest](../queries/rest) in the same engine as GraphQL, so GraphiQL gives the same figures: paste a document
there, or run it by its name, as [GraphQL over HTTP](graphql.md#persisted-queries) describes.

- **Reference**, in a browser, without any other server: `/docs` for all routes, `/docs/<api>` for those of one API.
- **OpenAPI 3.1**, for client generators: `/openapi.json`, and `/openapi/<api>.json`.
- **Credentials**: [how to create them](credentials.md). Each API below lists those that it accepts. A credential
  belongs to one organization, and gives no access to another.
- **What is refused**: undocumented parameters and fields, and a parameter that is sent twice. For a method that a path
  does not have, the answer is 405 with `Allow`. A parameter named `_`, which some clients send against caches, is
  ignored.
- **Ids in paths** may contain any character, percent-encoded: `/` as `%2F`. Because some proxies decode `%2F`, a plain
  `/` is taken as part of an id too if the path can be read in one way only. A path with a slash at its end is
  redirected with 307 to the path without it, as FastAPI does; `/incidents` serves both, as Spring does.
- **Limits**: `rate_limit` requests a minute for each organization and API, `work_rate_limit` for each kind of work.
  Further requests get 429 with `Retry-After`. See [settings](settings.md).
- **Compression**: bodies may have `Content-Encoding: gzip` or `deflate`; others get 415. Responses of 1,000 bytes or
  more are compressed if `Accept-Encoding` allows gzip, except zip archives.
- **ETag**: each response to GET in one piece has one, and is 304 if `If-None-Match` has it.
- **Timing**: every response has `Server-Timing`, the milliseconds of each stage in order: `route`, `authenticate`,
  `limit`, `validate`, `run` (the documents), `shape` (their variables, and the body), and the `total` until the first
  byte is sent.
- Times are RFC 3339 in UTC, unless a published document has epoch milliseconds. Rates are fractions from 0 to 1,
  rounded half to even to 4 decimals.
"""

WIDTH = 120
"""Columns at which the page wraps."""

SCHEMES = {"oauth2": "`Authorization: Bearer` with a token from `POST /token`", "http": "`Authorization: Bearer`"}


def docs() -> str:
    """The whole page as Markdown."""
    return "\n".join([OPENING, *(_section(api) for api in APIS)])


def _section(api: Api) -> str:
    guide = api.name
    pages = [f"`/docs/{api.name}`", *(f"`{path}`" for path, name in PUBLISHED.items() if name == api.name)]
    lines = [
        f"## {api.title}",
        "",
        textwrap.fill(api.description, WIDTH, break_long_words=False, break_on_hyphens=False),
        "",
        f"- Details, and decisions where the published document is silent: [{guide}](rest/{guide}.md)",
        f"- Reference: {' and '.join(pages)}; OpenAPI: `/openapi/{api.name}.json`",
        f"- Credentials: {'; '.join(_credential(scheme) for scheme in api.security.values())}",
        "",
        "| Path | Summary | Document | Operation | Scopes | Rate limit |",
        "|---|---|---|---|---|---|",
        *(_row(route) for route in api.routes),
        "",
    ]
    return "\n".join(lines)


def _credential(scheme: Mapping[str, object]) -> str:
    kind = str(scheme["type"])
    if kind in SCHEMES:
        return SCHEMES[kind]
    return f"the {scheme['in']} `{scheme['name']}`"


def _row(route: AnyRoute) -> str:
    folder = f"[{route.document.removeprefix('rest/')}](../queries/{route.document}.graphql)"
    scopes = ", ".join(f"`{scope}`" for scope in route.scopes)
    cells = (
        f"`{route.method} {spelled(route.path)}`",
        route.summary,
        folder,
        f"`{operation_of(route)}`",
        scopes,
        f"`{route.rate}`",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def operation_of(route: AnyRoute) -> str:
    """The name of the operation that serves a route."""
    found = re.search(r"^(?:query|mutation) (\w+)", documents()[route.document], re.MULTILINE)
    assert found is not None
    return found[1]


if __name__ == "__main__":
    sys.stdout.write(docs())
