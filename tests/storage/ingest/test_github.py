"""Payloads and API answers of GitHub: which rows they make, in whatever order and however often they come."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.ingest.format import recognize
from storage.ingest.github import records_of_object
from storage.ingest.github_changes import OTHER_BRANCH, UNFINISHED
from storage.ingest.reader import Notice, ReadOptions
from storage.ingest.source import Source
from storage.nouns.config_change import ConfigChange
from storage.nouns.nhi import Nhi
from storage.nouns.record import Instant, Record
from storage.nouns.run import Run
from storage.nouns.step import Step
from storage.nouns.workflow import Workflow
from storage.writing.writer import write
from tests.storage.contents import contents, row
from tests.storage.ingest.conftest import Read, complaints, notices, records_of
from tests.storage.ingest.github_payloads import (
    AFTER,
    BEFORE,
    BOT,
    deployment_payload,
    job_payload,
    push_payload,
    run_payload,
)

STEPS = (
    {"number": 1, "name": "Set up job", "status": "completed", "conclusion": "success",
     "started_at": "2026-05-01T12:00:05Z", "completed_at": "2026-05-01T12:00:06Z"},
    {"number": 2, "name": "Test", "status": "completed", "conclusion": "failure",
     "started_at": "2026-05-01T12:00:06Z", "completed_at": "2026-05-01T12:00:59Z"},
)  # fmt: skip
QUEUED_STEP = {"number": 2, "name": "Test", "status": "queued", "conclusion": None, "started_at": None, "completed_at": None}

STORY = [
    run_payload("queued", None, "2026-05-01T12:00:00Z"),
    job_payload("queued"),
    run_payload("in_progress", None, "2026-05-01T12:00:05Z"),
    job_payload("in_progress", steps=(STEPS[0], QUEUED_STEP)),
    job_payload("completed", "failure", STEPS),
    run_payload("completed", "failure", "2026-05-01T12:01:02Z"),
    run_payload("queued", None, "2026-05-01T12:03:00Z", attempt=2),
    deployment_payload(),
    deployment_payload("in_progress"),
    deployment_payload("success", "2026-05-01T12:05:00Z"),
    push_payload(),
]


def read_objects(*payloads: Any) -> list[Any]:
    return [item for payload in payloads for item in records_of_object("here", payload)]


async def test_runs_jobs_deployments_and_pushes_are_stored(database: Database, organization: str) -> None:
    await write(database, organization, records_of(read_objects(*STORY)))
    run = await row(database, "run", "github/77/1")
    assert {name: run[name] for name in ("workflow_id", "external_id", "state", "trigger", "run_type", "error_category")} == {
        "workflow_id": "github/5", "external_id": "77", "state": "FAILED", "trigger": "SCHEDULED", "run_type": "SCHEDULED",
        "error_category": "failure",
    }  # fmt: skip
    assert run["ended_at"] == Instant.parse("2026-05-01T12:01:02Z")
    assert (run["user_id"], run["nhi_id"]) == ("octocat", None)
    assert json.loads(run["inputs"]) == {"event": "schedule", "head_sha": AFTER}
    assert (await row(database, "run", "github/77/2"))["state"] == "PENDING"
    workflow = await row(database, "workflow", "github/5")
    assert (workflow["name"], workflow["project_id"], workflow["project_name"]) == ("CI", "github/3", "octo-org/octo-repo")
    job = await row(database, "step", "github/77/1/9")
    assert (job["run_id"], job["name"], job["error"]) == ("github/77/1", "build", "failure")
    assert job["ended_at"] - job["started_at"] == 55_000_000
    step = await row(database, "step", "github/77/1/9/2")
    assert (step["parent_id"], step["name"], step["error"]) == ("github/77/1/9", "Test", "failure")
    deployment = await row(database, "config_change", "github/deployment/12")
    assert deployment["changed_at"] == Instant.parse("2026-05-01T12:05:00Z")
    assert (deployment["actor"], deployment["resource"], deployment["setting"]) == (
        "octocat", "octo-org/octo-repo", "production",
    )  # fmt: skip
    assert json.loads(deployment["new_value"]) == {"state": "success", "ref": "main", "sha": AFTER, "task": "deploy"}
    push = await row(database, "config_change", f"github/push/3/{BEFORE}/{AFTER}")
    assert push["changed_at"] == Instant.parse("2026-05-01T12:00:00Z")
    assert (json.loads(push["old_value"]), json.loads(push["new_value"])) == (BEFORE, AFTER)


@pytest.mark.parametrize("seed", range(4))
async def test_any_order_and_repetitions_give_the_same_rows(database: Database, organization: str, seed: int) -> None:
    await ensure_organization(database, "other")
    await write(database, organization, records_of(read_objects(*STORY)))
    shuffled = STORY * 2
    random.Random(seed).shuffle(shuffled)
    for payload in shuffled:
        await write(database, "other", records_of(read_objects(payload)))
    assert await contents(database, "other") == await contents(database, organization)


@pytest.mark.parametrize(
    ("status", "conclusion", "state", "is_over"),
    [
        ("requested", None, "PENDING", False),
        ("waiting", None, "PENDING", False),
        ("in_progress", None, "RUNNING", False),
        ("completed", "success", "COMPLETED", True),
        ("completed", "skipped", "COMPLETED", True),
        ("completed", "neutral", "COMPLETED", True),
        ("completed", "timed_out", "FAILED", True),
        ("completed", "startup_failure", "FAILED", True),
        ("completed", "cancelled", "CANCELLED", True),
        ("completed", "stale", "CANCELLED", True),
        ("completed", "action_required", "PAUSED", False),
    ],
)
def test_a_run_has_a_state_and_an_end_only_if_it_is_over(status: str, conclusion: str, state: str, is_over: bool) -> None:
    (run,) = records_of(read_objects(run_payload(status, conclusion, "2026-05-01T12:01:02Z")), Run)
    assert run.state == state
    assert (run.ended_at == Instant.parse("2026-05-01T12:01:02Z")) == is_over


def test_an_unknown_state_is_counted_and_left_out() -> None:
    found = read_objects(run_payload("completed", "exploded", "2026-05-01T12:01:02Z"))
    assert notices(found) == {"statuses of runs and jobs that are unknown": 1}
    assert len(records_of(found, Run)) == 1


def test_a_bot_is_an_identity_and_no_user() -> None:
    found = read_objects(run_payload("queued", None, "2026-05-01T12:00:00Z", actor=BOT))
    (nhi,), (run,) = records_of(found, Nhi), records_of(found, Run)
    assert (nhi.id, nhi.label, nhi.kind) == ("github/renovate[bot]", "renovate[bot]", "bot")
    assert run.nhi_id == nhi.id
    assert not isinstance(run.user_id, str)


def test_a_deployment_that_fails_was_made_at_its_creation() -> None:
    found = records_of(read_objects(deployment_payload("failure")), ConfigChange)
    assert [json.loads(change.new_value)["state"] for change in found] == ["created", "failure"]
    assert found[0].changed_at == Instant.parse("2026-05-01T12:02:00Z")
    assert not isinstance(found[1].changed_at, int)


def test_what_is_not_stored_is_counted() -> None:
    assert read_objects(push_payload("refs/heads/feature")) == [Notice(OTHER_BRANCH)]
    assert read_objects(push_payload("refs/tags/main")) == [Notice(OTHER_BRANCH)]
    assert notices(read_objects(deployment_payload("queued"))) == {UNFINISHED: 1}


def test_a_branch_that_is_new_or_gone_has_no_value() -> None:
    (new,) = records_of(read_objects(push_payload(before="0" * 40)))
    (gone,) = records_of(read_objects(push_payload(after="0" * 40)))
    assert not isinstance(new.old_value, str)
    assert not isinstance(gone.new_value, str)


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ([], "expected a JSON object"),
        ({"action": "created", "issue": {}}, "no workflow run"),
        ({"workflow_run": {"status": "queued"}}, "field id: required"),
        ({"workflow_job": {"id": 1}}, "field run_id: required"),
        ({"workflow_job": {"run_id": 1, "id": True}}, "field id: required"),
        ({"deployment": {"id": None}}, "field id: required"),
        ({"ref": "r", "before": "a", "after": None, "pusher": {}}, "field after: required"),
    ],
)
def test_what_is_no_event_is_refused_with_its_field(payload: Any, words: str) -> None:
    (said,) = complaints(read_objects(payload))
    assert words in said


def test_answers_of_the_api_are_read_as_payloads_are(read_text: Read) -> None:
    runs = [run_payload("completed", "success", "2026-05-01T12:01:02Z")["workflow_run"] for _ in range(2)]
    job, deployment = job_payload("queued")["workflow_job"], deployment_payload()["deployment"]
    lists = [{"total_count": 2, "workflow_runs": runs}, {"total_count": 1, "jobs": [job]}, [deployment], job, runs[0]]
    lists.append({"total_count": 0, "jobs": []})
    found = read_text("x.json", "\n".join(map(json.dumps, lists)))
    assert complaints(found) == []
    assert [len(records_of(found, kind)) for kind in (Run, Step, ConfigChange, Workflow)] == [3, 2, 1, 3]
    assert records_of(found, ConfigChange)[0].resource == "octo-org/octo-repo"
    assert (
        records_of(found, Run)[0] == records_of(read_objects(run_payload("completed", "success", "2026-05-01T12:01:02Z")), Run)[0]
    )


def test_the_real_payloads_are_read_whole(shared_data: Path) -> None:
    folder = shared_data / "github-actions"
    if not folder.exists():
        pytest.skip("the real payloads of GitHub are not here")
    paths = list(folder.glob("*.json"))
    assert paths
    for path in paths:
        payload = json.loads(path.read_bytes())
        assert recognize(Source.file(path), ReadOptions()) == "github"
        found = read_objects(payload)
        assert [item for item in found if not isinstance(item, Record)] == [], path.name
        steps = len(payload["workflow_job"]["steps"]) + 1 if "workflow_job" in payload else 0
        assert (len(records_of(found, Step)), len(records_of(found, Run))) == (steps, int("workflow_run" in payload)), path.name
