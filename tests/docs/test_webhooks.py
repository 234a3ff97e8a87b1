"""The commands of docs/webhooks.md and the settings of docs/live.md: a payload of GitHub, signed by openssl, arrives."""

import json
import re
import shutil
import subprocess
import tomllib
from asyncio import to_thread
from pathlib import Path

import pytest

from gateway.webhook_settings import Webhook
from tests.gateway.ingest.sending import key_of
from tests.gateway.running_server import LONG, clean_environment, running_server
from tests.project import PROJECT
from tests.storage.ingest.github_payloads import run_payload

LIVE, WEBHOOKS = ((PROJECT / "docs" / name).read_text(encoding="utf-8") for name in ("live.md", "webhooks.md"))


def blocks(page: str, language: str = "") -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return [text for other, text in found if other == language]


def block_with(page: str, word: str, language: str = "") -> str:
    (found,) = [text for text in blocks(page, language) if word in text]
    return found


@pytest.mark.server
async def test_a_payload_that_openssl_signs_arrives(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("openssl"):
        pytest.skip("no openssl")
    exports = dict(re.findall(r"^export (\w+)='(.*)'$", block_with(LIVE, "PENTAGRAPH_WEBHOOKS"), re.MULTILINE))
    monkeypatch.setenv("GITHUB_WEBHOOK_SECRET", exports["GITHUB_WEBHOOK_SECRET"])
    await key_of(sqlite_url)
    (tmp_path / "run.json").write_text(json.dumps(run_payload("completed", "success", "2026-05-01T12:01:02Z")))
    with running_server(sqlite_url, tmp_path, demo="false", webhooks=exports["PENTAGRAPH_WEBHOOKS"]) as address:
        commands = block_with(WEBHOOKS, "openssl").replace("http://127.0.0.1:8000", address)
        shell = ["bash", "-ec", commands]
        environment = clean_environment()
        done = await to_thread(subprocess.run, shell, cwd=tmp_path, env=environment, capture_output=True, timeout=LONG)
    assert json.loads(done.stdout) == json.loads(block_with(WEBHOOKS, "records", "json"))


def test_the_settings_that_the_page_shows_are_valid() -> None:
    shown = {name: settings for text in blocks(WEBHOOKS, "toml") for name, settings in tomllib.loads(text)["webhooks"].items()}
    assert {name: Webhook(**settings).kind for name, settings in shown.items()} == {
        "github": "github", "builds": "hmac", "billing": "standard",
    }  # fmt: skip
