"""`Idempotency-Key`: the first answer again, for the same request of the same sender, and for no other."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from gateway.ingest import idempotency
from gateway.server import build
from gateway.settings import Settings
from storage.accounts.keys import create_key
from storage.database.protocol import Database
from storage.writing import kept_answers
from tests.gateway.ingest.sending import Sender
from tests.gateway.ingest.signing import SECRET, github_headers
from tests.storage.ingest.github_payloads import run_payload

KEY = {"Idempotency-Key": '"8e03978e-40d5"'}
OTHER = {"Idempotency-Key": "8e03978e-40d6"}


def body(name: str, time: str = "2026-05-01T12:00:00Z") -> bytes:
    return json.dumps({"noun": "task", "id": name, "started_at": time}).encode()


async def client_of(database: Database, organization: str, name: str = "sender") -> Sender:
    _, key = await create_key(database, organization, name, ["ingest"])
    settings = Settings(webhooks={"github": {"kind": "github", "org_id": organization, "secret_env": "SECRET_OF_GITHUB"}})  # type: ignore[dict-item] # as from a file
    transport = httpx.ASGITransport(build(database, settings))
    return Sender(httpx.AsyncClient(transport=transport, base_url="http://here"), key)


@pytest.fixture(autouse=True)
def secret_of_github(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_GITHUB", SECRET)


@pytest.fixture
async def sender(database: Database, organization: str) -> AsyncIterator[Sender]:
    """A client that may send."""
    found = await client_of(database, organization)
    async with found.client:
        yield found


async def test_the_first_answer_comes_again_without_work(sender: Sender, database: Database, organization: str) -> None:
    first = await sender.post(body("a"), **KEY)
    assert first.json()["stored"] == 1
    for _ in range(2):
        again = await sender.post(body("a"), **KEY)
        assert (again.status_code, again.content) == (first.status_code, first.content)
    assert (await sender.post(body("a"))).json()["unchanged"] == 1
    restarted = Sender(
        httpx.AsyncClient(transport=httpx.ASGITransport(build(database, Settings())), base_url="http://here"), sender.key
    )
    async with restarted.client:
        assert (await restarted.post(body("a"), **{"Idempotency-Key": "8e03978e-40d5"})).content == first.content


async def test_refused_lines_are_answered_again(sender: Sender) -> None:
    answers = [await sender.post(body("a") + b"\n" + body("b", "soon"), **KEY) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [207, 207]
    assert answers[0].content == answers[1].content


async def test_another_request_with_the_key_is_refused(sender: Sender) -> None:
    await sender.post(body("a"), **KEY)
    for content, query in ((body("b"), ""), (body("a"), "?format=ndjson")):
        refused = await sender.post(content, query, **KEY)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["extensions"]["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert (await sender.post(body("b"), **OTHER)).json()["stored"] == 1


async def test_the_keys_of_senders_are_their_own(sender: Sender, database: Database, organization: str) -> None:
    await sender.post(body("a"), **KEY)
    other = await client_of(database, organization, "other")
    async with other.client:
        assert (await other.post(body("b"), **KEY)).json()["stored"] == 1


async def test_a_request_that_fails_may_be_repeated(sender: Sender) -> None:
    assert (await sender.post(b" \n", **KEY)).status_code == 400
    assert (await sender.post(body("a"), **KEY)).json()["stored"] == 1


async def test_a_repetition_while_the_first_is_carried_out_has_to_wait(sender: Sender) -> None:
    arrived, more = asyncio.Event(), asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield body("a") + b"\n"
        arrived.set()
        await more.wait()
        yield body("b") + b"\n"

    first = asyncio.create_task(sender.post(slowly(), **KEY))
    await arrived.wait()
    refused = await sender.post(body("a"), **KEY)
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (409, "REQUEST_IN_PROGRESS")
    assert int(refused.headers["retry-after"]) > 0
    more.set()
    assert (await first).json()["stored"] == 2


@pytest.mark.parametrize("text", ["", '""', '"open', "a b", "x" * 256, "\x7f"])
async def test_a_header_that_is_no_key_is_refused(sender: Sender, text: str) -> None:
    refused = await sender.post(body("a"), **{"Idempotency-Key": text})
    assert refused.status_code == 400
    assert "Idempotency-Key" in refused.json()["errors"][0]["message"]


async def test_a_long_answer_is_not_kept(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "LONGEST_ANSWER", 10)
    assert (await sender.post(body("a"), **KEY)).json()["stored"] == 1
    assert (await sender.post(body("a"), **KEY)).json()["unchanged"] == 1


async def test_old_answers_go(sender: Sender, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "MOST", 2)
    for number in range(4):
        await sender.post(body(f"t{number}"), **{"Idempotency-Key": f"k{number}"})
    assert await database.rows("SELECT count(*) FROM kept_answer", []) == [(2,)]
    monkeypatch.setattr(kept_answers, "KEPT", -1)
    assert (await sender.post(body("t3"), **{"Idempotency-Key": "k3"})).json()["unchanged"] == 1


async def test_cloudevents_have_keys_of_their_own(sender: Sender) -> None:
    headers = {
        "ce-specversion": "1.0", "ce-id": "e1", "ce-source": "/shop", "ce-type": "dev.pentagraph.task",
        "ce-time": "2026-05-01T12:00:00Z", "content-type": "application/json", "x-api-key": sender.key, **KEY,
    }  # fmt: skip
    await sender.post(body("a"), **KEY)
    answers = [await sender.client.post("/cloudevents", content=b'{"id": "b"}', headers=headers) for _ in range(2)]
    assert [answer.json()["stored"] for answer in answers] == [1, 1]
    other = await sender.client.post("/cloudevents", content=b'{"id": "b"}', headers={**headers, "ce-id": "e2"})
    assert (other.status_code, other.json()["errors"][0]["extensions"]["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


async def test_a_webhook_answers_again_with_its_key_and_only_after_the_signature(sender: Sender) -> None:
    payload = json.dumps(run_payload("queued", None, "2026-05-01T12:00:00Z")).encode()
    headers = {**github_headers("workflow_run", payload), **KEY}
    answers = [await sender.client.post("/webhooks/github", content=payload, headers=headers) for _ in range(2)]
    assert [(answer.status_code, answer.json()["stored"]) for answer in answers] == [(200, 2), (200, 2)]
    ping = await sender.client.post("/webhooks/github", content=payload, headers={**headers, "x-github-event": "ping"})
    assert (ping.status_code, ping.json()["errors"][0]["extensions"]["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    unsigned = await sender.client.post("/webhooks/github", content=payload, headers={**KEY, "x-github-event": "ping"})
    assert unsigned.status_code == 401
