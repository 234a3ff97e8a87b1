"""`POST /webhooks/{name}` with a mapping: signed by an HMAC of any form, or as Standard Webhooks specifies."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from gateway.ingest.receivers import receivers
from gateway.server import build
from gateway.settings import Settings, SettingsRefused
from gateway.webhook_settings import Webhook
from storage.database.protocol import Database
from tests.gateway.ingest.sending import key_of
from tests.gateway.ingest.signing import standard_headers
from tests.gateway.running_server import running_server
from tests.storage.contents import contents
from tests.storage.dead_letter_rows import letters

HMAC_SECRET = "a secret of our own build server"  # noqa: S105
STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105

MAPPING = """
[[record]]
noun = "run"
each = "$.builds[*]"
[record.fields]
id = { template = "{header:x-project}/{@.number}" }
state = { path = "@.result", values = { ok = "COMPLETED" } }
ended_at = "@.done"
"""
EVENT = {"builds": [{"number": 1, "result": "ok", "done": "2026-05-01T12:00:00Z"}]}
BODY = json.dumps(EVENT).encode()


def hmac_headers(body: bytes, secret: str = HMAC_SECRET) -> dict[str, str]:
    digest = hmac.new(secret.encode(), body, hashlib.sha512).digest()
    return {"x-project": "site", "x-signature": f"v1={base64.b64encode(digest).decode()}"}


def fresh_headers(body: bytes) -> dict[str, str]:
    return {"x-project": "site"} | standard_headers(STANDARD_SECRET, "msg_1", int(time.time()), body)


SIGNED: dict[str, Callable[[bytes], dict[str, str]]] = {"builds": hmac_headers, "standard": fresh_headers}


@pytest.fixture
def webhooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """A webhook of each kind that has a mapping, as in a file of settings."""
    monkeypatch.setenv("BUILD_SECRET", HMAC_SECRET)
    monkeypatch.setenv("STANDARD_SECRET", STANDARD_SECRET)
    (tmp_path / "builds.toml").write_text(MAPPING)
    mapping = str(tmp_path / "builds.toml")
    signature = {"signature_header": "X-Signature", "algorithm": "sha512", "prefix": "v1=", "encoding": "base64"}
    return {
        "builds": {"kind": "hmac", "org_id": "acme", "secret_env": "BUILD_SECRET", "mapping": mapping, **signature},
        "standard": {"kind": "standard", "org_id": "acme", "secret_env": "STANDARD_SECRET", "mapping": mapping},
    }


@pytest.fixture
async def client(database: Database, organization: str, webhooks: dict[str, dict[str, Any]]) -> AsyncIterator[httpx.AsyncClient]:
    app = build(database, Settings(webhooks=webhooks))  # type: ignore[arg-type] # as from a file
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as opened:
        yield opened


def error_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize("name", SIGNED)
async def test_events_are_stored_by_their_mapping_and_a_replay_changes_nothing(
    client: httpx.AsyncClient, database: Database, organization: str, name: str
) -> None:
    headers = SIGNED[name](BODY)
    first = await client.post(f"/webhooks/{name}", content=BODY, headers=headers)
    assert (first.status_code, first.json()["stored"]) == (200, 1)
    again = await client.post(f"/webhooks/{name}", content=BODY, headers=headers)
    assert (again.status_code, again.json()["unchanged"]) == (200, 1)
    assert [row[0] for row in (await contents(database, organization))["run"]] == ["site/1"]


@pytest.mark.parametrize("name", SIGNED)
@pytest.mark.parametrize("body", [BODY + b" ", b"", b"[" * 100_000])
async def test_a_body_that_was_not_signed_is_refused(
    client: httpx.AsyncClient, database: Database, name: str, body: bytes
) -> None:
    answer = await client.post(f"/webhooks/{name}", content=body, headers=SIGNED[name](BODY))
    assert error_of(answer) == (401, "SIGNATURE_REFUSED")
    assert await contents(database, "acme") == {}


async def test_a_request_of_long_ago_is_refused(client: httpx.AsyncClient) -> None:
    headers = standard_headers(STANDARD_SECRET, "msg_1", int(time.time()) - 3_600, BODY)
    answer = await client.post("/webhooks/standard", content=BODY, headers=headers)
    assert error_of(answer) == (401, "SIGNATURE_REFUSED")
    assert answer.json()["errors"][0]["extensions"]["allowed"] == 300


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 10_000, b'{"a": "\xff"}', b"NaN"])
async def test_a_signed_body_that_is_no_json_is_an_error(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/webhooks/builds", content=body, headers=hmac_headers(body))
    assert error_of(answer) == (400, "BAD_REQUEST")


async def test_what_the_mapping_does_not_take_is_202_and_what_does_not_fit_is_named(client: httpx.AsyncClient) -> None:
    other = json.dumps({"ping": 1}).encode()
    answer = await client.post("/webhooks/builds", content=other, headers=hmac_headers(other))
    assert (answer.status_code, answer.json()["passedOver"]) == (202, {"events that the mapping takes for no record": 1})
    good, bad = EVENT["builds"][0], {"number": 2, "done": "soon"}
    mixed = json.dumps({"builds": [good, bad]}).encode()
    answer = await client.post("/webhooks/builds", content=mixed, headers=hmac_headers(mixed))
    assert answer.status_code == 207
    assert [each["result"] for each in answer.json()["results"]] == ["STORED", "REFUSED"]
    assert "ended_at" in next(iter(answer.json()["passedOver"]))


async def test_what_a_mapping_cannot_read_is_a_dead_letter(
    client: httpx.AsyncClient, database: Database, organization: str
) -> None:
    many = json.dumps({"builds": [1] * 10_001}).encode()
    for body in (b"{", many):
        await client.post("/webhooks/builds", content=body, headers=hmac_headers(body))
    kept = await letters(database, organization)
    assert {(letter["body"], letter["channel"], letter["sender"]) for letter in kept} == {
        ("{", "WEBHOOK", "builds"), (many.decode(), "WEBHOOK", "builds"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "changed", "words"),
    [
        ("builds", {"mapping": "none.toml"}, "webhooks.builds: the mapping none.toml cannot be read"),
        ("builds", {"secret_env": "NOT_SET"}, "webhooks.builds: the environment variable NOT_SET contains no secret"),
        ("builds", {"secret_env": "", "secret_file": "none"}, "the file none cannot be read: No such file"),
        ("standard", {"secret_env": "BUILD_SECRET"}, "webhooks.standard: a secret must be 24 to 64 bytes in base64"),
    ],
)
def test_a_server_does_not_start_with_a_wrong_webhook(
    webhooks: dict[str, dict[str, Any]], name: str, changed: dict[str, str], words: str
) -> None:
    with pytest.raises(SettingsRefused) as refused:
        receivers({name: Webhook(**{**webhooks[name], **changed})})
    assert words in refused.value.message


def test_a_fault_of_the_mapping_names_webhook_file_and_place(webhooks: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "builds.toml").write_text(MAPPING.replace('"run"', '"runs"'))
    with pytest.raises(SettingsRefused, match=r"webhooks\.builds: the mapping builds\.toml: record 1: .*did you mean run\?"):
        receivers({"builds": Webhook(**webhooks["builds"])})


@pytest.mark.parametrize(
    ("name", "changed", "words"),
    [
        ("builds", {"mapping": ""}, "kind hmac requires a mapping"),
        ("builds", {"signature_header": ""}, "kind hmac requires a signature_header"),
        ("builds", {"signature_header": "X Signature"}, "must be the name of a header"),
        ("builds", {"kind": "github"}, "kind github has no mapping"),
        ("standard", {"signature_header": "X-Signature"}, "kind standard has no signature_header"),
        ("standard", {"tolerance_seconds": 0}, "greater than or equal to 1"),
        ("builds", {"algorithm": "md5"}, "'sha1', 'sha256', 'sha384' or 'sha512'"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(
    webhooks: dict[str, dict[str, Any]], name: str, changed: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Webhook(**{**webhooks[name], **changed})


@pytest.mark.server
async def test_a_real_server_takes_standard_webhooks(
    sqlite_url: str, tmp_path: Path, webhooks: dict[str, dict[str, Any]]
) -> None:
    await key_of(sqlite_url)
    with running_server(sqlite_url, tmp_path, demo="false", webhooks=json.dumps(webhooks)) as address:
        async with httpx.AsyncClient(base_url=address) as client:
            answer = await client.post("/webhooks/standard", content=BODY, headers=fresh_headers(BODY))
    assert (answer.status_code, answer.json()["stored"]) == (200, 1)
