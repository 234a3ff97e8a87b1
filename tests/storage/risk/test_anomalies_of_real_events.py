"""The real attack in CloudTrail's events: who was behind it comes out on top, with evidence that leads to the events."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from storage.database.protocol import Database
from storage.ingest.format import read
from storage.ingest.reader import ReadOptions
from storage.ingest.source import Source
from storage.nouns.record import Instant, Record
from storage.risk import assess, detect
from storage.writing.writer import write

pytestmark = pytest.mark.anyio

SINCE, UNTIL = Instant.parse("2023-07-10T11:00:00Z"), Instant.parse("2023-07-10T13:00:00Z")
ACCOUNT = "arn:aws:iam::123837392027"
ATTACKERS = [
    f"{ACCOUNT}:user/bert-jan",
    f"{ACCOUNT}:role/stratus-red-team-ec2-get-password-data-role",
    f"{ACCOUNT}:role/stratus-red-team-get-usr-data-role",
]


@pytest.fixture
async def result(database: Database, organization: str, shared_data: Path) -> dict[str, Any]:
    """The events stored, searched for anomalies, and every identity assessed at their end."""
    items = read(Source.file(shared_data / "cloudtrail.ndjson.gz"), ReadOptions())
    await write(database, organization, [item for item in items if isinstance(item, Record)])
    await detect(database, organization, SINCE, UNTIL, now=UNTIL)
    return await assess(database, organization, now=UNTIL)


async def test_the_identities_behind_the_attack_rank_first(result: dict[str, Any]) -> None:
    assert [each["nhi_id"] for each in result["highest"]][:3] == ATTACKERS
    scores = [each["score"] for each in result["highest"]]
    assert scores[:3] == [0.64, 0.4, 0.4]
    assert max(scores[3:]) <= 0.2


async def test_their_anomalies_are_those_of_the_events(database: Database, result: dict[str, Any], shared_data: Path) -> None:
    events = [json.loads(line) for line in gzip.decompress((shared_data / "cloudtrail.ndjson.gz").read_bytes()).splitlines()]
    by_id = {event["eventID"]: event for event in events}
    rows = await database.rows("SELECT nhi_id, type, evidence FROM anomaly")
    told = {(nhi.rpartition("/")[2], type_): json.loads(evidence) for nhi, type_, evidence in rows}
    assert set(told) == {
        ("bert-jan", "rate_burst"), ("bert-jan", "error_burst"), ("bert-jan", "denied_tool"),
        ("stratus-red-team-ec2-get-password-data-role", "denied_tool"),
        ("stratus-red-team-get-usr-data-role", "denied_tool"),
        ("benjamin", "error_burst"),
    }  # fmt: skip
    by_hour = Counter(event["eventTime"][:13] for event in events if "user/bert-jan" in str(event["userIdentity"].get("arn")))
    assert told["bert-jan", "rate_burst"]["value"] == by_hour["2023-07-10T11"] == 665
    for (_, type_), evidence in told.items():
        codes = [by_id[call].get("errorCode") for call in evidence["calls"]]
        assert codes
        if type_ == "denied_tool":
            assert all("AccessDenied" in code or "UnauthorizedOperation" in code for code in codes)
        elif type_ == "error_burst":
            assert all(codes)


async def test_services_of_the_cloud_and_bystanders_give_no_signal(database: Database, result: dict[str, Any]) -> None:
    rows = await database.rows("SELECT nhi_id FROM risk_assessment WHERE score = 0")
    quiet = {row[0] for row in rows}
    assert {"cloudtrail.amazonaws.com", "ec2.amazonaws.com", "inspector2.amazonaws.com", "secretsmanager.amazonaws.com"} <= quiet
    assert len(quiet) == 8
