"""The example of docs/live.md: a process, an agent and a pipeline arrive by themselves, and one query shows all three."""

import json
import subprocess
import sys

import pytest

from tests.gateway.running_server import LONG, clean_environment
from tests.project import PROJECT


@pytest.mark.server
def test_what_three_senders_sent_is_in_one_answer() -> None:
    command = [sys.executable, "-m", "docs.live_example"]
    done = subprocess.run(command, cwd=PROJECT, env=clean_environment(), capture_output=True, text=True, timeout=LONG)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.split("\n\n")[1])
    instance = answer["processInstance"]
    assert (instance["status"], instance["faulted"]) == ("SUSPENDED", True)
    assert "division by zero" in instance["incidents"]["nodes"][0]["message"]
    (run,) = instance["runs"]["nodes"]
    assert (run["workflow"]["name"], run["state"], run["inputTokens"], run["outputTokens"]) == ("explainer", "COMPLETED", 48, 7)
    (pipeline,) = answer["runs"]["nodes"]
    assert (pipeline["state"], len(pipeline["steps"]["nodes"])) == ("FAILED", 3)
