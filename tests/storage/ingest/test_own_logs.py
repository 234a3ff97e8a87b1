"""A small log of each format, of our own making, from the file into the store."""

import csv
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from storage.database.protocol import Database
from storage.ingest.format import read, recognize
from storage.ingest.loading import LoadOptions, load
from storage.ingest.reader import Broken, ReadOptions
from storage.ingest.source import Source
from storage.nouns.record import Instant
from storage.writing.writer import write
from tests.project import PROJECT
from tests.storage.contents import contents

LOGS = Path(__file__).parent / "logs"
MAPPINGS = PROJECT / "docs" / "mappings"
AT = Instant.parse("2026-05-01T00:00:00Z")
FORMATS: dict[str, tuple[str, dict[str, Any], dict[str, int]]] = {
    "purchases.csv": ("csv", {"mapping": MAPPINGS / "purchasing.toml"}, {"process_instance": 20, "task": 90}),
    "purchases.bpmn": ("bpmn", {}, {"process_model": 1, "activity": 4}),
    "repair.xes": ("xes", {}, {"process_instance": 2, "task": 5}),
    "orders.ocel.json": ("ocel", {"case": "order"}, {"process_instance": 2, "task": 3}),
    "assistant.trace.json": ("langfuse", {}, {"workflow": 1, "run": 1, "step": 3, "tool_call": 1}),
    "trajectories.json": ("livemcpbench", {"at": AT}, {"workflow": 2, "run": 4, "tool_call": 16}),
    "judge_verdicts.csv": ("csv", {"mapping": MAPPINGS / "judge_verdicts.toml", "at": AT}, {"guardian": 3, "verdict": 12}),
    "cloudtrail.ndjson": ("cloudtrail", {}, {"nhi": 2, "tool_call": 30}),
}
BROKEN = {"repair.xes": 2}
"""Places that cannot be read, on purpose."""


def test_every_log_is_tested() -> None:
    assert {path.name for path in LOGS.iterdir() if path.suffix in (".csv", ".json", ".ndjson", ".xes", ".bpmn")} == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_log_is_recognized(name: str) -> None:
    assert recognize(Source.file(LOGS / name), ReadOptions()) == FORMATS[name][0]


@pytest.mark.parametrize("name", FORMATS)
async def test_a_log_is_stored_once(database: Database, organization: str, name: str) -> None:
    _, options, expected = FORMATS[name]
    loaded = await load(database, organization, [LOGS / name], LoadOptions(**options))
    assert loaded.broken_total == BROKEN.get(name, 0)
    for table, count in expected.items():
        assert await database.rows(f"SELECT count(*) FROM {table}") == [(count,)], table
    again = await load(database, organization, [LOGS / name], LoadOptions(**options))
    assert (again.counts, again.changed) == (loaded.counts, {})


async def test_tasks_are_those_of_the_file(database: Database, organization: str) -> None:
    await load(database, organization, [LOGS / "purchases.csv"], LoadOptions(mapping=MAPPINGS / "purchasing.toml"))
    with (LOGS / "purchases.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    expected = Counter(
        (f"simod/purchasing:{row['case_id']}", row["activity"], Instant.parse(row["start_time"]), row["resource"]) for row in rows
    )
    stored = await database.rows("SELECT instance_id, name, started_at, username FROM task")
    assert Counter(tuple(row) for row in stored) == expected


async def test_denials_are_those_of_the_file(database: Database, organization: str) -> None:
    await load(database, organization, [LOGS / "cloudtrail.ndjson"], LoadOptions())
    denied = (LOGS / "cloudtrail.ndjson").read_text().count("AccessDenied")
    assert await database.rows("SELECT count(*) FROM tool_call WHERE outcome = 'BLOCKED'") == [(denied,)]


@pytest.mark.parametrize("name", ["purchases.csv", "trajectories.json", "cloudtrail.ndjson"])
async def test_a_log_shuffled_and_repeated_makes_the_same_store(database: Database, organization: str, name: str) -> None:
    records = list(read(Source.file(LOGS / name), ReadOptions(**FORMATS[name][1])))
    assert not [record for record in records if isinstance(record, Broken)]
    await write(database, organization, records)  # type: ignore[arg-type]
    expected = await contents(database, organization)
    mixed = [*records, *records]
    random.Random(1).shuffle(mixed)
    await write(database, organization, mixed)  # type: ignore[arg-type]
    assert await contents(database, organization) == expected
