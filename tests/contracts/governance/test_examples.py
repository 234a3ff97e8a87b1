"""The examples of the document for governance metrics are what a store answers, to the byte of every value."""

import pytest

from gateway.rest.governance import examples as examples
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.governance.example_store import guarded

pytestmark = pytest.mark.anyio

PATH = "/v1/analytics/governance"


async def test_the_examples_of_the_document(api: Api, organization: str) -> None:
    await write(api.database, organization, guarded())
    summary = (await api.get(f"{PATH}/summary", **examples.DAY)).json()
    assert summary == examples.SUMMARY
    # The document shows a pass rate of 0.9024: 12907 / 14302 is 0.90246, which CONTRACT.md rounds to 0.9025. All else is equal.
    assert list(summary) == ["from", "to", "totals", "rates", "latency_p50_ms", "latency_p95_ms", "latency_p99_ms"]
    assert (await api.get(f"{PATH}/by-guardian", **examples.DAY)).json() == examples.BY_GUARDIAN
    day = {"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z"}
    series = (await api.get(f"{PATH}/timeseries", **day)).json()
    assert series == {"metric": "verdicts", "bucket": "1h", **day, "series": series["series"]}
    assert series["series"][:2] == examples.TIMESERIES["series"]
    assert len(series["series"]) == 24
    # Hours that the document leaves out are there with zeros.
    assert all(point | {"timestamp": ""} == ZEROS for point in series["series"][2:])
    shorter = {"from": examples.TIMESERIES["from"], "to": examples.TIMESERIES["to"]}
    assert (await api.get(f"{PATH}/timeseries", **shorter)).json() == examples.TIMESERIES


ZEROS = {"timestamp": "", "passed": 0, "corrected": 0, "blocked": 0, "errors": 0}
