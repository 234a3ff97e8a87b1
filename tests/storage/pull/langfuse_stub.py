"""The traces of a Langfuse project, served as its public API documents: GET /api/public/traces and /api/public/traces/{id}.

Written from https://api.reference.langfuse.com: Basic authentication, `page` and `limit` (at most 100), `orderBy`,
`fromTimestamp` (on or after); lists have the ids of observations, one trace has the observations themselves.
"""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from tests.storage.pull.stub_server import Reply, Sent, StubServer, stub_server

USER, SECRET = "pk-lf-1", "sk-lf-very-secret"
BEGIN = datetime(2026, 5, 1, tzinfo=UTC)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def at(seconds: float) -> str:
    """A time of the project."""
    return (BEGIN + timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def trace(number: int, seconds: float, *, open_: bool = False) -> dict[str, Any]:
    """A trace with three observations; the last one may be open."""
    trace_id = f"trace-{number:04}"

    def observation(place: int, kind: str, **more: Any) -> dict[str, Any]:
        began = seconds + place
        ended = None if open_ and place == 2 else at(began + 0.5)
        own = {"id": f"{trace_id}-{place}", "traceId": trace_id, "type": kind, "startTime": at(began), "endTime": ended}
        return {**own, "parentObservationId": f"{trace_id}-0" if place == 1 else None, "level": "DEFAULT", **more}

    return {
        "id": trace_id,
        "name": f"flow {number % 3}",
        "projectId": "p1",
        "timestamp": at(seconds),
        "input": {"question": number},
        "output": "ü" * (number % 5),
        "observations": [
            observation(0, "SPAN", name="work"),
            observation(
                1, "GENERATION", name="think", model="m1", usageDetails={"input": number, "output": 2, "total": number + 2}
            ),
            observation(2, "TOOL", name="search", input={"q": "x"}, output="y"),
        ],
    }


class LangfuseProject:
    """A project: its traces by id, which tests may change at any time."""

    def __init__(self, traces: list[dict[str, Any]]) -> None:
        self.traces = {each["id"]: each for each in traces}

    def answer(self, sent: Sent) -> Reply:
        """Answers a request."""
        expected = "Basic " + base64.b64encode(f"{USER}:{SECRET}".encode()).decode()
        if sent.headers.get("authorization") != expected:
            return Reply({"message": "Invalid credentials"}, 401)
        if sent.path == "/api/public/traces":
            return self._list(sent)
        found = self.traces.get(unquote(sent.path.removeprefix("/api/public/traces/")))
        return Reply(found) if found else Reply({"error": "LangfuseNotFoundError"}, 404)

    def _list(self, sent: Sent) -> Reply:
        parameters = dict(sent.parameters)
        page, limit = int(parameters.pop("page", 1)), int(parameters.pop("limit", 50))
        order, since = parameters.pop("orderBy", "timestamp.desc"), parameters.pop("fromTimestamp", None)
        parameters.pop("fields", None)
        if parameters or limit > 100 or page < 1 or (since and not TIME.fullmatch(since)):
            return Reply({"message": "Invalid request data"}, 400)
        listed = [each for each in self.traces.values() if since is None or each["timestamp"] >= since]
        listed.sort(key=lambda each: each["timestamp"], reverse=order == "timestamp.desc")
        chosen = listed[(page - 1) * limit : page * limit]
        data = [{**each, "observations": [f"{each['id']}-{place}" for place in range(3)]} for each in chosen]
        total = len(listed)
        return Reply(
            {"data": data, "meta": {"page": page, "limit": limit, "totalItems": total, "totalPages": -(-total // limit)}}
        )


@contextmanager
def langfuse_server(project: LangfuseProject) -> Iterator[StubServer]:
    """The project's server while the block runs."""
    with stub_server(project.answer) as server:
        yield server
