"""State, times, duration and figures of the same row, read back through the graph, never contradict each other."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gateway.graphql.response import respond
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load
from storage.nouns.record import Instant
from storage.rollup.building import build
from tests.storage.ingest.builders import BUILDERS, Unit

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

DAY = "2026-05-01T"
TIMES = (None, "", "soon", f"{DAY}10:00:00Z", f"{DAY}10:00:00Z", f"{DAY}11:00:00Z", f"{DAY}12:30:00Z", "2026-05-02T00:00:00Z")
STATES = ("", "READY", "STARTED", "COMPLETED", "CANCELLED", "ERROR", "strange")
TRANSITIONS = ("schedule", "start", "complete", "suspend", "ate_abort", "unknown", "In Progress", "Finish", "")
USAGE = ("input", "output")
UNITS = 40


WITHOUT_TIMES = ("bpmn", "livemcpbench")
OPEN = frozenset(
    ("FUTURE", "WAITING", "READY", "STARTED", "NOT_STARTED", "RUNNING", "USER_INPUT_REQUIRED", "SUSPENDED", "PENDING", "PAUSED")
)
"""States in which nothing has ended."""

FIGURES = "stats { count duration { count avg } groupBy(by: STATE) { key count } }"
SPAN = "id startedAt endedAt duration"
TOKENS = "inputTokens outputTokens cacheReadTokens cacheWriteTokens reasoningTokens totalTokens"
QUERY = f"""{{
  tasks(first: 500) {{ nodes {{ {SPAN} state instance {{ id endedAt status }} }} {FIGURES} }}
  processInstances(first: 500) {{ nodes {{ {SPAN} state: status }} {FIGURES.replace("STATE", "STATUS")} }}
  runs(first: 500) {{
    nodes {{ {SPAN} state error {TOKENS} steps(first: 50) {{ nodes {{ {SPAN} {TOKENS.replace(" totalTokens", "")} }} }} }}
    {FIGURES}
  }}
  toolCalls(first: 500) {{ nodes {{ id outcome calledAt latency error }} }}
}}"""


def _csv(chance: random.Random) -> bytes:
    def row() -> str:
        return ",".join([str(chance.randrange(9)), "Pack", *(pick(chance) for _ in range(3)), chance.choice(STATES)])

    rows = [row() for _ in range(UNITS)]
    return ("case,activity,enabled,start,end,state\n" + "\n".join(rows)).encode()


def _xes(chance: random.Random) -> bytes:
    def event() -> str:
        name, transition = chance.choice("ab"), chance.choice(TRANSITIONS)
        return (
            f'<event><string key="concept:name" value="{name}"/><string key="lifecycle:transition" value="{transition}"/>'
            f'<date key="time:timestamp" value="{pick(chance)}"/></event>'
        )

    traces = (
        f'<trace><string key="concept:name" value="{number}"/>{"".join(event() for _ in range(chance.randrange(6)))}</trace>'
        for number in range(UNITS)
    )
    return f"<log>{''.join(traces)}</log>".encode()


def _langfuse(chance: random.Random) -> bytes:
    def observation(trace: int, number: int) -> Any:
        usage = {kind: chance.randrange(50) for kind in USAGE if chance.random() < 0.5}
        return {
            "id": f"{trace}/{number}",
            "type": chance.choice(("SPAN", "TOOL", "EVENT", "GENERATION")),
            "startTime": chance.choice(TIMES),
            "endTime": chance.choice(TIMES),
            "level": chance.choice(("DEFAULT", "ERROR")),
            "parentObservationId": chance.choice((None, f"{trace}/0")),
            "usageDetails": usage,
        }

    traces = (
        {
            "trace": {"id": f"t{trace}", "name": "n", "timestamp": chance.choice(TIMES), "latency": chance.choice((None, 5, -1))},
            "observations": [observation(trace, number) for number in range(chance.randrange(4))],
        }
        for trace in range(UNITS)
    )
    return "\n".join(map(json.dumps, traces)).encode()


def _spiff(chance: random.Random) -> bytes:
    states = ("FUTURE", "WAITING", "READY", "STARTED", "COMPLETED", "ERROR", "CANCELLED")

    def event(number: int) -> Any:
        time = 1_777_629_600 + chance.randrange(5) * 600
        task = {"task_id": f"t{chance.randrange(9)}", "task_spec": "pack", "task_type": "ScriptTask"}
        instance = {"process_instance_id": chance.randrange(3), "process_model_identifier": "m", "workflow_spec": "m"}
        data = {"message": "", **instance, **task, "last_state_change": str(time)}
        return {
            "version": "1.0",
            "type": "spiff.task",
            "id": f"e{number}",
            "source": "s",
            "timestamp": float(time),
            "data": {**data, "state": chance.choice(states)},
        }

    return "\n".join(json.dumps(event(number)) for number in range(UNITS)).encode()


def _github(chance: random.Random) -> bytes:
    def job(number: int) -> Any:
        times = {"started_at": chance.choice(TIMES), "completed_at": chance.choice(TIMES)}
        conclusion = chance.choice(("success", "failure", None))
        status = {"status": chance.choice(("queued", "in_progress", "completed")), "conclusion": conclusion}
        made = {"id": number, "run_id": chance.randrange(4), "name": "build", **status, **times}
        return {"action": "completed", "workflow_job": made, "repository": {"full_name": "octo-org/octo-repo"}}

    return "\n".join(json.dumps(job(number)) for number in range(UNITS)).encode()


def pick(chance: random.Random) -> str:
    """A time as text, which may be empty or no time."""
    return chance.choice(TIMES) or ""


def _plain(name: str) -> Callable[[random.Random], bytes]:
    """The files of `builders`, with times that may be none."""
    return lambda chance: BUILDERS[name]([Unit(f"u{number}", chance.choice(TIMES)) for number in range(UNITS)])


GENERATED: dict[str, Callable[[random.Random], bytes]] = {
    **{name: _plain(name) for name in BUILDERS},
    "csv": _csv,
    "xes": _xes,
    "langfuse": _langfuse,
    "spiff": _spiff,
    "github": _github,
}
ALL_COLUMNS = """
model.id = "m"
columns = { case = "case", activity = "activity", enabled = "enabled", start = "start", end = "end", state = "state" }
"""


def micros(text: str) -> int:
    return Instant.parse(text)


def contradictions(row: dict[str, Any]) -> list[str]:
    """What of a task, an instance, a run or a step contradicts the rest of it."""
    start, end, found = row["startedAt"], row["endedAt"], []
    if end is not None and row.get("state") in OPEN:
        found.append(f"{row['state']} with an end")
    took = (micros(end) - micros(start)) / 1000 if start is not None and end is not None else None
    if row["duration"] != (took if took is not None and took >= 0 else None):
        found.append(f"a duration of {row['duration']} instead of {took}")
    parts = [row.get(name) for name in ("inputTokens", "outputTokens")]
    if "totalTokens" in row and row["totalTokens"] is None and parts != [None, None]:
        found.append("tokens without a total")
    for part, whole in (("cacheReadTokens", "inputTokens"), ("reasoningTokens", "outputTokens")):
        if (row.get(part) or 0) > (row.get(whole) or 0):
            found.append(f"more {part} than {whole}")
    return found


def of_instance(task: dict[str, Any]) -> list[str]:
    """What of a task contradicts its instance, in a log whose instances have the times of their tasks."""
    instance = task["instance"]
    if instance is None or instance["endedAt"] is None:
        return []
    if task["endedAt"] is None:
        return [f"an instance that ended has a task that is {task['state']}"]
    return ["an instance ended before its task"] if micros(task["endedAt"]) > micros(instance["endedAt"]) else []


def of_figures(connection: dict[str, Any]) -> list[str]:
    """What of the figures of rows contradicts the rows."""
    nodes, stats = connection["nodes"], connection["stats"]
    states: dict[str | None, int] = {}
    for node in nodes:
        states[node["state"]] = states.get(node["state"], 0) + 1
    durations = [node["duration"] for node in nodes if node["duration"] is not None]
    expected = (len(nodes), len(durations), states)
    got = (stats["count"], stats["duration"]["count"], {group["key"]: group["count"] for group in stats["groupBy"]})
    return [] if got == expected else [f"figures {got} of rows {expected}"]


@pytest.mark.parametrize("name", GENERATED)
async def test_rows_of_every_format_do_not_contradict_themselves(
    database: Database, organization: str, tmp_path: Path, name: str
) -> None:
    chance = random.Random(name)
    mapping = None
    if name == "csv":
        mapping = tmp_path / "mapping.toml"
        mapping.write_text(ALL_COLUMNS)
    for number in range(3):
        (tmp_path / f"{number}").write_bytes(GENERATED[name](chance))
        at = Instant.parse(f"{DAY}00:00:00Z") if name in WITHOUT_TIMES else None
        options = LoadOptions(format=name, mapping=mapping, model="m", at=at)
        await load(database, organization, [tmp_path / f"{number}"], options)
    caller = Caller(organization, frozenset({"admin"}))
    for _ in ("from rows", "from roll-ups"):
        answer = json.loads((await respond(graph_engine(database), Request(QUERY), caller)).body)
        assert "errors" not in answer, answer["errors"]
        data, found = answer["data"], []
        for kind in ("tasks", "processInstances", "runs"):
            found += [(row["id"], each) for row in data[kind]["nodes"] for each in contradictions(row)]
            found += [(kind, each) for each in of_figures(data[kind])]
        steps = [step for run in data["runs"]["nodes"] for step in run["steps"]["nodes"]]
        found += [(step["id"], each) for step in steps for each in contradictions(step)]
        if name in ("csv", "xes", "ocel"):
            found += [(task["id"], each) for task in data["tasks"]["nodes"] for each in of_instance(task)]
        for call in data["toolCalls"]["nodes"]:
            if call["outcome"] == "PASSED" and call["error"] is not None:
                found.append((call["id"], "a call that passed has an error"))
            if call["latency"] is not None and call["calledAt"] is None:
                found.append((call["id"], "a duration without a start"))
        assert found == []
        await build(database, organization)
