"""From deployments and pushes of GitHub to configuration changes."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from storage.ingest.github_actions import Sent, part
from storage.ingest.reader import Items, Notice, as_document, kept
from storage.nouns.config_change import ConfigChange
from storage.nouns.record import Instant, Refused

CREATED = "created"
ENDS = frozenset({"error", "failure", "inactive", "success"})
"""States of a deployment after which nothing more happens by itself. Of two with the same time the later in the alphabet counts,
as of all values: `created`, which stands for a deployment without such a state, is before all of them."""

UNFINISHED = "statuses of deployments that have not ended"
OTHER_BRANCH = "pushes to other branches than the default, or to tags"
NOTHING = re.compile("0+")
"""The commit before a branch existed, and after it was deleted."""
ADDRESS = re.compile(r"\Ahttps?://[^/]+/(?:api/v3/)?repos/([^/]+/[^/]+)")


def records_of_deployment(place: str, deployment: Sent, repository: Sent | None = None, status: Sent | None = None) -> Items:
    """The change that a deployment is. It was made when the deployment succeeded, or at its creation while it has not.

    `repository` and `status` are those of the payload around it, if there is one. Raises Refused if it has no id.
    """
    number = deployment.get("id")
    if not isinstance(number, int | str) or isinstance(number, bool) or number == "":
        raise Refused("required, but missing", field="id")
    change = {
        "id": f"github/deployment/{number}",
        "actor": part(deployment, "creator").get("login"),
        "resource": _repository(deployment, repository or {}),
        "setting": deployment.get("environment"),
    }
    created_at = deployment.get("created_at")
    made = {"at": created_at, "changed_at": created_at, "new_value": _value(deployment, CREATED)}
    yield from kept(place, ConfigChange, change | made)
    if status is None:
        return
    state, at = status.get("state"), status.get("created_at")
    if state not in ENDS:
        yield Notice(UNFINISHED)
        return
    ended = {"at": at, "changed_at": at if state == "success" else None, "new_value": _value(deployment, str(state))}
    yield from kept(place, ConfigChange, change | ended)


def records_of_push(place: str, push: Sent) -> Items:
    """The change that a push to the default branch is: the branch names another commit. Raises Refused if it names no commits."""
    repository = part(push, "repository")
    ref, before, after = (push.get(name) for name in ("ref", "before", "after"))
    if not isinstance(before, str) or not isinstance(after, str):
        raise Refused("required, but missing", field="before" if not isinstance(before, str) else "after")
    if ref != f"refs/heads/{repository.get('default_branch')}":
        yield Notice(OTHER_BRANCH)
        return
    fields = {
        "id": f"github/push/{repository.get('id')}/{before}/{after}",
        "changed_at": _pushed_at(repository) or part(push, "head_commit").get("timestamp"),
        "actor": part(push, "pusher").get("name") or part(push, "sender").get("login"),
        "resource": repository.get("full_name"),
        "setting": ref,
        "old_value": None if NOTHING.fullmatch(before) else as_document(before),
        "new_value": None if NOTHING.fullmatch(after) else as_document(after),
    }
    yield from kept(place, ConfigChange, fields)


def _value(deployment: Sent, state: str) -> Any:
    """What an environment has after a deployment. The state is first, since values of the same time compare as texts."""
    return as_document({"state": state, **{name: deployment.get(name) for name in ("ref", "sha", "task")}})


def _repository(deployment: Sent, repository: Sent) -> Any:
    """Name of the repository: from the payload, or else from the addresses that the API states."""
    address = deployment.get("repository_url")
    found = ADDRESS.match(address) if isinstance(address, str) else None
    return repository.get("full_name") or (found[1] if found else None)


def _pushed_at(repository: Mapping[str, Any]) -> Instant | None:
    """When the repository was pushed to, in seconds since 1970. The time of a commit may be any."""
    seconds = repository.get("pushed_at")
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        return None
    try:
        return Instant.of(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None
