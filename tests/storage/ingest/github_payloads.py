"""Payloads of GitHub's webhooks, short but with what the reader takes."""

from typing import Any

REPOSITORY: dict[str, Any] = {"id": 3, "full_name": "octo-org/octo-repo", "default_branch": "main", "pushed_at": 1_777_636_800}
BOT = {"login": "renovate[bot]", "id": 29, "type": "Bot"}
PERSON = {"login": "octocat", "id": 1, "type": "User"}
BEFORE, AFTER = "a" * 40, "b" * 40


def run_payload(status: str, conclusion: str | None, updated: str, attempt: int = 1, actor: Any = PERSON) -> dict[str, Any]:
    run = {
        "id": 77,
        "run_attempt": attempt,
        "workflow_id": 5,
        "name": "CI",
        "event": "schedule",
        "status": status,
        "conclusion": conclusion,
        "created_at": "2026-05-01T12:00:00Z",
        "run_started_at": "2026-05-01T12:00:00Z",
        "updated_at": updated,
        "head_sha": AFTER,
        "triggering_actor": actor,
        "repository": REPOSITORY,
    }
    workflow = {"id": 5, "name": "CI", "path": ".github/workflows/ci.yml"}
    return {"action": status, "workflow_run": run, "workflow": workflow, "repository": REPOSITORY, "sender": actor}


def job_payload(status: str, conclusion: str | None = None, steps: tuple[Any, ...] = ()) -> dict[str, Any]:
    job = {
        "id": 9,
        "run_id": 77,
        "run_attempt": 1,
        "name": "build",
        "status": status,
        "conclusion": conclusion,
        "created_at": "2026-05-01T12:00:00Z",
        "started_at": "2026-05-01T12:00:00Z" if status == "queued" else "2026-05-01T12:00:05Z",
        "completed_at": "2026-05-01T12:01:00Z" if status == "completed" else None,
        "steps": list(steps),
    }
    return {"action": status, "workflow_job": job, "repository": REPOSITORY}


def deployment_payload(state: str | None = None, at: str = "2026-05-01T12:05:00Z") -> dict[str, Any]:
    deployment = {
        "id": 12,
        "sha": AFTER,
        "ref": "main",
        "task": "deploy",
        "environment": "production",
        "created_at": "2026-05-01T12:02:00Z",
        "creator": PERSON,
        "repository_url": "https://api.github.com/repos/octo-org/octo-repo",
    }
    status = {} if state is None else {"deployment_status": {"id": 13, "state": state, "created_at": at}}
    return {"action": "created", "deployment": deployment, "repository": REPOSITORY, **status}


def push_payload(ref: str = "refs/heads/main", before: str = BEFORE, after: str = AFTER) -> dict[str, Any]:
    commit = {"id": after, "timestamp": "2020-01-01T00:00:00+01:00"}
    who = {"pusher": {"name": "octocat"}, "head_commit": commit}
    return {"ref": ref, "before": before, "after": after, **who, "repository": REPOSITORY, "commits": [commit]}
