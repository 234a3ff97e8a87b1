"""Data of three senders in one query: a process that fails, an agent, and a pipeline, about a second after each sent it.

    make setup && .venv/bin/python -m docs.live_example

Starts a server and a listener over a store of its own, in a temporary folder. SpiffWorkflow runs a BPMN model whose script
fails, an agent calls a model (a stand-in that this script serves) under OpenTelemetry, and a payload of GitHub is signed and
sent. Prints the query and its answer, and how long after the last of them everything was visible.
"""

import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from tests.gateway.ingest.spiff_sender import emitting

ROOT = Path(__file__).parent.parent
PENTAGRAPH = [sys.executable, "-c", "from gateway.cli import main; main()"]
SECRET = "a secret of this example"  # noqa: S105 - of a server that ends with this script
PATIENCE = 30.0
"""Seconds after which something that has not arrived is a failure."""

QUERY = """{
  processInstance(instanceId: "8") {
    status faulted
    tasks(orderBy: STARTED_AT_ASC) { nodes { name taskSpec state } }
    incidents { nodes { activityName message lineNumber } }
    runs { nodes { workflow { name } state inputTokens outputTokens steps { nodes { name kind } } } }
  }
  runs(filter: {workflow: {name: {eq: "CI"}}}) { nodes { state workflow { name } steps { nodes { name kind error } } } }
}"""


def main() -> None:
    """Runs the example."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        url = f"sqlite+aiosqlite:///{folder}/live.db"
        key = _command(url, "key", "create", "default", "--name", "example", "--scopes", "ingest,graph:read")
        webhooks = {"github": {"kind": "github", "org_id": "default", "secret_env": "EXAMPLE_SECRET"}}
        settings = {"PENTAGRAPH_WEBHOOKS": json.dumps(webhooks), "EXAMPLE_SECRET": SECRET}
        base = stack.enter_context(_running(url, r"(http://\S+)", settings, "serve", "--port", "0"))
        port = stack.enter_context(_running(url, r":(\d+) ", {}, "listen", "spiff", "--port", "0"))
        with emitting(int(port)) as emitter:
            emitter.run(ROOT / "tests/gateway/ingest/broken.bpmn", 8, "finance/broken")
        with _model() as model:
            _agent(base, key, model)
        _github(base, (ROOT / "tests/storage/ingest/samples/github.json").read_bytes().splitlines()[:2])
        sent = time.monotonic()
        answer = _until_complete(base, key)
        print(f"{QUERY}\n\n{json.dumps(answer['data'], indent=2)}\n\nvisible after {time.monotonic() - sent:.2f} s")


def _command(url: str, *arguments: str) -> str:
    """The last word that a command prints."""
    done = subprocess.run([*PENTAGRAPH, *arguments, "--database", url], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


@contextmanager
def _running(url: str, pattern: str, settings: Mapping[str, str], *arguments: str) -> Iterator[str]:
    """What a command's first line says of itself, while the command runs."""
    command = [*PENTAGRAPH, *arguments, "--database", url]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = re.search(pattern, process.stdout.readline())
            assert found, f"{arguments[0]} did not start"
            yield found[1]
        finally:
            process.terminate()
            process.communicate()


class _Answering(BaseHTTPRequestHandler):
    """A stand-in for a model: it answers every chat with the same sentence."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        message = {"role": "assistant", "content": "The script divides by zero."}
        usage = {"prompt_tokens": 48, "completion_tokens": 7}
        body = json.dumps({"model": "stand-in-1", "choices": [{"message": message}], "usage": usage}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the standard library
        pass


@contextmanager
def _model() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/chat"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _agent(base: str, key: str, model: str) -> None:
    """An agent that explains the failure of instance 8: one call of the model, one tool."""
    exporter = OTLPSpanExporter(f"{base}/otlp/v1/traces", headers={"authorization": f"Bearer {key}"})
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(exporter))
    tracer = provider.get_tracer("example")
    named = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "explainer", "gen_ai.agent.id": "agent-7"}
    with tracer.start_as_current_span("invoke_agent explainer", attributes={**named, "pentagraph.process_instance.id": "8"}):
        chat = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "stand-in-1"}
        with tracer.start_as_current_span("chat stand-in-1", attributes=chat) as span:
            answer = _post(model, json.dumps({"messages": [{"role": "user", "content": "What went wrong?"}]}).encode(), {})
            span.set_attribute("gen_ai.usage.input_tokens", answer["usage"]["prompt_tokens"])
            span.set_attribute("gen_ai.usage.output_tokens", answer["usage"]["completion_tokens"])
        tool = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "notify", "gen_ai.tool.call.id": "call-1"}
        with tracer.start_as_current_span("execute_tool notify", attributes=tool):
            pass
    provider.shutdown()


def _github(base: str, payloads: list[bytes]) -> None:
    for event, body in zip(("workflow_job", "workflow_run"), payloads, strict=True):
        signature = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        headers = {"x-github-event": event, "x-hub-signature-256": signature}
        assert _post(f"{base}/webhooks/github", body, headers)["refused"] == 0


def _until_complete(base: str, key: str) -> Any:
    """The answer of the query, as soon as it has all that was sent."""
    deadline = time.monotonic() + PATIENCE
    while True:
        answer = _post(f"{base}/graphql", json.dumps({"query": QUERY}).encode(), {"authorization": f"Bearer {key}"})
        instance, pipelines = answer["data"]["processInstance"], answer["data"]["runs"]["nodes"]
        if instance and instance["faulted"] and instance["incidents"]["nodes"] and instance["runs"]["nodes"] and pipelines:
            return answer
        assert time.monotonic() < deadline, f"not all has arrived: {answer}"
        time.sleep(0.02)


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> Any:
    request = urllib.request.Request(url, body, {"content-type": "application/json", **headers})  # noqa: S310
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return json.loads(answer.read())


if __name__ == "__main__":
    main()
