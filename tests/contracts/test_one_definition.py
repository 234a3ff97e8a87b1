"""Tokens, duration and completed runs are the same figures in the graph and in each API, from rows and from roll-ups."""

from typing import Any

import pytest

from gateway.rest.times import rfc3339
from storage.nouns.nhi import Nhi
from storage.nouns.record import HOUR, Instant, Record
from storage.nouns.run import Run, RunState
from storage.nouns.workflow import Workflow
from storage.rollup.building import build
from storage.writing.writer import write
from tests.contracts.conftest import Api

pytestmark = pytest.mark.anyio

START = 1_777_600_000_000_000 - 1_777_600_000_000_000 % HOUR
SECOND = 1_000_000
WINDOW = {"gte": rfc3339(START), "lt": rfc3339(START + HOUR)}
QUERY = """query ($window: DateTimeFilter!) {
  runs(filter: { startedAt: $window }, orderBy: STARTED_AT_ASC) {
    nodes { runId totalTokens state duration(in: SECONDS) }
    stats { sums { totalTokens } duration { avg(in: SECONDS) } groupBy(by: [STATE]) { key count } }
  }
}"""


def runs() -> list[Record]:
    """A run that ended and reports a total, one that ended and reports its parts, one that runs, and one without tokens."""
    common: dict[str, Any] = {"workflow_id": "w", "nhi_id": "n"}
    ended: dict[str, Any] = {"ended_at": Instant(START + 30 * SECOND), "state": RunState.COMPLETED}
    return [
        Workflow(id="w", at=Instant(START)),
        Nhi(id="n", at=Instant(START)),
        Run(id="a", started_at=Instant(START), total_tokens=100, **common, **ended),
        Run(id="b", started_at=Instant(START + SECOND), input_tokens=5, output_tokens=7, **common, **ended),
        Run(id="c", started_at=Instant(START + 2 * SECOND), input_tokens=3, state=RunState.RUNNING, **common),
        Run(id="d", started_at=Instant(START + 3 * SECOND), state=RunState.RUNNING, **common),
    ]


@pytest.mark.parametrize("rolled_up", [False, True])
async def test_figures_of_runs_are_the_same_everywhere(api: Api, organization: str, rolled_up: bool) -> None:
    await write(api.database, organization, runs())
    if rolled_up:
        await build(api.database, organization)
    found = (await api.post("/graphql", {"query": QUERY, "variables": {"window": WINDOW}})).json()["data"]["runs"]
    assert [each["totalTokens"] for each in found["nodes"]] == [100, 12, 3, None]
    assert [each["duration"] for each in found["nodes"]] == [30, 29, None, None]
    assert (found["stats"]["sums"]["totalTokens"], found["stats"]["duration"]["avg"]) == (115, 29.5)

    flow = (await api.get(f"/analytics/org/{organization}/flows/w")).json()
    assert [each["total_tokens"] for each in reversed(flow)] == [100, 12, 3, 0]
    assert [each["latency"] for each in reversed(flow)] == [30, 29, None, None]

    asked = {"start_date": rfc3339(START), "end_date": rfc3339(START + HOUR)}
    summary = (await api.post("/api/analytics/batch", asked)).json()["summary"]
    assert (summary["total_tokens"], summary["completed"], summary["avg_duration_ms"]) == (115, 2, 29_500)

    window: dict[str, Any] = {"from": rfc3339(START), "to": rfc3339(START + HOUR)}
    observed = await api.get("/v1/analytics/nhi-observability", **window)
    (row,) = observed.json()["data"]
    assert (row["tokens"], row["runs"]) == (115, 4)
