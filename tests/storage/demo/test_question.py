"""The question that Pentagraph exists to answer has an answer in the demo, here read from the rows by hand."""

from collections import Counter
from statistics import median
from typing import Any

import pytest

from storage.demo import DemoOptions
from storage.demo.identity import COMPROMISED
from storage.nouns.record import DAY, HOUR
from tests.storage.demo.conftest import Told

Found = list[dict[str, Any]]


@pytest.fixture(scope="module")
def incidents(told: Told, options: DemoOptions) -> Found:
    """Those in invoice review in the last week."""
    since = options.until - 7 * DAY
    return [
        row for row in told["incident"].values() if row["model_id"] == "finance/invoice-review" and row["created_at"] >= since
    ]


@pytest.fixture(scope="module")
def flows(told: Told, incidents: Found) -> Found:
    """Runs of the tasks in which they arose."""
    tasks = {row["task_id"] for row in incidents}
    return [row for row in told["run"].values() if row["task_id"] in tasks]


def test_last_week_is_a_storm_of_incidents_in_invoice_review(told: Told, incidents: Found, options: DemoOptions) -> None:
    before = [row for row in told["incident"].values() if row["model_id"] == "finance/invoice-review"]
    a_week = (len(before) - len(incidents)) / (options.days / 7 - 1)
    assert len(incidents) > 5 * a_week


def test_the_storm_comes_from_one_version(incidents: Found) -> None:
    assert Counter(row["version"] for row in incidents).most_common(1)[0][0] == 2
    assert Counter(row["message"] for row in incidents).most_common(1)[0][0] == "KeyError: 'purchase_order_id'"


def test_the_compromised_identity_ran_most_flows_behind_them(flows: Found) -> None:
    assert Counter(row["nhi_id"] for row in flows).most_common(1)[0][0] == COMPROMISED


def test_guardians_blocked_most_of_its_tool_calls(told: Told, flows: Found) -> None:
    runs = {row["id"] for row in flows if row["nhi_id"] == COMPROMISED}
    said = Counter(row["outcome"] for row in told["verdict"].values() if row["run_id"] in runs)
    assert said["BLOCKED"] > 0.6 * said.total() > 60


def test_the_stuck_tasks_took_hours_and_some_are_stuck_still(told: Told, incidents: Found) -> None:
    tasks = [told["task"][row["task_id"]] for row in incidents]
    took = [row["ended_at"] - row["started_at"] for row in tasks if row["ended_at"]]
    assert median(took) > 2 * HOUR
    assert any(row["ended_at"] is None for row in tasks)


def test_its_risk_climbs_beyond_a_half_and_no_other_does(told: Told) -> None:
    latest = {row["nhi_id"]: row["score"] for row in sorted(told["risk_assessment"].values(), key=lambda row: row["assessed_at"])}
    assert latest[COMPROMISED] > 0.75
    assert [nhi for nhi, score in latest.items() if score > 0.55] == [COMPROMISED]


def test_it_works_at_night_in_the_last_week_only(told: Told, options: DemoOptions) -> None:
    night = [
        row for row in told["tool_call"].values() if row["nhi_id"] == COMPROMISED and row["called_at"] // HOUR % 24 in (1, 2, 3)
    ]
    assert len(night) > 100
    assert min(row["called_at"] for row in night) >= options.midnight - 7 * DAY


def test_its_anomalies_are_open_and_others_acknowledged(told: Told) -> None:
    status = Counter((row["nhi_id"] == COMPROMISED, row["status"]) for row in told["anomaly"].values())
    assert status[True, "OPEN"] >= 3
    assert status[False, "ACKNOWLEDGED"] >= 2


@pytest.mark.parametrize("seed", range(2, 6))
def test_the_answer_does_not_hang_on_the_seed(seed: int, options: DemoOptions) -> None:
    from storage.demo.calendar import chunks
    from storage.demo.story import chunk

    shorter = DemoOptions(options.until, days=7, seed=seed)
    blocked = sum(
        row[6] == "BLOCKED" and row[5] == COMPROMISED
        for cells in chunks(shorter)
        for row in chunk(shorter, "acme", cells)["verdict"]
    )
    assert blocked > 100
