"""Texts and JSON: masked everywhere, once and for all, and JSON stays JSON."""

import json
from typing import Any

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from storage.masking.patterns import PATTERNS
from storage.masking.rules import Action, Documents, Expression, FieldRule, Rules
from storage.masking.texts import MaskingFailedError, TextMask
from tests.storage.masking.planted import PLANTED, in_context

EVERYTHING = Rules(
    patterns={"secrets": Action.REPLACE, "personal": Action.HASH, "addresses": Action.REPLACE},
    expressions={
        "employee": Expression("EMP-[0-9]{3,6}"),
        "digits": Expression(r"\b[0-9]{4}\b", Action.HASH),
        "gone": Expression("zz+", text=""),
        "hidden": Expression("hide[a-z]", text="<hidden>"),
    },
    documents=Documents(members=("password",), names=True),
)
MASK = TextMask(EVERYTHING, b"key")
SECRETS = st.sampled_from([in_context(name) for name in PLANTED] + ["EMP-1234", "1234", "zzz", "hidee"])
PIECES = st.lists(st.one_of(SECRETS, st.text(max_size=8), st.sampled_from(["[email]", "-", " ", "[", "]", ":", "sk-", "@", "z"])))
TEXTS = PIECES.map("".join)
DOCUMENTS = st.recursive(
    st.one_of(TEXTS, st.integers(-(2**53), 2**53), st.booleans(), st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(TEXTS, st.just("password")), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(TEXTS)
def test_masking_twice_is_masking_once(text: str) -> None:
    masked = masked_or_none(text)
    assume(masked is not None)
    assert masked is not None
    assert MASK.text(masked) == masked


@pytest.mark.slow
@given(DOCUMENTS)
def test_masking_a_document_twice_is_masking_it_once_and_it_stays_json(value: Any) -> None:
    text = json.dumps(value)
    try:
        masked = MASK.document(text)
    except MaskingFailedError:
        reject()
    json.loads(masked)
    assert MASK.document(masked) == masked


def masked_or_none(text: str) -> str | None:
    try:
        return MASK.text(text)
    except MaskingFailedError:
        return None


@given(st.lists(st.sampled_from(sorted(PLANTED)), min_size=1, max_size=6), st.sampled_from([" ", "\n", ", ", '" "', " | "]))
def test_no_secret_is_left_wherever_it_is(names: list[str], between: str) -> None:
    text = between.join(in_context(name) for name in names)
    for sent in (text, json.dumps({"a": [text]}), json.dumps({text: 1}), json.dumps(json.dumps([text]))):
        masked = (MASK.text(sent), MASK.document(json.dumps(sent)))
        assert not [name for name in names if any(PLANTED[name] in each for each in masked)]


@pytest.mark.parametrize("name", sorted(set(PATTERNS) - {"private-key"}))
def test_escapes_in_json_hide_nothing(name: str) -> None:
    secret = PLANTED[name].replace("\n", "")
    context = in_context(name).replace(PLANTED[name], secret)
    escaped = "".join(f"\\u{ord(each):04x}" for each in context)
    masked = MASK.document(f'{{"a": "{escaped}"}}')
    assert secret not in json.loads(masked)["a"]
    assert secret not in MASK.text(f'{{"a": "{escaped}"}}')
    assert secret not in MASK.text(f'{{"a": "{escaped}", broken')


def test_a_member_that_another_one_replaces_hides_nothing() -> None:
    text = f'{{"a": "{PLANTED["email"].replace("@", chr(92) + "u0040")}", "a": 1, "password": "x", "password": "y"}}'
    assert json.loads(MASK.text(text)) == {"a": 1, "password": "[masked]"}
    assert "example" not in MASK.text(text)


def test_numbers_of_json_that_are_secrets_become_texts() -> None:
    assert MASK.document('{"card":4111111111111111}') != '{"card":4111111111111111}'
    assert MASK.document('{"time":1767225600000000,"n":7}') == '{"time":1767225600000000,"n":7}'


def test_members_are_masked_whatever_they_hold_and_however_they_are_spelled() -> None:
    sent = {"Password": {"a": [1]}, "b": [{"PASSWORD": 7}], "passwords": "kept"}
    assert json.loads(MASK.document(json.dumps(sent))) == {
        "Password": "[masked]",
        "b": [{"PASSWORD": "[masked]"}],
        "passwords": "kept",
    }
    assert json.loads(MASK.text(json.dumps(sent)))["b"] == [{"PASSWORD": "[masked]"}]


def test_names_of_members_are_masked_only_if_wanted() -> None:
    rules = Rules(patterns={"email": Action.REPLACE})
    assert TextMask(rules, b"k").document('{"a@example.org":"a@example.org"}') == '{"a@example.org":"[email]"}'
    assert json.loads(MASK.document('{"a@example.org":1}')).keys() == {MASK.text("a@example.org")}


def test_secrets_in_json_that_a_text_quotes_are_found() -> None:
    quoted = json.dumps(["\n".join(in_context(name) for name in PLANTED if name != "private-key")])
    masked = MASK.text(f"it returned {quoted}")
    assert [name for name, secret in PLANTED.items() if secret in masked] == []


def test_what_has_nothing_to_mask_is_not_touched() -> None:
    for text in ('{ "a" : 1.0 }', '{"a":"\\n"}', "{broken", "plain [1]", '{"a":1,"b":[{}]}'):
        assert MASK.text(text) == text


def test_the_same_value_has_the_same_mask_and_another_key_another() -> None:
    rules = Rules(patterns={"email": Action.HASH})
    one, other = TextMask(rules, b"one"), TextMask(rules, b"other")
    assert one.text("a@example.org") == one.text("<a@example.org>")[1:-1] != other.text("a@example.org")
    assert one.hashed("x") == one.hashed("x") != other.hashed("x")
    assert one.hashed(one.hashed("x")) == one.hashed("x")


def test_rules_that_never_come_to_an_end_fail() -> None:
    endless = TextMask(Rules(expressions={"a": Expression("x$", text=""), "b": Expression("y$", text="")}), b"")
    with pytest.raises(MaskingFailedError):
        endless.text("xy" * 50)


def test_a_text_that_cannot_be_encoded_fails() -> None:
    with pytest.raises(MaskingFailedError):
        MASK.text("\ud800")


def test_deep_documents_are_masked_as_deep_as_a_store_holds_them() -> None:
    deep = "[" * 400 + '"a@example.org"' + "]" * 400
    assert "example" not in MASK.document(deep)
    with pytest.raises(MaskingFailedError):
        MASK.document("[" * 100_000 + '"a@example.org"' + "]" * 100_000)


def test_an_expression_of_a_field_comes_beside_the_others() -> None:
    rule = FieldRule("task", "name", Action.REPLACE, "Ada", "[person]")
    mask = TextMask(Rules(patterns={"email": Action.REPLACE}), b"", [rule])
    found: set[str] = set()
    assert mask.text("Ada, ada@example.org", found) == "[person], [email]"
    assert found == {"task.name", "email"}
