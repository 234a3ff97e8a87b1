"""BPMN files: as they were loaded, by their path in the store and by nothing else."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from gateway.rest.process_monitoring.diagrams import encoded
from storage.accounts.keys import ensure_organization
from storage.nouns.diagram import Diagram
from storage.nouns.record import Instant
from storage.writing.writer import write
from tests.contracts.conftest import Api, rest_over

STATIC = "/analytics/api/v1/static"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n<definitions name="Größe"/>\n'
AT = Instant(1)
PATHS = ("finance/invoice-review/v1.bpmn", "plain.bpmn", "a b/ü%.bpmn", "...bpmn")


@pytest.fixture
async def files(api: Api, organization: str) -> Api:
    """A few files; one of another organization, one whose content was never told, and two at paths that leave the store."""
    found = [Diagram(id=path, at=AT, content=XML) for path in (*PATHS, "../outside.bpmn", "/etc/hostname")]
    await write(api.database, organization, [*found, Diagram(id="untold.bpmn", at=AT)])
    await ensure_organization(api.database, "rival")
    await write(api.database, "rival", [Diagram(id="secret.bpmn", at=AT, content=XML)])
    return api


@pytest.mark.parametrize("path", PATHS)
async def test_a_file_is_answered_as_it_was_loaded(files: Api, path: str) -> None:
    response = await files.get(f"{STATIC}/{quote(path)}")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/xml")
    assert response.content == XML.encode()
    assert "sandbox" in response.headers["content-security-policy"]
    async with files.client() as client:
        head = await client.head(f"{STATIC}/{quote(path)}")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(XML.encode())))


NOWHERE = (
    "../outside.bpmn", "x/../plain.bpmn", "./plain.bpmn", "/etc/hostname", "//etc/hostname", "..", ".", "", "plain.bpmn/", "a//b",
    "..%2Foutside.bpmn", "%2e%2e/outside.bpmn", "%252e%252e/outside.bpmn", "..%5Coutside.bpmn", "%2Fetc%2Fhostname", "%00",
    "plain.bpmn%00", "%ED%A0%80", "untold.bpmn", "secret.bpmn", "nothing.bpmn", "PLAIN.BPMN", "pyproject.toml",
)  # fmt: skip


@pytest.mark.parametrize("path", NOWHERE)
async def test_whatever_is_not_in_the_store_is_not_found(files: Api, path: str) -> None:
    """Asked for without a client library, which would tidy the path up."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http", "method": "GET", "path": f"{STATIC}/{unquote(path, errors='surrogatepass')}", "query_string": b"",
        "headers": [(b"authorization", f"Bearer {files.key}".encode())], "client": ("203.0.113.7", 1), "scheme": "http",
    }  # fmt: skip
    await files.app(scope, receive, send)
    assert sent[0]["status"] == 404
    assert list(json.loads(sent[1]["body"])) == ["detail"]


async def test_a_file_needs_a_caller_and_the_right_one(files: Api, tmp_path: Path) -> None:
    async with files.client("") as client:
        assert (await client.get(f"{STATIC}/plain.bpmn")).status_code == 401
    rival = await rest_over(files.database, "rival")
    assert (await rival.get(f"{STATIC}/plain.bpmn")).status_code == 404
    assert (await rival.get(f"{STATIC}/secret.bpmn")).status_code == 200
    (tmp_path / "there.bpmn").write_text(XML)
    assert (await files.get(f"{STATIC}/{tmp_path}/there.bpmn")).status_code == 404
    assert (await files.post(f"{STATIC}/plain.bpmn", {})).status_code == 405


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1"), ("<?xml version='1.0' encoding='UTF-16'?>", "utf-16"),
     ('<?xml version="1.0"?>', "utf-8"), ("", "utf-8"), ('<?xml version="1.0" encoding="rot13"?>', "utf-8"),
     ('<?xml version="1.0" encoding="us-ascii"?>', "utf-8"), ('<?xml version="1.0" encoding="no-such"?>', "utf-8")],
)  # fmt: skip
def test_a_file_is_in_the_encoding_that_it_declares(declaration: str, encoding: str) -> None:
    content = f"{declaration}<a>ü</a>"
    assert encoded(content) == content.encode(encoding)
