"""The configuration of a Collector in docs/live.md fits together, and sends to paths that are there."""

import re

import yaml

from gateway.ingest.otlp import SIGNALS
from tests.project import PROJECT


def test_the_configuration_of_the_collector_sends_traces_and_logs_to_this_server() -> None:
    [block] = re.findall(r"```yaml\n(receivers:.*?)```", (PROJECT / "docs" / "live.md").read_text(), re.DOTALL)
    configuration = yaml.safe_load(block)
    pipelines = configuration["service"]["pipelines"]
    assert set(pipelines) == {"traces", "logs"}
    for parts in pipelines.values():
        for kind, names in parts.items():
            assert set(names) <= set(configuration[kind])
    [(kind, exporter)] = configuration["exporters"].items()
    assert kind.startswith("otlphttp/")
    base = re.sub(r"^http://[^/]*", "", exporter["endpoint"])
    paths = {path for signal in SIGNALS for path in signal.paths}
    assert {f"{base}/v1/{signal}" for signal in pipelines} <= paths
    assert exporter["headers"]["Authorization"].startswith("Bearer ")
