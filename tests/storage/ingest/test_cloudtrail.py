"""CloudTrail events: identities and their calls."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from storage.ingest.format import read
from storage.ingest.reader import Broken, ReadOptions
from storage.ingest.source import Source
from storage.nouns.nhi import Nhi
from storage.nouns.tool_call import ToolCall
from tests.storage.ingest.conftest import Read, complaints, micros, records_of

USER = {"type": "IAMUser", "arn": "arn:aws:iam::1:user/ann", "userName": "ann"}
ROLE = {
    "type": "AssumedRole",
    "arn": "arn:aws:sts::1:assumed-role/robot/session-77",
    "sessionContext": {"sessionIssuer": {"arn": "arn:aws:iam::1:role/robot", "userName": "robot"}},
}


def event(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "eventID": f"e{number}",
        "eventTime": "2026-05-01T10:00:00Z",
        "eventSource": "s3.amazonaws.com",
        "eventName": "GetObject",
        "userIdentity": USER,
        "requestParameters": {"bucket": "b"},
        "responseElements": None,
    } | changes


def lines(*events: dict[str, Any]) -> str:
    return "\n".join(json.dumps(one) for one in events)


def test_an_event_is_a_tool_call_of_its_identity(read_text: Read) -> None:
    items = read_text("trail.ndjson", lines(event(1), event(2)))
    (nhi,) = records_of(items, Nhi)
    assert (nhi.id, nhi.label, nhi.kind) == ("arn:aws:iam::1:user/ann", "ann", "iam_user")
    call, _ = records_of(items, ToolCall)
    assert (call.id, call.nhi_id, call.tool, str(call.outcome)) == ("e1", nhi.id, "s3.GetObject", "PASSED")
    assert (call.called_at, call.arguments) == (micros("2026-05-01T10:00:00Z"), '{"bucket":"b"}')


@pytest.mark.parametrize(
    ("identity", "told"),
    [
        (ROLE, ("arn:aws:iam::1:role/robot", "robot", "role")),
        ({"type": "AWSService", "invokedBy": "ec2.amazonaws.com"}, ("ec2.amazonaws.com", "ec2.amazonaws.com", "aws_service")),
        ({"accountId": "7"}, ("7", "7", "account")),
    ],
)
def test_roles_and_services_are_identities(read_text: Read, identity: dict[str, Any], told: tuple[str, str, str]) -> None:
    (nhi,) = records_of(read_text("trail.ndjson", lines(event(1, userIdentity=identity))), Nhi)
    assert (nhi.id, nhi.label, nhi.kind) == told


@pytest.mark.parametrize(
    ("code", "outcome"),
    [("AccessDenied", "BLOCKED"), ("Client.UnauthorizedOperation", "BLOCKED"), ("ThrottlingException", "ERROR")],
)
def test_a_denial_is_blocked_and_any_other_error_an_error(read_text: Read, code: str, outcome: str) -> None:
    (call,) = records_of(read_text("trail.ndjson", lines(event(1, errorCode=code, errorMessage="no"))), ToolCall)
    assert (str(call.outcome), call.error) == (outcome, f"{code}: no")


def test_the_form_in_which_aws_delivers_files_is_read_too(read_text: Read) -> None:
    items = read_text("trail.json.gz", gzip.compress(json.dumps({"Records": [event(1), event(2)]}).encode()))
    assert [call.id for call in records_of(items, ToolCall)] == ["e1", "e2"]


def test_a_broken_event_is_named_and_the_rest_is_read(read_text: Read) -> None:
    text = lines(event(1), event(2, eventTime="noon"), event(3, userIdentity=None)) + "\n{\n" + lines(event(4, eventID=None))
    items = read_text("trail.ndjson", text)
    assert [complaint.split(" ")[0] for complaint in complaints(items)] == [f"trail.ndjson:{n}:" for n in (2, 3, 4, 5)]
    assert [call.id for call in records_of(items, ToolCall)] == ["e1"]


def test_the_real_events_are_all_there_with_their_denials(shared_data: Path) -> None:
    path = shared_data / "cloudtrail.ndjson.gz"
    items = list(read(Source.file(path), ReadOptions()))
    assert not [item for item in items if isinstance(item, Broken)]
    sent = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    calls = records_of(items, ToolCall)
    assert {call.id for call in calls} == {one["eventID"] for one in sent}
    codes = Counter(one.get("errorCode") for one in sent)
    denied = codes["AccessDenied"] + codes["Client.UnauthorizedOperation"]
    outcomes = Counter(str(call.outcome) for call in calls)
    assert outcomes == {"PASSED": codes[None], "BLOCKED": denied, "ERROR": 1740 - codes[None] - denied}
