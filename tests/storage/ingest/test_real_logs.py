"""The two Simod logs in the store, instance for instance, against a count by the plain csv module."""

import csv
import gzip
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load
from tests.project import PROJECT

MAPPINGS = PROJECT / "docs" / "mappings"
LOGS = [
    ("LoanApp_simplified_train.csv.gz", "loan_application.toml", "simod/loan-application", 1000, 7544),
    ("PurchasingExample.csv.gz", "purchasing.toml", "simod/purchasing", 608, 9119),
]


def micros(text: str) -> int:
    """Microseconds since 1970; the log that has no time zone is in UTC."""
    moment = datetime.fromisoformat(text)
    return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1_000_000)


def rows_of(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("log", "mapping", "model", "instances", "tasks"), LOGS)
async def test_a_log_is_in_the_store_instance_for_instance(
    database: Database, organization: str, shared_data: Path, log: str, mapping: str, model: str, instances: int, tasks: int
) -> None:
    path = shared_data / "simod" / log
    loaded = await load(database, organization, [path], LoadOptions(mapping=MAPPINGS / mapping))
    assert not loaded.broken
    assert (loaded.counts["process_instance"], loaded.counts["task"]) == (instances, tasks)
    expected: dict[str, list[tuple[str, int, int, str]]] = {}
    for row in rows_of(path):
        task = (row["activity"], micros(row["start_time"]), micros(row["end_time"]), row["resource"])
        expected.setdefault(f"{model}:{row['case_id']}", []).append(task)

    found: dict[str, list[tuple[str, int, int, str]]] = {}
    for instance_id, *task in await database.rows("SELECT instance_id, name, started_at, ended_at, username FROM task"):
        found.setdefault(instance_id, []).append(tuple(task))
    assert {case: Counter(done) for case, done in found.items()} == {case: Counter(done) for case, done in expected.items()}

    spans = {case: (min(start for _, start, _, _ in done), max(end for _, _, end, _ in done)) for case, done in expected.items()}
    stored = await database.rows("SELECT id, started_at, ended_at, model_id, status FROM process_instance")
    assert {case: (start, end) for case, start, end, _, _ in stored} == spans
    assert {(told, status) for _, _, _, told, status in stored} == {(model, "COMPLETE")}


async def test_both_logs_stand_side_by_side_though_they_count_their_cases_alike(
    database: Database, organization: str, shared_data: Path
) -> None:
    for log, mapping, *_ in LOGS:
        await load(database, organization, [shared_data / "simod" / log], LoadOptions(mapping=MAPPINGS / mapping))
    counted = await database.rows("SELECT model_id, count(*) FROM task GROUP BY model_id ORDER BY model_id")
    assert [tuple(row) for row in counted] == [("simod/loan-application", 7544), ("simod/purchasing", 9119)]


async def test_a_log_loaded_again_in_another_order_changes_nothing(
    database: Database, organization: str, shared_data: Path, tmp_path: Path
) -> None:
    log, mapping, *_ = LOGS[0]
    first = await load(database, organization, [shared_data / "simod" / log], LoadOptions(mapping=MAPPINGS / mapping))
    header, *lines = gzip.decompress((shared_data / "simod" / log).read_bytes()).decode().splitlines()
    turned = tmp_path / "turned.csv"
    turned.write_text("\n".join([header, *reversed(lines)]))
    again = await load(database, organization, [turned], LoadOptions(mapping=MAPPINGS / mapping))
    assert again.counts == first.counts
    assert not {"task", "process_instance"} & set(again.changed)


async def test_every_task_of_the_loan_log_finds_its_activity_in_the_diagram(
    database: Database, organization: str, shared_data: Path
) -> None:
    log, mapping, model, *_ = LOGS[0]
    await load(database, organization, [shared_data / "simod" / log], LoadOptions(mapping=MAPPINGS / mapping))
    await load(database, organization, [shared_data / "simod" / "LoanApp_simplified.bpmn"], LoadOptions(model=model))
    found = await database.rows(
        "SELECT count(*) FROM task JOIN activity ON activity.model_id = task.model_id AND activity.version = task.version"
        " AND activity.element_id = task.task_spec AND activity.name = task.name"
    )
    assert [tuple(row) for row in found] == [(7544,)]
