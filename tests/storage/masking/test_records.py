"""Records and bodies: each field by its rules, ids only if a rule names them, and nothing that could not be masked."""

import json
from typing import Any

import pytest
from msgspec import UNSET

from storage.masking.records import FAILED, WRONG_VALUE, Dropped, Found, MaskedBody, Masker, Masking, NotMasked
from storage.masking.rules import Action, Documents, Expression, FieldRule, Rules
from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.nhi import Nhi
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Blob, Instant, Record
from storage.nouns.run import Run
from storage.nouns.task import Task
from storage.nouns.tool_call import ToolCall

AT = Instant.parse("2026-05-01T12:00:00Z")
EMAIL = "ada@example.org"
PERSONAL = {"personal": Action.REPLACE}


def masker(*rules: FieldRule, **parts: Any) -> Masker:
    return Masking(Rules(rules=rules, **parts), "a secret of the test").of("acme")


def rule(place: str, action: Action, match: str | None = None, text: str | None = None) -> FieldRule:
    noun, _, field = place.partition(".")
    return FieldRule(noun, field, action, match, text)


def test_patterns_mask_texts_documents_and_metadata_and_no_id() -> None:
    mask = masker(patterns=PERSONAL)
    call = ToolCall(id=EMAIL, at=AT, nhi_id=EMAIL, error=f"from {EMAIL}", arguments=Blob(f'{{"to":["{EMAIL}"],"n":1}}'))
    masked = mask.record(call)
    assert masked == ToolCall(id=EMAIL, at=AT, nhi_id=EMAIL, error="from [email]", arguments=Blob('{"to":["[email]"],"n":1}'))
    instance = ProcessInstance(
        id="i", at=AT, initiator=EMAIL, metadata={EMAIL: EMAIL, "n": 7, "card": 4111111111111111, "none": None}
    )
    assert mask.record(instance) == ProcessInstance(
        id="i", at=AT, initiator="[email]", metadata={EMAIL: "[email]", "n": 7, "card": "[card]", "none": None}
    )


def test_rules_for_an_organization_mask_its_data_only() -> None:
    field = FieldRule("run", "error", Action.REPLACE, text="hidden", organizations=("acme",))
    order = Expression("order-[0-9]+", organizations=("acme",))
    masking = Masking(Rules(rules=(field,), expressions={"order": order}, patterns=PERSONAL))
    record = Run(id="r", at=AT, error="no", inputs=f"order-12 of {EMAIL}")
    assert masking.of("acme").record(record) == Run(id="r", at=AT, error="hidden", inputs="[order] of [email]")
    assert masking.of("other").record(record) == Run(id="r", at=AT, error="no", inputs="order-12 of [email]")
    body = masking.of("other").body(b"order-12")
    assert body is not None
    assert body.body == b"order-12"


def test_a_record_without_anything_to_mask_is_itself() -> None:
    record = Run(id="r", at=AT, error="nothing here")
    assert masker(patterns=PERSONAL).record(record) is record


def test_ids_are_hashed_to_the_same_mask_in_every_noun_that_a_rule_names() -> None:
    mask = masker(rule("nhi.id", Action.HASH), rule("*.nhi_id", Action.HASH))
    nhi, run, call = (
        mask.record(each)
        for each in (Nhi(id=EMAIL, at=AT), Run(id=EMAIL, at=AT, nhi_id=EMAIL), ToolCall(id="c", at=AT, nhi_id=EMAIL))
    )
    assert nhi.id == run.nhi_id == call.nhi_id  # type: ignore[attr-defined]
    assert nhi.id.startswith("masked-")
    assert run.id == EMAIL
    assert mask.record(nhi) is nhi
    other = Masking(Rules(rules=(rule("nhi.id", Action.HASH),)), "a secret of the test").of("other")
    assert other.record(Nhi(id=EMAIL, at=AT)).id != nhi.id


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        (Action.DROP, {"error": "x"}, {"error": UNSET}),
        (Action.REPLACE, {"error": "x"}, {"error": "[masked]"}),
        (Action.REPLACE, {"arguments": Blob('{"a":1}')}, {"arguments": Blob('"[masked]"')}),
        (Action.DROP, {"arguments": Blob("[]")}, {"arguments": UNSET}),
        (Action.DROP, {"called_at": AT}, {"called_at": UNSET}),
    ],
)
def test_a_rule_for_a_field_concerns_all_of_it(action: Action, before: dict[str, Any], after: dict[str, Any]) -> None:
    [field] = before
    mask = masker(rule(f"tool_call.{field}", action))
    assert mask.record(ToolCall(id="c", at=AT, **before)) == ToolCall(id="c", at=AT, **after)
    null: dict[str, Any] = {field: None}
    assert mask.record(ToolCall(id="c", at=AT, **null)) == ToolCall(id="c", at=AT, **null)


def test_a_document_that_is_hashed_stays_json_and_does_not_change_again() -> None:
    mask = masker(rule("tool_call.arguments", Action.HASH))
    once = mask.record(ToolCall(id="c", at=AT, arguments=Blob('{"a":1}')))
    assert isinstance(once, ToolCall)
    assert isinstance(once.arguments, str)
    assert json.loads(once.arguments).startswith("masked-")
    assert mask.record(once) is once


def test_a_rule_with_an_expression_concerns_only_what_it_finds() -> None:
    mask = masker(rule("run.inputs", Action.REPLACE, "order-[0-9]+", "[order]"), patterns=PERSONAL)
    masked = mask.record(Run(id="r", at=AT, inputs=f"order-17 of {EMAIL}", outputs="order-17"))
    assert masked == Run(id="r", at=AT, inputs="[order] of [email]", outputs="order-17")


def test_a_rule_drops_records() -> None:
    mask = masker(rule("run.user_id", Action.DROP_RECORD), rule("task.name", Action.DROP_RECORD, "secret"))
    kept, refused = mask.records(
        [Run(id="a", at=AT, user_id="u"), Run(id="b", at=AT), Task(id="c", at=AT, name="a secret"), Task(id="d", at=AT, name="x")]
    )
    assert [record.id for record in kept] == ["b", "d"]
    assert {place: type(why) for place, why in refused.items()} == {0: Dropped, 2: Dropped}
    assert str(refused[0]) == "the masking rule run.user_id drops it"


@pytest.mark.parametrize("place", ["process_instance.metadata", "instance_metadata.value"])
def test_metadata_is_masked_alike_in_both_of_its_forms(place: str) -> None:
    for action in (Action.REPLACE, Action.HASH):
        mask = masker(rule(place, action))
        whole = mask.record(ProcessInstance(id="i", at=AT, metadata={"a": "x"}))
        alone = mask.record(InstanceMetadata.entry("i", "a", "x", AT))
        assert whole.parts()[1] == alone
    members = masker(documents=Documents(members=("Secret",)))
    assert members.record(ProcessInstance(id="i", at=AT, metadata={"secret": "x"})).parts()[1] == members.record(
        InstanceMetadata.entry("i", "secret", "x", AT)
    )


def test_what_cannot_be_masked_is_refused() -> None:
    mask = masker(patterns=PERSONAL)
    deep = Blob("[" * 5_000 + f'"{EMAIL}"' + "]" * 5_000)
    with pytest.raises(NotMasked, match="could not be masked") as refused:
        mask.record(ToolCall(id="c", at=AT, arguments=deep))
    assert refused.value.field == "arguments"
    assert EMAIL not in str(refused.value)


def test_what_a_rule_changed_is_told_with_the_names_of_the_rules() -> None:
    found: Found = {}
    masker(rule("run.user_id", Action.HASH), patterns=PERSONAL).record(Run(id="r", at=AT, user_id="u", error=EMAIL), found)
    assert found["error"] == (EMAIL, "[email]", {"email"})
    assert found["user_id"][2] == {"run.user_id"}


RECORD = '{"noun":"run","id":"%","error":"to %","started_at":"%","bad":["%"]}'.replace("%", EMAIL)


def test_a_body_that_is_a_record_keeps_its_ids_and_can_be_read_again() -> None:
    body = masker(patterns=PERSONAL).body(RECORD.encode())
    assert body is not None
    assert body.is_readable
    assert json.loads(body.body) == {
        "noun": "run",
        "id": EMAIL,
        "error": "to [email]",
        "started_at": "[email]",
        "bad": ["[email]"],
    }


def test_rules_for_fields_apply_to_bodies_that_are_records() -> None:
    mask = masker(rule("run.error", Action.DROP), rule("run.id", Action.HASH), rule("run.started_at", Action.DROP))
    body = mask.body(RECORD.encode())
    assert body is not None
    assert set(json.loads(body.body)) == {"noun", "id", "bad"}
    assert json.loads(body.body)["id"].startswith("masked-")
    dropping = masker(rule("run.error", Action.DROP_RECORD))
    assert dropping.body(RECORD.encode()) is None


@pytest.mark.parametrize(
    "body", [b"{broken ada@example.org", b'{"a": "ada\\u0040example.org"}', b'"ada\\u0040example.org', b"ada@example.org;1"]
)
def test_other_bodies_are_masked_as_text_and_not_read_again_if_that_changes_them(body: bytes) -> None:
    masked = masker(patterns=PERSONAL).body(body)
    assert masked is not None
    assert b"example" not in masked.body
    assert not masked.is_readable
    assert masker(patterns=PERSONAL).body(b"{fine") == MaskedBody(b"{fine", True)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{broken", b'{"resourceSpans": []}'])
def test_a_body_of_which_it_is_not_known_where_the_fields_are_is_not_kept(body: bytes) -> None:
    kept = masker(rule("run.error", Action.DROP)).body(body)
    assert kept == MaskedBody(b"", False)


def test_a_binary_body_is_not_kept() -> None:
    assert masker(patterns=PERSONAL).body(b"\xff ada@example.org") == MaskedBody(b"", False)


def test_reasons_are_masked_too() -> None:
    mask = masker(rule("run.state", Action.DROP), patterns=PERSONAL)
    assert mask.reason(f"unknown value '{EMAIL}'", "outcome") == "unknown value '[email]'"
    assert mask.reason("unknown value 'x'", "state") == WRONG_VALUE
    assert mask.reason("\ud800", None) == FAILED


def test_expressions_of_the_operator_apply_everywhere() -> None:
    mask = masker(expressions={"employee": Expression("EMP-[0-9]+", Action.HASH)})
    masked: Record = mask.record(Run(id="EMP-1", at=AT, error="EMP-1"))
    assert masked.id == "EMP-1"
    assert str(masked.error).startswith("[employee:")  # type: ignore[attr-defined]
