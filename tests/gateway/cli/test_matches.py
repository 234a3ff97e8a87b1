"""What `pentagraph load` reports of diagrams and logs that do not match."""

import json
from pathlib import Path

import pytest

from tests.gateway.cli.shell import Shell

pytestmark = pytest.mark.slow

BPMN = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">
<startEvent id="s" name="Order arrived"/><userTask id="x1" name="Pack"/><userTask id="x2" name="Ship"/>
<userTask id="x3" name="Check"/><userTask id="x4" name="Check"/></process></definitions>"""
MAPPING = '[model]\nid = "shop/orders"\n[columns]\ncase = "case"\nactivity = "activity"\nend = "time"\n[time]\ntimezone = "UTC"\n'
LOG = "case,activity,time\n" + "".join(f"1,{name},2026-04-03T10:00:00\n" for name in ("Pack", "Check", "Call back"))
STRANGERS = "model shop/orders: tasks with these names match no activity: Call back (1), Check (1)\n"
IDLE = "model shop/orders: these activities match no task: Check (version 1), Check (version 1), Ship (version 1)\n"
DIAGRAM = ("load", "shop.bpmn", "--model", "shop/orders")
TASKS = ("load", "shop.csv", "--mapping", "shop.toml")


@pytest.fixture
def pentagraph(sqlite_url: str, tmp_path: Path) -> Shell:
    """The command over an empty store, beside a diagram and a log of one model."""
    for name, text in (("shop.bpmn", BPMN), ("shop.csv", LOG), ("shop.toml", MAPPING)):
        (tmp_path / name).write_text(text)
    return Shell(tmp_path, sqlite_url)


@pytest.mark.parametrize(("first", "second"), [(DIAGRAM, TASKS), (TASKS, DIAGRAM)], ids=["diagram first", "log first"])
def test_names_and_activities_without_a_counterpart_are_reported_when_both_are_there(
    pentagraph: Shell, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    assert "model shop/orders" not in pentagraph(*first).stderr
    told = pentagraph(*second).stderr
    assert STRANGERS in told
    assert IDLE in told


def test_a_log_of_another_version_matches_nothing(pentagraph: Shell) -> None:
    pentagraph(*DIAGRAM, "--version", "2")
    told = pentagraph(*TASKS, "--version", "1").stderr
    assert "tasks with these names match no activity: Call back (1), Check (1), Pack (1)" in told
    assert "Pack (version 2)" in told


def test_a_version_of_a_log_is_that_of_its_instances(pentagraph: Shell) -> None:
    pentagraph(*DIAGRAM)
    pentagraph(*DIAGRAM, "--version", "2")
    assert "Pack (1)" in pentagraph(*TASKS).stderr
    assert "Pack (1)" not in pentagraph(*TASKS, "--version", "2").stderr


def test_names_beyond_ten_are_counted(pentagraph: Shell) -> None:
    pentagraph(*DIAGRAM)
    records = [{"noun": "process_instance", "id": "i", "at": "2026-04-03T10:00:00Z", "model_id": "shop/orders"}]
    records += [
        {"noun": "task", "id": f"t{n}", "at": "2026-04-03T10:00:00Z", "instance_id": "i", "name": f"n{n:02}"} for n in range(12)
    ]
    told = pentagraph("load", "-", given="".join(json.dumps(record) + "\n" for record in records)).stderr
    assert "match no activity: n00 (1), n01 (1)," in told
    assert "n09 (1) and 2 more\n" in told
