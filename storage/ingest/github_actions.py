"""From runs and jobs of GitHub Actions, as webhooks and the REST API state them, to runs and steps.

A run of GitHub may be attempted again, which is an execution of its own: `github/RUN/ATTEMPT` is the id of the run,
`github/RUN/ATTEMPT/JOB` of a job's step, and `github/RUN/ATTEMPT/JOB/NUMBER` of a step within the job.
"""

from collections.abc import Mapping
from typing import Any

from storage.ingest.reader import Items, Notice, json_text, kept, misshapen
from storage.nouns.nhi import Nhi
from storage.nouns.record import Refused
from storage.nouns.run import FINAL, Run
from storage.nouns.step import Step
from storage.nouns.workflow import Workflow

Sent = Mapping[str, Any]
"""An object of GitHub."""

STATES: Mapping[str, str] = {
    "requested": "PENDING", "queued": "PENDING", "waiting": "PENDING", "pending": "PENDING", "in_progress": "RUNNING",
    "success": "COMPLETED", "neutral": "COMPLETED", "skipped": "COMPLETED",
    "failure": "FAILED", "timed_out": "FAILED", "startup_failure": "FAILED",
    "cancelled": "CANCELLED", "stale": "CANCELLED", "action_required": "PAUSED",
}  # fmt: skip
"""State of a run by its conclusion, or by its status while it has none. A run that requires an action waits for approval."""

ERRORS = frozenset(conclusion for conclusion, state in STATES.items() if state == "FAILED")
"""Conclusions that are errors."""

TRIGGERS: Mapping[str, str] = {"schedule": "SCHEDULED", "workflow_dispatch": "MANUAL", "repository_dispatch": "ENDPOINT"}
TYPES: Mapping[str, str | None] = {"schedule": "SCHEDULED", "workflow_dispatch": None, "repository_dispatch": "API"}
"""How a flow was started, by event. Any other event is a trigger."""

INPUTS = ("event", "head_branch", "head_sha", "display_title", "run_number")
"""What an execution began with."""

STATE: Mapping[str, str] = {"status": "a text", "conclusion": "a text", "run_attempt": "a text or a number"}
OF_RUN: Mapping[str, str] = {**STATE, "triggering_actor": "an object", "actor": "an object", "repository": "an object"}
OF_JOB: Mapping[str, str] = {**STATE, "steps": "a list"}
"""Shapes of members, see `misshapen`."""

NO_STATE = "statuses of runs and jobs that are unknown"
NO_NUMBER = "steps of jobs without a number"


def records_of_run(place: str, run: Sent, workflow: Sent | None = None, repository: Sent | None = None) -> Items:
    """The run that a `workflow_run` states, its workflow, and the identity that triggered it if that is no person.

    `workflow` and `repository` are those of the payload around it, if there is one. Raises Refused if it has no id.
    """
    yield from misshapen(run, OF_RUN, "runs")
    at = run.get("updated_at")
    workflow_id = _number(run.get("workflow_id"))
    actor = part(run, "triggering_actor") or part(run, "actor")
    if workflow_id is not None:
        yield from _workflow(place, workflow_id, workflow or run, part(run, "repository") or repository or {}, at)
    bot = f"github/{actor['login']}" if actor.get("type") == "Bot" and isinstance(actor.get("login"), str) else None
    if bot is not None:
        yield from kept(place, Nhi, {"id": bot, "at": at, "label": actor["login"], "kind": "bot"})
    outcome = _outcome(run)
    state = STATES.get(outcome)
    if state is None:
        yield Notice(NO_STATE)
    is_over = state in FINAL
    event = run.get("event")
    fields = {
        "id": _run_id(run.get("id"), run.get("run_attempt")),
        "at": at,
        "workflow_id": None if workflow_id is None else f"github/{workflow_id}",
        "nhi_id": bot,
        "external_id": _number(run.get("id")),
        "state": state,
        "trigger": TRIGGERS.get(event) if isinstance(event, str) else None,
        "run_type": TYPES.get(event, "TRIGGER") if isinstance(event, str) else None,
        "started_at": run.get("run_started_at") or run.get("created_at"),
        "last_activity_at": at,
        "ended_at": at if is_over else None,
        "inputs": json_text({name: run[name] for name in INPUTS if run.get(name) is not None}, escaped=False),
        **_errors(outcome),
        **(_person(actor) if bot is None else {}),
    }
    yield from kept(place, Run, fields)


def records_of_job(place: str, job: Sent) -> Items:
    """The steps that a `workflow_job` states: the job, and its own steps below it. Raises Refused if it has no id."""
    yield from misshapen(job, OF_JOB, "jobs")
    run_id = _run_id(job.get("run_id"), job.get("run_attempt"), "run_id")
    number = _number(job.get("id"))
    if number is None:
        raise Refused("required, but missing", field="id")
    job_id = f"{run_id}/{number}"
    yield from _step(place, job_id, job, {"run_id": run_id}, job.get("created_at"))
    began_at = job.get("started_at") or job.get("created_at")
    steps = job.get("steps")
    for step in steps if isinstance(steps, list) else ():
        position = _number(step.get("number")) if isinstance(step, Mapping) else None
        if position is None:
            yield Notice(NO_NUMBER)
            continue
        links = {"run_id": run_id, "parent_id": job_id}
        yield from _step(f"{place}: step {position}", f"{job_id}/{position}", step, links, began_at)


def part(sent: Sent, name: str) -> Sent:
    """The object that is a member of another; empty if there is none."""
    found = sent.get(name)
    return found if isinstance(found, Mapping) else {}


def _workflow(place: str, workflow_id: str, named: Sent, repository: Sent, at: Any) -> Items:
    project = _number(repository.get("id"))
    fields = {
        "id": f"github/{workflow_id}",
        "at": at,
        "name": named.get("name") or None,
        "kind": "AUTOMATION",
        "project_id": None if project is None else f"github/{project}",
        "project_name": repository.get("full_name"),
    }
    yield from kept(place, Workflow, fields)


def _step(place: str, step_id: str, sent: Sent, links: Mapping[str, str], known_at: Any) -> Items:
    """A step of a run. `known_at` is the event time of one without times of its own: a queued job states as its start when it
    was created."""
    outcome = _outcome(sent)
    state = STATES.get(outcome)
    if state is None:
        yield Notice(NO_STATE)
    started_at = None if state == "PENDING" else sent.get("started_at")
    ended_at = sent.get("completed_at") if sent.get("status") == "completed" else None
    fields = {
        "id": step_id,
        "at": known_at if started_at is None and ended_at is None else None,
        **links,
        "name": sent.get("name"),
        "kind": "SPAN",
        "started_at": started_at,
        "ended_at": ended_at,
        "error": outcome if outcome in ERRORS else None,
    }
    yield from kept(place, Step, fields)


def _outcome(sent: Sent) -> str:
    """The conclusion, or the status if there is none yet."""
    outcome = sent.get("conclusion") or sent.get("status")
    return outcome if isinstance(outcome, str) else ""


def _errors(outcome: str) -> dict[str, str]:
    return {"error": f"The conclusion is {outcome}.", "error_category": outcome} if outcome in ERRORS else {}


def _person(actor: Sent) -> dict[str, Any]:
    if not isinstance(actor.get("login"), str):
        return {}
    return {
        "user_id": actor["login"],
        "ran_by_type": "USER",
        "ran_by_id": _number(actor.get("id")),
        "ran_by_name": actor["login"],
    }


def _run_id(number: Any, attempt: Any, field: str = "id") -> str:
    found = _number(number)
    if found is None:
        raise Refused("required, but missing", field=field)
    return f"github/{found}/{_number(attempt) or 1}"


def _number(value: Any) -> str | None:
    """A number that GitHub assigned, as text."""
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) and value != "" else None
