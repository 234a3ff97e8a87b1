"""A typed client, generated from /openapi.json by openapi-python-client, gets typed answers of every API."""

import asyncio
import importlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import httpx
import pytest

from gateway.auth.passwords import hashed
from storage.accounts.users import create_user
from storage.database.opening import open_database
from tests.conftest import ORGANIZATION
from tests.contracts.conftest import FILLED
from tests.contracts.live import Live, live
from tests.gateway.running_server import LONG
from tests.templates import Run, sqlite_copy

pytestmark = pytest.mark.server

TIMEOUT = httpx.Timeout(LONG)
NAME = "generated_pentagraph_client"
CONFIG = "content_type_overrides:\n  application/zip: application/octet-stream\n  application/xml: application/octet-stream\n"
"""The generator reads bodies of bytes by one media type only."""
PASSWORD = "a horse, a battery and a staple"  # noqa: S105  (of a user of this test)
SINCE, UNTIL = datetime(2026, 4, 6, tzinfo=UTC), datetime(2026, 4, 7, tzinfo=UTC)
"""The last day of the demo."""


async def _user(url: str) -> None:
    database = await open_database(url)
    try:
        await create_user(
            database, ORGANIZATION, "ana@example.com", hashed(PASSWORD, "ana@example.com", ORGANIZATION), ["graph:read"]
        )
    finally:
        await database.close()


@pytest.fixture(scope="module")
def server(shared_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The server over a filled store of its own, since a worker may set this module up more than once."""
    folder = tmp_path_factory.mktemp("typed")
    url = sqlite_copy(shared_run, FILLED, folder / "demo.db")
    asyncio.run(_user(url))
    with live(url, folder) as running:
        yield running


@pytest.fixture(scope="module")
def package(server: Live, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The generated package."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "openapi.json").write_bytes(httpx.get(f"{server.address}/openapi.json", timeout=LONG).content)
    generator = (sys.executable, "-c", "from openapi_python_client.cli import app; app()", "generate", "--meta", "none")
    told = ("--path", "openapi.json", "--config", "config.yaml", "--output-path", NAME)
    done = subprocess.run([*generator, *told], cwd=folder, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "omitted" not in done.stdout, done.stdout
    sys.path.insert(0, str(folder))
    yield importlib.import_module(NAME)
    sys.path.remove(str(folder))


@pytest.fixture
def client(package: ModuleType, server: Live) -> Iterator[Any]:
    """A client with the key."""
    with package.AuthenticatedClient(server.address, server.key, timeout=TIMEOUT, raise_on_unexpected_status=True) as opened:
        yield opened


def call(operation: str, *values: Any, **named: Any) -> Any:
    """The typed answer of an operation, by the path of its module."""
    return importlib.import_module(f"{NAME}.api.{operation}").sync(*values, **named)


def models() -> ModuleType:
    """The types."""
    return importlib.import_module(f"{NAME}.models")


def test_process_monitoring(client: Any) -> None:
    question = models().Question(start=SINCE.replace(month=1), end=UNTIL)
    found = call("process_monitoring.post_analytics_api_v1_overview_identifier", "%", client=client, body=question)
    assert isinstance(found, models().Overview)
    assert found.total == sum(model.total for model in found.models) > 0
    export = call("process_monitoring.post_analytics_api_v1_export_identifier", "hr%", client=client, body=question)
    assert set(zipfile.ZipFile(io.BytesIO(export.payload.read())).namelist()) == {"instances.csv", "tasks.csv"}
    refused = call("process_monitoring.post_analytics_api_v1_overview_identifier", "nobody's", client=client, body=question)
    assert isinstance(refused, models().Detail)


def test_incidents(client: Any) -> None:
    found = call("incidents.get_incidents_total_counts", client=client, process_key="invoice-review", version=2)
    assert isinstance(found, models().TotalCounts)
    assert found.total_incidents > 0
    rows = call("incidents.get_incidents_heatmap", client=client, process_key="invoice-review", version=2)
    assert {type(row) for row in rows} == {models().HeatmapRow}
    assert call("incidents.get_incidents_heatmap", client=client, process_key="nothing", version=2) is None


def test_automation_batch(client: Any) -> None:
    found = call(
        "automation_batch.post_api_analytics_batch", client=client, body=models().Batch(start_date=SINCE, end_date=UNTIL)
    )
    assert isinstance(found, models().BatchResponse)
    assert found.summary.total_executions > 0
    assert len(found.executions_over_time.data) == 2


def test_flow_runs_with_a_token(package: ModuleType, server: Live) -> None:
    form = models().PostTokenBody(grant_type="password", username="ana@example.com", password=PASSWORD)
    with package.Client(base_url=server.address, timeout=TIMEOUT) as nobody:
        token = call("credentials.post_token", client=nobody, body=form)
    with package.AuthenticatedClient(base_url=server.address, token=token.access_token, timeout=TIMEOUT) as client:
        found = call(
            "flow_runs.get_analytics_org_org_id_flows_flow_id", ORGANIZATION, "invoice-matching", client=client, page_size=3
        )
    assert [type(run) for run in found] == [models().FlowRun] * 3
    assert isinstance(found[0].total_tokens, int)


def test_governance_mcp_and_nhi(client: Any) -> None:
    found = call("governance.get_v1_analytics_governance_summary", client=client, from_=SINCE, to=UNTIL)
    assert isinstance(found, models().Summary)
    assert found.totals.requests > 0
    sessions = call("governance.get_v1_mcp_analytics_sessions", client=client, from_=SINCE.replace(month=1), to=UNTIL, limit=2)
    assert len(sessions.data) == 2
    assert sessions.page.has_more
    posture = call("governance.get_v1_analytics_nhi_posture", client=client)
    assert {0 <= each.posture_score <= 1 for each in posture.data} == {True}
