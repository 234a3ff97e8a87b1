"""What HTTP itself offers, on every API: compressed bodies and answers, ETags, and the cache buster of clients."""

import gzip

import pytest

from storage.accounts.license import PERPETUAL, license_until
from tests.contracts.conftest import Api

GETS = [
    "/analytics/api/v1/identifiers/list",
    "/incidents/incident-version-graph?processKey=x",
    "/v1/analytics/governance/summary?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z",
    "/v1/analytics/nhi-posture",
]
POSTS = [
    ("/analytics/api/v1/overview/%25", b"{}"),
    ("/analytics/api/v1/instances/%25", b"{}"),
    ("/api/analytics/batch", b"{}"),
    ("/v1/mcp/analytics/rollup", b'{"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z"}'),
    ("/token", b"grant_type=password&username=a&password=b"),
]


@pytest.mark.parametrize(("path", "content"), POSTS)
async def test_a_body_may_be_compressed(api: Api, path: str, content: bytes) -> None:
    media = "application/x-www-form-urlencoded" if path == "/token" else "application/json"
    async with api.client() as client:
        plain = await client.post(path, content=content, headers={"content-type": media})
        sent = {"content-type": media, "content-encoding": "gzip"}
        packed = await client.post(path, content=gzip.compress(content), headers=sent)
        damaged = await client.post(path, content=content, headers=sent)
        bomb = await client.post(path, content=gzip.compress(b" " * 10_000_000), headers=sent)
        unknown = await client.post(path, content=content, headers={**sent, "content-encoding": "br"})
    assert plain.status_code == packed.status_code
    assert plain.status_code in (200, 202, 400)
    assert "compressed" not in packed.text
    assert (damaged.status_code, "compressed body" in damaged.text) == (400, True)
    assert (bomb.status_code, unknown.status_code) == (413, 415)


@pytest.mark.parametrize("path", GETS)
async def test_a_known_answer_is_304(api: Api, organization: str, path: str) -> None:
    await license_until(api.database, organization, PERPETUAL)
    async with api.client() as client:
        first = await client.get(path)
        again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
        refused = await client.get(path, headers={"authorization": "Bearer x", "if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert refused.status_code == 401


@pytest.mark.parametrize("path", GETS)
async def test_a_parameter_named_underscore_passes(api: Api, organization: str, path: str) -> None:
    await license_until(api.database, organization, PERPETUAL)
    async with api.client() as client:
        more = "&" if "?" in path else "?"
        for query in ("_=1700000000", "_=", "_=1&_=2"):
            assert (await client.get(f"{path}{more}{query}")).status_code == 200
        assert (await client.get(f"{path}{more}__=1")).status_code in (400, 422, 500)


async def test_long_answers_are_compressed(api: Api) -> None:
    async with api.client() as client:
        response = await client.post("/api/analytics/batch", json={})
        archive = await client.post("/analytics/api/v1/export/%25", json={})
    assert response.headers["content-encoding"] == "gzip"
    assert "summary" in response.json()
    assert "content-encoding" not in archive.headers


@pytest.mark.parametrize("path", ["/graphql/", "/token/", "/session/", "/docs/", "/graphiql/", "/openapi.json/"])
async def test_a_slash_too_many_is_redirected_on_pages_and_logins(api: Api, path: str) -> None:
    async with api.client("") as client:
        response = await client.post(f"{path}?a=b")
    assert (response.status_code, response.headers["location"]) == (307, f"{path.rstrip('/')}?a=b")
