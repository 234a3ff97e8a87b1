"""Unmodified instrumentations of models arrive, from a program that asks a stub of one."""

import asyncio
import sys
from pathlib import Path

import pytest

from storage.database.opening import open_database
from tests.gateway.ingest.sending import key_of, killed_server
from tests.gateway.ingest.stub_model import stub_model
from tests.gateway.running_server import clean_environment
from tests.storage.contents import contents, row

AGENT = Path(__file__).parent / "programs" / "agent.py"


@pytest.mark.server
@pytest.mark.parametrize(
    ("instrumentation", "compression"), [("OpenInference", "gzip"), ("OpenInference", "none"), ("OpenLLMetry", "gzip")]
)
async def test_instrumented_calls_of_a_model_arrive(
    sqlite_url: str, tmp_path: Path, instrumentation: str, compression: str
) -> None:
    key = await key_of(sqlite_url)
    with killed_server(sqlite_url, tmp_path) as (address, _), stub_model() as model:
        sending = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"{address}/otlp",
            "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
            "OTEL_EXPORTER_OTLP_COMPRESSION": compression,
            "OTEL_EXPORTER_OTLP_HEADERS": f"Authorization=Bearer {key}",
        }
        command = [sys.executable, str(AGENT), instrumentation, model]
        environment = {**clean_environment(), **sending}
        done = await asyncio.create_subprocess_exec(*command, env=environment, stderr=asyncio.subprocess.PIPE)
        _, errors = await done.communicate()
        assert done.returncode == 0, errors.decode()
    database = await open_database(sqlite_url, readers=1)
    try:
        held = await contents(database, "acme")
        steps = [await row(database, "step", each[0]) for each in held["step"]]
        [(run_id, *_)] = held["run"]
        agent_run = await row(database, "run", run_id)
    finally:
        await database.close()
    assert sorted(step["kind"] for step in steps) == ["AGENT", "GENERATION"]
    [call] = [step for step in steps if step["kind"] == "GENERATION"]
    assert call["model"] == "gpt-4o-2024-08-06"
    assert call["provider"].lower() == "openai"
    assert (call["input_tokens"], call["output_tokens"], call["cache_read_tokens"], call["reasoning_tokens"]) == (
        1000,
        200,
        400,
        150,
    )
    assert call["spend_source"] == agent_run["spend_source"] == "COMPUTED"
    assert call["spend"] == agent_run["spend"] > 0
    assert "Weather in Paris?" in call["inputs"]
    assert "Rain." in call["outputs"]
    assert (agent_run["state"], agent_run["workflow_id"], agent_run["instance_id"]) == ("COMPLETED", "Planner", "i1")
