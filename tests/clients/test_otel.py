"""Unmodified exporters of OpenTelemetry for JavaScript arrive."""

import re
from pathlib import Path

import pytest

from storage.database.opening import open_database
from tests.clients.conftest import run
from tests.gateway.ingest.sending import key_of, killed_server
from tests.project import PROJECT
from tests.storage.contents import contents, row


@pytest.mark.node
@pytest.mark.server
@pytest.mark.parametrize("compression", ["none", "gzip"])
@pytest.mark.parametrize("body", ["proto", "json"])
async def test_the_exporters_of_javascript_arrive(
    node: str, sqlite_url: str, tmp_path: Path, body: str, compression: str
) -> None:
    key = await key_of(sqlite_url)
    with killed_server(sqlite_url, tmp_path) as (address, _):
        run(node, "otel.mjs", address, key, body, compression)
    database = await open_database(sqlite_url, readers=1)
    try:
        held = await contents(database, "acme")
        [(run_id, *_)] = held["run"]
        agent_run = await row(database, "run", run_id)
        [(call_id, *_)] = held["tool_call"]
        tool = await row(database, "tool_call", call_id)
    finally:
        await database.close()
    assert len(held["step"]) == 3
    assert (agent_run["workflow_id"], agent_run["nhi_id"], agent_run["instance_id"]) == ("Planner", "agent-7", "i1")
    assert (agent_run["total_tokens"], agent_run["cache_read_tokens"], agent_run["spend_source"]) == (1200, 400, "COMPUTED")
    assert (tool["tool"], tool["outcome"], tool["error"]) == ("search", "ERROR", "no such index")


@pytest.mark.node
@pytest.mark.server
async def test_the_agent_of_the_documentation_arrives(node: str, sqlite_url: str, tmp_path: Path) -> None:
    (program,) = re.findall(r"^```js\n(.*?)^```", (PROJECT / "docs" / "live.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    key = await key_of(sqlite_url)
    with killed_server(sqlite_url, tmp_path) as (address, _):
        variables = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"{address}/otlp",
            "OTEL_EXPORTER_OTLP_HEADERS": f"Authorization=Bearer {key}",
        }
        run(node, "--input-type=module", "--eval", program, **variables)
    database = await open_database(sqlite_url, readers=1)
    try:
        held = await contents(database, "acme")
        [(run_id, *_)] = held["run"]
        agent_run = await row(database, "run", run_id)
    finally:
        await database.close()
    assert (agent_run["workflow_id"], agent_run["nhi_id"]) == ("Planner", "agent-7")
