"""Linters that people run over OpenAPI documents find nothing in ours."""

from pathlib import Path

import orjson
import pytest

from gateway.rest.apis import APIS
from gateway.rest.openapi import openapi
from tests.clients.conftest import HERE, PROGRAMS, run

DOCUMENTS = {"everything": APIS, APIS[0].name: APIS[:1]}
"""All operations, and one API by itself."""


@pytest.fixture
def written(tmp_path: Path) -> list[str]:
    """The documents as files."""
    for name, apis in DOCUMENTS.items():
        (tmp_path / f"{name}.json").write_bytes(orjson.dumps(openapi(apis)))
    return [str(tmp_path / f"{name}.json") for name in DOCUMENTS]


@pytest.mark.usefixtures("node")
def test_redocly_finds_nothing(written: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDOCLY_TELEMETRY", "off")
    monkeypatch.setenv("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
    run(str(PROGRAMS / "redocly"), "lint", "--config", str(HERE / "redocly.yaml"), *written)


@pytest.mark.usefixtures("node")
def test_spectral_finds_nothing(written: list[str]) -> None:
    found = run(str(PROGRAMS / "spectral"), "lint", "--ruleset", str(HERE / "spectral.yaml"), "--fail-severity", "hint", *written)
    assert "No results with a severity of 'hint' or higher found" in found
