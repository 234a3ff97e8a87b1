"""Runs of a repository, served as GitHub documents: newest first, `page` and `per_page`, `created`, attempts, jobs with Link.

Written from https://docs.github.com/en/rest/actions/workflow-runs and workflow-jobs.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.storage.pull.stub_server import Reply, Sent, StubServer, stub_server

TOKEN = "ghp-of-the-stub"  # noqa: S105 - of the stub
BEGIN = datetime(2026, 5, 1, tzinfo=UTC)
REPOSITORY = "/repos/octo-org/octo-repo"
RANGE = re.compile(r"(?:>=(?P<low>\S+Z)|<=(?P<high>\S+Z)|(?P<from>\S+Z)\.\.(?P<to>\S+Z))")


def at(seconds: int) -> str:
    """A time of the repository."""
    return (BEGIN + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


class Repository:
    """A repository: its runs by id, with their latest attempts, and their jobs; tests may change them at any time."""

    def __init__(self) -> None:
        self.runs: dict[int, dict[str, Any]] = {}
        self.jobs: dict[int, list[dict[str, Any]]] = {}

    def run(self, number: int, created: int, updated: int | None = None, status: str = "completed", attempt: int = 1) -> None:
        """Adds or changes a run, with a job for each attempt."""
        times = {
            "created_at": at(created),
            "run_started_at": at(created),
            "updated_at": at(created + 60 if updated is None else updated),
        }
        conclusion = "success" if status == "completed" else None
        of = {"workflow_id": 5, "name": "CI", "event": "push", "repository": {"id": 3, "full_name": "octo-org/octo-repo"}}
        self.runs[number] = {"id": number, "run_attempt": attempt, "status": status, "conclusion": conclusion, **times, **of}
        self.jobs[number] = [
            {
                "id": number * 100 + each * 10 + job, "run_id": number, "run_attempt": each, "name": f"job {job}",
                "status": status, "conclusion": conclusion, "created_at": at(created), "started_at": at(created),
                "completed_at": at(created + 30) if status == "completed" else None, "steps": [],
            }
            for each in range(1, attempt + 1)
            for job in range(3)
        ]  # fmt: skip

    def answer(self, sent: Sent) -> Reply:
        """Answers a request."""
        if sent.headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply({"message": "Bad credentials"}, 401)
        path = sent.path.removeprefix(f"{REPOSITORY}/actions/runs")
        if path == "":
            return self._list(sent)
        found = re.fullmatch(r"/(\d+)(?:/(jobs)|/attempts/(\d+))?", path)
        if not found or int(found[1]) not in self.runs:
            return Reply({"message": "Not Found"}, 404)
        run = self.runs[int(found[1])]
        if found[2]:
            return self._jobs(sent, run["id"])
        return Reply({**run, "run_attempt": int(found[3])} if found[3] else run)

    def _list(self, sent: Sent) -> Reply:
        runs = sorted(self.runs.values(), key=lambda run: (run["created_at"], run["id"]), reverse=True)
        if created := sent.parameters.get("created"):
            within = RANGE.fullmatch(created)
            if not within:
                return Reply({"message": "Validation Failed"}, 422)
            low, high = within["low"] or within["from"] or "", within["high"] or within["to"] or "9"
            runs = [run for run in runs if low <= run["created_at"] <= high][:1000]
        page, size = int(sent.parameters.get("page", 1)), int(sent.parameters.get("per_page", 30))
        return Reply({"total_count": len(runs), "workflow_runs": runs[(page - 1) * size : page * size]})

    def _jobs(self, sent: Sent, run_id: int) -> Reply:
        """Two jobs a page, whatever size is asked for, so that the Link is followed."""
        page, jobs = int(sent.parameters.get("page", 1)), self.jobs[run_id]
        headers = {}
        if page * 2 < len(jobs):
            base = f"http://{sent.headers['host']}{sent.path}?filter=all"
            headers = {"link": f'<{base}&page=1>; rel="first", <{base}&page={page + 1}>; rel="next", <{base}&page=9>; rel="last"'}
        return Reply({"total_count": len(jobs), "jobs": jobs[page * 2 - 2 : page * 2]}, headers=headers)


@contextmanager
def github_server(repository: Repository) -> Iterator[StubServer]:
    """The repository's server while the block runs."""
    with stub_server(repository.answer) as server:
        yield server
