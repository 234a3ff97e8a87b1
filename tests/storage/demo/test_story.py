"""The demo as told: the same each time, whole, and linked."""

import hashlib
import os
import subprocess
import sys
from collections import Counter

import pytest

from storage.demo import DemoOptions, story
from storage.nouns.noun import NOUNS
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import HOUR
from tests.project import PROJECT
from tests.storage.demo.conftest import UNTIL, Told

pytestmark = pytest.mark.slow

SMALL = DemoOptions(UNTIL, days=8, scale=0.3, seed=7)

LINKS = {
    ("process_group", "parent_id"): "process_group",
    ("process_model", "group_id"): "process_group",
    ("process_version", "model_id"): "process_model",
    ("process_version", "diagram_id"): "diagram",
    ("activity", "model_id"): "process_model",
    ("diagram", "model_id"): "process_model",
    ("process_instance", "model_id"): "process_model",
    ("process_instance", "parent_id"): "process_instance",
    ("instance_metadata", "instance_id"): "process_instance",
    ("task", "instance_id"): "process_instance",
    ("milestone", "instance_id"): "process_instance",
    ("incident", "instance_id"): "process_instance",
    ("incident", "task_id"): "task",
    ("incident", "root_cause_id"): "incident",
    ("run", "workflow_id"): "workflow",
    ("run", "instance_id"): "process_instance",
    ("run", "task_id"): "task",
    ("run", "parent_id"): "run",
    ("run", "nhi_id"): "nhi",
    ("step", "run_id"): "run",
    ("step", "parent_id"): "step",
    ("endpoint_call", "workflow_id"): "workflow",
    ("endpoint_call", "run_id"): "run",
    ("mcp_session", "nhi_id"): "nhi",
    ("mcp_session", "run_id"): "run",
    ("tool_call", "session_id"): "mcp_session",
    ("tool_call", "run_id"): "run",
    ("tool_call", "nhi_id"): "nhi",
    ("verdict", "guardian_id"): "guardian",
    ("verdict", "tool_call_id"): "tool_call",
    ("verdict", "run_id"): "run",
    ("verdict", "nhi_id"): "nhi",
    ("guardian_binding", "nhi_id"): "nhi",
    ("guardian_binding", "guardian_id"): "guardian",
    ("risk_assessment", "nhi_id"): "nhi",
    ("anomaly", "nhi_id"): "nhi",
}

NOT_LINKS = {
    ("run", "external_id"),
    ("run", "conversation_id"),
    ("run", "user_id"),
    ("run", "ran_by_id"),
    ("workflow", "project_id"),
    ("activity", "element_id"),
    ("incident", "activity_id"),
    ("incident", "failed_activity_id"),
}
"""Ids of things that have no table of their own."""

UNTOLD = {"import"}
"""The demo is no import."""


def digest(options: DemoOptions) -> str:
    """A fingerprint of every record, in order."""
    found = hashlib.sha256()
    for batch in story(options):
        found.update(repr(batch).encode())
    return found.hexdigest()


def test_the_same_options_tell_the_same_records_in_another_process_too() -> None:
    code = "from tests.storage.demo.test_story import SMALL, digest; print(digest(SMALL))"
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    again = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=PROJECT, env=environment)
    assert again.stdout.strip() == digest(SMALL)


def test_another_seed_tells_another_story() -> None:
    assert digest(SMALL) != digest(DemoOptions(UNTIL, days=8, scale=0.3, seed=8))


def test_scale_1_is_about_five_thousand_instances(told: Told) -> None:
    assert 4_800 <= len(told["process_instance"]) <= 5_300


def test_every_noun_is_told_of(told: Told) -> None:
    assert {noun for noun in NOUNS if not told[noun]} == UNTOLD


def test_every_field_is_told_by_some_record(told: Told) -> None:
    silent = {
        (noun.name, field.name)
        for noun in NOUNS.values()
        for field in noun.fields
        if noun.name not in UNTOLD and all(row[field.name] is None for row in told[noun.name].values())
    }
    assert silent == {("process_instance", "times_from_tasks"), ("run", "figures_from_steps")}


def test_every_id_that_a_record_brings_is_known_as_a_link_or_as_none() -> None:
    ids = {(noun.name, field.name) for noun in NOUNS.values() for field in noun.fields if field.name.endswith("_id")}
    assert ids == set(LINKS) | NOT_LINKS


@pytest.mark.parametrize(("source", "column"), LINKS)
def test_every_link_names_a_row_that_is_there(told: Told, source: str, column: str) -> None:
    named = {row[column] for row in told[source].values()} - {None}
    assert named
    assert named <= told[LINKS[source, column]].keys()


def test_activities_of_tasks_are_in_the_diagram_of_their_version(told: Told) -> None:
    known = {(row["model_id"], row["version"], row["element_id"]) for row in told["activity"].values()}
    assert {(row["model_id"], row["version"], row["task_spec"]) for row in told["task"].values()} <= known


@pytest.mark.parametrize("noun", ["task", "milestone", "incident"])
def test_model_and_version_are_those_of_the_instance(told: Told, noun: str) -> None:
    for row in told[noun].values():
        instance = told["process_instance"][row["instance_id"]]
        assert (row["model_id"], row["version"]) == (instance["model_id"], instance["version"])


def test_no_version_runs_before_it_is_deployed(told: Told) -> None:
    deployed = {(row["model_id"], row["version"]): row["deployed_at"] for row in told["process_version"].values()}
    assert all(row["started_at"] >= deployed[row["model_id"], row["version"]] for row in told["process_instance"].values())


def test_a_long_window_begins_with_the_first_version_of_every_model() -> None:
    long = DemoOptions(UNTIL, days=700, scale=0.02)
    instances = [record for batch in story(long) for record in batch if isinstance(record, ProcessInstance)]
    assert {instance.version for instance in instances[:300]} == {1}


def test_nothing_happens_after_the_end(told: Told) -> None:
    for noun in NOUNS.values():
        for row in told[noun.name].values():
            for moment in (*noun.record.moments, "event_at"):
                assert row[moment] is None or row[moment] <= UNTIL, (noun.name, row)


@pytest.mark.parametrize("noun", ["process_instance", "task", "incident", "run", "step", "mcp_session"])
def test_nothing_ends_before_it_starts(told: Told, noun: str) -> None:
    start = "created_at" if noun == "incident" else "started_at"
    assert all(row["ended_at"] >= row[start] for row in told[noun].values() if row["ended_at"] is not None)


def test_tasks_lie_within_their_instance(told: Told) -> None:
    for task in told["task"].values():
        instance = told["process_instance"][task["instance_id"]]
        assert task["enabled_at"] >= instance["started_at"]
        assert instance["ended_at"] is None or task["ended_at"] <= instance["ended_at"]


def test_instances_are_open_only_where_something_is_left_to_do(told: Told) -> None:
    for instance in told["process_instance"].values():
        over = instance["status"] in ("COMPLETE", "TERMINATED", "ERROR")
        assert over == (instance["ended_at"] is not None)
    statuses = Counter(row["status"] for row in told["process_instance"].values())
    assert {"COMPLETE", "SUSPENDED", "TERMINATED", "ERROR", "USER_INPUT_REQUIRED"} <= statuses.keys()


def test_most_instances_reach_three_to_five_milestones(told: Told) -> None:
    reached = Counter(row["instance_id"] for row in told["milestone"].values())
    assert sum(3 <= count <= 5 for count in reached.values()) > 0.9 * len(told["process_instance"])


def test_the_outcome_of_a_tool_call_is_the_worst_of_its_verdicts(told: Told) -> None:
    order = ["PASSED", "CORRECTED", "BLOCKED", "ERROR"]
    worst: dict[str, int] = {}
    for verdict in told["verdict"].values():
        call = verdict["tool_call_id"]
        worst[call] = max(worst.get(call, 0), order.index(verdict["outcome"]))
    assert all(order[worst[call]] == row["outcome"] for call, row in told["tool_call"].items())


def test_spend_and_tokens_of_a_run_are_those_of_its_steps(told: Told) -> None:
    figures = ("spend", "input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "reasoning_tokens")
    sums: dict[str, Counter[str]] = {run: Counter() for run in told["run"]}
    for step in told["step"].values():
        sums[step["run_id"]].update({name: step[name] or 0 for name in figures})
    priced = {run: row for run, row in told["run"].items() if row["spend"] is not None}
    assert priced
    for run, row in priced.items():
        assert {name: row[name] for name in figures} == {name: sums[run][name] for name in figures}, run


def test_a_root_cause_lies_in_a_called_instance(told: Told) -> None:
    caused = [row for row in told["incident"].values() if row["root_cause_id"]]
    assert caused
    for row in caused:
        inner = told["process_instance"][told["incident"][row["root_cause_id"]]["instance_id"]]
        assert inner["parent_id"] == row["instance_id"]


def test_runs_of_failed_tasks_are_tried_again(told: Told) -> None:
    tries = Counter(row["task_id"] for row in told["run"].values() if row["task_id"])
    failed = {row["task_id"] for row in told["incident"].values()}
    assert max(tries[task] for task in failed) >= 3
    assert all(count == 1 for task, count in tries.items() if task not in failed)


def test_risk_levels_follow_scores(told: Told) -> None:
    bounds = {"LOW": (0, 0.25), "MEDIUM": (0.25, 0.5), "HIGH": (0.5, 0.75), "CRITICAL": (0.75, 1.01)}
    for row in told["risk_assessment"].values():
        low, high = bounds[row["level"]]
        assert low <= row["score"] < high


def test_load_is_that_of_working_days(told: Told) -> None:
    hours = Counter(row["started_at"] // HOUR % 24 for row in told["process_instance"].values() if row["parent_id"] is None)
    assert hours[10] > 10 * hours[3]
