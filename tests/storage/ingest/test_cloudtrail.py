"""CloudTrail events: identities and their calls."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from storage.database.protocol import Database
from storage.ingest.format import read
from storage.ingest.loading import LoadOptions, load
from storage.ingest.reader import Broken, Notice, ReadOptions
from storage.ingest.source import Source
from storage.nouns.nhi import Nhi
from storage.nouns.record import HOUR, LONGEST_ID
from storage.nouns.tool_call import ToolCall
from storage.risk.activity import activity
from storage.risk.rules import Standing, signals
from storage.risk.signal import SignalKind
from tests.storage.ingest.conftest import Read, complaints, micros, records_of

USER = {"type": "IAMUser", "arn": "arn:aws:iam::1:user/ann", "userName": "ann"}
ROLE = {
    "type": "AssumedRole",
    "arn": "arn:aws:sts::1:assumed-role/robot/session-77",
    "sessionContext": {"sessionIssuer": {"arn": "arn:aws:iam::1:role/robot", "userName": "robot"}},
}


HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"


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
        (ROLE | {"sessionContext": {"sessionIssuer": {}}}, ("arn:aws:iam::1:role/robot", "robot", "role")),
        (ROLE | {"sessionContext": None, "principalId": "AROA1:session-77"}, ("arn:aws:iam::1:role/robot", "robot", "role")),
        ({"type": "AssumedRole", "principalId": "AROA1:session-77", "accountId": "1"}, ("AROA1", "AROA1", "role")),
        ({"type": "AssumedRole", "arn": "arn:aws-cn:sts::1:assumed-role/r/s"}, ("arn:aws-cn:iam::1:role/r", "r", "role")),
        ({"type": "AWSAccount", "principalId": "AROA1:session-77", "accountId": "1"}, ("AROA1", "AROA1", "aws_account")),
        ({"type": "IAMUser", "accountId": "1", "userName": "ann"}, ("arn:aws:iam::1:user/ann", "ann", "iam_user")),
        ({"type": "IAMUser", "principalId": "AIDA1", "userName": "ann"}, ("AIDA1", "ann", "iam_user")),
        ({"type": "IAMUser", "accountId": "1", "userName": HIDDEN}, ("1", "1", "account")),
        ({"type": "Root", "accountId": 1}, ("arn:aws:iam::1:root", "root", "root")),
        ({"type": "WebIdentityUser", "principalId": "p:app:7", "userName": "7"}, ("p:app:7", "7", "web_identity_user")),
        ({"type": "SAMLUser", "principalId": "h=:kim", "userName": "kim"}, ("h=:kim", "kim", "saml_user")),
        ({"type": "SAMLUser", "identityProvider": "h=", "userName": "kim"}, ("h=:kim", "kim", "saml_user")),
        ({"type": "Directory", "principalId": "d-1", "userName": "dee"}, ("d-1:dee", "dee", "directory")),
        ({"type": "Unknown", "principalId": "1", "arn": "", "accountId": "1", "userName": "u"}, ("1:u", "u", "unknown")),
        (
            {"type": "IdentityCenterUser", "accountId": "1", "onBehalfOf": {"userId": "u-1", "identityStoreArn": "arn:store"}},
            ("arn:store/u-1", "u-1", "identity_center_user"),
        ),
    ],
)
def test_roles_and_services_are_identities(read_text: Read, identity: dict[str, Any], told: tuple[str, str, str]) -> None:
    (nhi,) = records_of(read_text("trail.ndjson", lines(event(1, userIdentity=identity))), Nhi)
    assert (nhi.id, nhi.label, nhi.kind) == told


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("AccessDenied", "BLOCKED"),
        ("Client.UnauthorizedOperation", "BLOCKED"),
        ("AuthorizationError", "BLOCKED"),
        ("AuthorizationErrorException", "BLOCKED"),
        ("KMS.AccessDeniedException", "BLOCKED"),
        ("VpceAccessDenied", "BLOCKED"),
        (403, "BLOCKED"),
        ("ThrottlingException", "ERROR"),
        ("Client.DryRunOperation", "ERROR"),
        ("NoSuchBucketPolicy", "ERROR"),
    ],
)
def test_a_denial_is_blocked_and_any_other_error_an_error(read_text: Read, code: str | int, outcome: str) -> None:
    (call,) = records_of(read_text("trail.ndjson", lines(event(1, errorCode=code, errorMessage="no"))), ToolCall)
    assert (str(call.outcome), call.error) == (outcome, f"{code}: no")


SIGN_IN = {"eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin"}
FAILURE = {"ConsoleLogin": "Failure"}


@pytest.mark.parametrize(
    ("changes", "outcome", "error"),
    [
        (SIGN_IN | {"errorMessage": "Failed authentication", "responseElements": FAILURE}, "BLOCKED", "Failed authentication"),
        (SIGN_IN | {"responseElements": FAILURE}, "BLOCKED", "ConsoleLogin: Failure"),
        (SIGN_IN | {"errorMessage": "No username found in supplied account"}, "BLOCKED", "No username found in supplied account"),
        (SIGN_IN | {"responseElements": {"ConsoleLogin": "Success"}}, "PASSED", None),
        (SIGN_IN | {"eventName": "SwitchRole", "responseElements": {"SwitchRole": "Failure"}}, "BLOCKED", "SwitchRole: Failure"),
        (
            {
                "eventSource": "sso.amazonaws.com",
                "eventName": "CredentialVerification",
                "serviceEventDetails": {"CredentialVerification": "Failure"},
            },
            "BLOCKED",
            "CredentialVerification: Failure",
        ),
        ({"errorMessage": "User: x is not authorized to perform: y"}, "BLOCKED", "User: x is not authorized to perform: y"),
        ({"errorMessage": "The bucket is full"}, "ERROR", "The bucket is full"),
        ({"responseElements": {"GetObject": "Failure"}}, "ERROR", "GetObject: Failure"),
    ],
)
def test_an_event_with_a_message_or_a_failure_did_not_pass(
    read_text: Read, changes: dict[str, Any], outcome: str, error: str | None
) -> None:
    (call,) = records_of(read_text("trail.json", json.dumps({"Records": [event(1, **changes)]})), ToolCall)
    assert (str(call.outcome), call.error or None) == (outcome, error)


async def test_guessing_a_password_shows_in_the_risk_of_the_user(database: Database, organization: str, tmp_path: Path) -> None:
    stranger = {"type": "IAMUser", "accountId": "1", "userName": "ann"}
    failed = [event(n, **SIGN_IN, userIdentity=stranger, errorMessage="Failed authentication") for n in range(20)]
    path = tmp_path / "trail.json"
    path.write_text(json.dumps({"Records": [event(99), *failed]}))
    await load(database, organization, [path], LoadOptions())
    ann = "arn:aws:iam::1:user/ann"
    start = micros("2026-05-01T10:00:00Z")
    hours = await activity(database, organization, ann, start, start + HOUR)
    found = signals(ann, hours, Standing(), start + HOUR)
    assert hours[start].denied == 20
    assert SignalKind.TOOL_ATTEMPT in {each.kind for each in found}


def test_a_role_with_the_longest_path_is_stored_whole_and_longer_ids_are_shortened_alike(read_text: Read) -> None:
    path = "arn:aws:iam::111122223333:role/" + "p" * 510 + "/" + "r" * 64
    longer = "arn:aws:iam::1:user/" + "u" * 2000
    roles = [{**ROLE, "sessionContext": {"sessionIssuer": {"arn": arn}}} for arn in (path, longer, longer)]
    items = read_text("trail.json", lines(*(event(n, userIdentity=role) for n, role in enumerate(roles))))
    first, second = records_of(items, Nhi)
    assert first.id == path
    assert second.id.startswith("arn:aws:iam::1:user/uuu")
    assert len(second.id) == LONGEST_ID
    assert [call.nhi_id for call in records_of(items, ToolCall)] == [first.id, second.id, second.id]
    assert Notice("ids longer than 1,024 bytes", lost=False) in items


RECORDS = json.dumps({"Records": [event(1), event(2)]})
MORE = json.dumps({"Records": [event(3)]}, indent=1)
LOOKED_UP = json.dumps({"Events": [{"EventId": "e3", "CloudTrailEvent": json.dumps(event(3))}]})


@pytest.mark.parametrize(
    "text",
    [
        RECORDS + MORE,
        RECORDS + "\n\n" + MORE,
        MORE + RECORDS,
        "\ufeff" + RECORDS + "\ufeff" + MORE,
        RECORDS + "\n" + lines(event(3)),
        lines(event(3)) + "\n" + RECORDS,
        "\ufeff" + lines(event(1)) + lines(event(2), event(3)),
        json.dumps([event(1), event(2), event(3)]),
        "\n".join(json.dumps(event(n), indent=2) for n in (1, 2, 3)),
        RECORDS + LOOKED_UP,
    ],
)
def test_all_documents_of_a_file_are_read(read_text: Read, text: str) -> None:
    items = read_text("trail.json", text, format="cloudtrail")
    assert {call.id for call in records_of(items, ToolCall)} == {"e1", "e2", "e3"}
    assert not complaints(items)


@pytest.mark.parametrize(
    ("changes", "kept", "notice"),
    [
        ({"errorMessage": "cut \ud83d"}, {"e1", "e2", "e3"}, "texts with characters that cannot be stored"),
        ({"responseElements": {"a": "\0"}}, {"e1", "e2", "e3"}, "texts with characters that cannot be stored"),
        ({"userIdentity": "ann"}, {"e1", "e2", "e3"}, "values of userIdentity that name no identity"),
        ({"eventSource": None}, {"e1", "e2", "e3"}, None),
        ({"requestParameters": "text", "responseElements": [1]}, {"e1", "e2", "e3"}, None),
        ({"errorCode": {"a": 1}}, {"e1", "e2", "e3"}, None),
        ({"eventID": 7}, {"e1", "e3"}, None),
    ],
)
@pytest.mark.parametrize("documents", [True, False])
def test_a_bad_value_costs_only_itself(
    read_text: Read, changes: dict[str, Any], kept: set[str], notice: str | None, documents: bool
) -> None:
    events = [event(1), event(2, **changes), event(3)]
    items = read_text("trail.json", json.dumps({"Records": events}) if documents else lines(*events))
    assert {call.id for call in records_of(items, ToolCall)} == kept
    assert {item.reason for item in items if isinstance(item, Notice)} == ({notice} if notice else set())
    assert len(complaints(items)) == 3 - len(kept)


def test_the_form_in_which_aws_delivers_files_is_read_too(read_text: Read) -> None:
    items = read_text("trail.json.gz", gzip.compress(json.dumps({"Records": [event(1), event(2)]}).encode()))
    assert [call.id for call in records_of(items, ToolCall)] == ["e1", "e2"]


def test_a_broken_event_is_named_and_the_rest_is_read(read_text: Read) -> None:
    text = lines(event(1), event(2, eventTime="noon"), {"eventTime": "x"}) + "\n{\n" + lines(event(4, eventID=None))
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


@pytest.mark.parametrize("name", [None, "", 5, ["x"]])
def test_an_event_without_a_name_is_no_call(read_text: Read, name: object) -> None:
    event = {"eventID": "1", "eventTime": "2026-05-01T10:00:00Z", "eventSource": "s3.amazonaws.com", "eventName": name}
    items = read_text("x.json", json.dumps({"Records": [event]}))
    assert not records_of(items)
    (complaint,) = complaints(items)
    assert "field eventName: required" in complaint
