"""`POST /webhooks/github` on each database: who may send, what is stored, and what is said of the rest."""

import json
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from gateway.server import build
from gateway.settings import Settings, SettingsRefused
from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load
from storage.writing.write_queue import WriteQueue
from tests.gateway.ingest.sending import key_of
from tests.gateway.ingest.signing import SECRET, github_headers, send_github
from tests.gateway.running_server import running_server
from tests.storage.contents import contents
from tests.storage.dead_letter_rows import letters
from tests.storage.ingest.github_payloads import deployment_payload, job_payload, push_payload, run_payload

PAYLOAD = run_payload("completed", "success", "2026-05-01T12:01:02Z")
BODY = json.dumps(PAYLOAD).encode()
STORY = [
    ("workflow_run", run_payload("queued", None, "2026-05-01T12:00:00Z")),
    ("workflow_job", job_payload("queued")),
    ("workflow_job", job_payload("completed", "success")),
    ("workflow_run", PAYLOAD),
    ("deployment", deployment_payload()),
    ("deployment_status", deployment_payload("success")),
    ("push", push_payload()),
]


@pytest.fixture
async def client(database: Database, organization: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server with a webhook for each of two organizations."""
    monkeypatch.setenv("SECRET_OF_GITHUB", SECRET)
    monkeypatch.setenv("SECRET_OF_OTHER", "another secret of 16 characters")
    await ensure_organization(database, "other")
    webhooks = {
        "github": {"kind": "github", "org_id": organization, "secret_env": "SECRET_OF_GITHUB"},
        "again": {"kind": "github", "org_id": "other", "secret_env": "SECRET_OF_GITHUB"},
        "other": {"kind": "github", "org_id": "other", "secret_env": "SECRET_OF_OTHER"},
    }
    app = build(database, Settings(webhooks=webhooks, max_event_bytes=2_000_000))  # type: ignore[arg-type] # as from a file
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as opened:
        yield opened


def real_events(shared_data: Path) -> list[tuple[str, Any]]:
    """The events of the real payloads; none if they are not here."""
    files = sorted((shared_data / "github-actions").glob("*.json"))
    return [(path.name.partition(".")[0], json.loads(path.read_bytes())) for path in files]


def error_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["extensions"]["code"]


async def test_an_event_is_stored_for_the_organization_of_its_webhook(
    client: httpx.AsyncClient, database: Database, organization: str
) -> None:
    answer = await send_github(client, "workflow_run", PAYLOAD)
    assert answer.status_code == 200
    assert answer.json() == {
        "records": 2, "stored": 2, "unchanged": 0, "refused": 0, "results": [{"event": 1, "result": "STORED"}],
    }  # fmt: skip
    assert {name: len(rows) for name, rows in (await contents(database, organization)).items()} == {"run": 1, "workflow": 1}
    assert await contents(database, "other") == {}


async def test_redeliveries_in_any_order_change_nothing(client: httpx.AsyncClient, database: Database, organization: str) -> None:
    for event, payload in STORY:
        assert (await send_github(client, event, payload)).status_code == 200
    held = await contents(database, organization)
    for event, payload in STORY:
        answer = (await send_github(client, event, payload)).json()
        assert (answer["stored"], answer["unchanged"]) == (0, answer["records"])
    shuffled = list(STORY)
    random.Random(7).shuffle(shuffled)
    for event, payload in shuffled:
        await send_github(client, event, payload, "again")
    assert await contents(database, "other") == held == await contents(database, organization)


async def test_events_in_files_give_the_same_rows(
    client: httpx.AsyncClient, database: Database, organization: str, tmp_path: Path, shared_data: Path
) -> None:
    files = []
    for number, (event, payload) in enumerate([*STORY, *real_events(shared_data)]):
        assert (await send_github(client, event, payload)).status_code == 200
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(payload))
    loaded = await load(database, "other", files, LoadOptions())
    assert loaded.broken_total == 0
    assert await contents(database, "other") == await contents(database, organization)


async def test_a_ping_is_answered_and_other_events_are_not_stored(client: httpx.AsyncClient, database: Database) -> None:
    ping = await send_github(client, "ping", {"zen": "Design for failure."})
    assert (ping.status_code, ping.json()["message"]) == (202, "The webhook is ready.")
    issues = await send_github(client, "issues", {"action": "opened"})
    assert issues.status_code == 202
    assert "not stored" in issues.json()["message"]
    assert "workflow_run" in issues.json()["message"]
    branch = await send_github(client, "push", push_payload("refs/heads/feature"))
    assert branch.status_code == 202
    assert branch.json()["passedOver"] == {"pushes to other branches than the default, or to tags": 1}
    assert await contents(database, "acme") == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"x-hub-signature-256": ""},
        {"x-hub-signature-256": "sha256=" + "0" * 64},
        github_headers("workflow_run", BODY + b" "),
        github_headers("workflow_run", BODY, "another secret of 16 characters"),
        {"x-hub-signature-256": "", "x-hub-signature": "sha1=" + "0" * 40},
    ],
)
@pytest.mark.parametrize("body", [BODY, b"{", b"[" * 100_000])
async def test_nothing_is_read_without_the_right_signature(
    client: httpx.AsyncClient, database: Database, headers: dict[str, str], body: bytes
) -> None:
    answer = await client.post("/webhooks/github", content=body, headers=github_headers("workflow_run", BODY) | headers)
    assert error_of(answer) == (401, "SIGNATURE_REFUSED")
    assert await contents(database, "acme") == {}


async def test_each_webhook_has_its_own_secret(client: httpx.AsyncClient) -> None:
    assert error_of(await send_github(client, "workflow_run", PAYLOAD, "other")) == (401, "SIGNATURE_REFUSED")
    assert error_of(await send_github(client, "workflow_run", PAYLOAD, "unknown")) == (404, "NOT_FOUND")
    assert error_of(await client.get("/webhooks/github")) == (405, "METHOD_NOT_ALLOWED")


async def test_a_form_is_read_as_json_is(client: httpx.AsyncClient) -> None:
    body = urlencode({"payload": BODY.decode()}).encode()
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = await client.post("/webhooks/github", content=body, headers=github_headers("workflow_run", body) | form)
    assert (answer.status_code, answer.json()["stored"]) == (200, 2)
    body = b"payload=%7B%7D&more=1"
    answer = await client.post("/webhooks/github", content=body, headers=github_headers("workflow_run", body) | form)
    assert error_of(answer) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        (b"", {}, (400, "BAD_REQUEST")),
        (b"{", {}, (400, "BAD_REQUEST")),
        (b"[" * 100_000, {}, (400, "BAD_REQUEST")),
        (b'{"a": "\xff"}', {}, (400, "BAD_REQUEST")),
        (b"x" * 2_000_001, {}, (413, "REQUEST_TOO_LARGE")),
        (BODY, {"content-encoding": "gzip"}, (415, "UNSUPPORTED_MEDIA_TYPE")),
        (BODY, {"content-type": "text/plain"}, (415, "UNSUPPORTED_MEDIA_TYPE")),
        (BODY, {"x-github-event": ""}, (400, "BAD_REQUEST")),
    ],
)
async def test_what_cannot_be_read_is_an_error(
    client: httpx.AsyncClient, body: bytes, headers: dict[str, str], expected: tuple[int, str]
) -> None:
    answer = await client.post("/webhooks/github", content=body, headers=github_headers("workflow_run", body) | headers)
    assert error_of(answer) == expected


@pytest.mark.parametrize("payload", [[], {"workflow_run": {}}, {"workflow_run": {"id": 1, "updated_at": "soon"}}])
async def test_an_event_that_is_not_as_github_sends_it_is_refused(client: httpx.AsyncClient, payload: Any) -> None:
    answer = await send_github(client, "workflow_run", payload)
    assert answer.status_code == 400
    assert answer.json()["results"][0]["result"] == "REFUSED"


async def test_what_is_signed_and_cannot_be_read_is_a_dead_letter(
    client: httpx.AsyncClient, database: Database, organization: str
) -> None:
    await client.post("/webhooks/github", content=b"{", headers=github_headers("workflow_run", b"{"))
    await send_github(client, "workflow_run", {"workflow_run": {}})
    await client.post("/webhooks/github", content=b"{forged", headers=github_headers("workflow_run", b"{"))
    kept = await letters(database, organization)
    assert {(letter["body"], letter["format"], letter["field"]) for letter in kept} == {
        ("{", None, None), ('{"workflow_run":{}}', "github", "id"),
    }  # fmt: skip
    assert {(letter["channel"], letter["sender"]) for letter in kept} == {("WEBHOOK", "github")}


async def test_a_large_event_is_read(client: httpx.AsyncClient) -> None:
    payload = {**PAYLOAD, "filler": "x" * 1_500_000}
    assert (await send_github(client, "workflow_run", payload)).status_code == 200


async def test_a_full_queue_is_503_with_the_time_to_wait(
    database: Database, organization: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_GITHUB", SECRET)
    webhooks = {"github": {"kind": "github", "org_id": organization, "secret_env": "SECRET_OF_GITHUB"}}
    queue = WriteQueue(database, max_bytes=10)
    queue.waiting_bytes[organization] = 10
    app = build(database, Settings(webhooks=webhooks), queue)  # type: ignore[arg-type] # as from a file
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
        answer = await send_github(client, "workflow_run", PAYLOAD)
    assert error_of(answer) == (503, "OVERLOADED")
    assert answer.headers["retry-after"] == "2"


@pytest.mark.parametrize(
    ("secret", "words"),
    [(None, "contains no secret"), (" \n", "contains no secret"), ("short", "at least 16 characters")],
)
def test_a_server_does_not_start_without_the_secret(
    database: Database, monkeypatch: pytest.MonkeyPatch, secret: str | None, words: str
) -> None:
    monkeypatch.delenv("SECRET_OF_GITHUB", raising=False)
    if secret is not None:
        monkeypatch.setenv("SECRET_OF_GITHUB", secret)
    webhooks = {"ours": {"kind": "github", "org_id": "acme", "secret_env": "SECRET_OF_GITHUB"}}
    with pytest.raises(SettingsRefused, match=f"webhooks.ours: the environment variable SECRET_OF_GITHUB.*{words}"):
        build(database, Settings(webhooks=webhooks))  # type: ignore[arg-type] # as from a file


@pytest.mark.server
async def test_a_real_server_takes_the_real_payloads(sqlite_url: str, tmp_path: Path, shared_data: Path) -> None:
    folder = shared_data / "github-actions"
    if not folder.exists():
        pytest.skip("the real payloads of GitHub are not here")
    await key_of(sqlite_url)
    file = tmp_path / "secrets"
    file.write_text(f"an older secret of ours\n{SECRET}\n")
    webhooks = json.dumps({"github": {"kind": "github", "org_id": "acme", "secret_file": str(file)}})
    with running_server(sqlite_url, tmp_path, demo="false", webhooks=webhooks) as address:
        async with httpx.AsyncClient(base_url=address) as client:
            paths = sorted(folder.glob("*.json"))
            assert paths
            for path in paths:
                body = path.read_bytes()
                headers = github_headers(path.name.partition(".")[0], body)
                answer = await client.post("/webhooks/github", content=body, headers=headers)
                assert (answer.status_code, answer.json()["refused"]) == (200, 0), path.name
    database = await open_database(sqlite_url, readers=1)
    try:
        held = await contents(database, "acme")
    finally:
        await database.close()
    assert [row[0] for row in held["run"]] == ["github/289782451/1"]
    assert len({row[0] for row in held["step"] if row[0].count("/") == 3}) == 3
