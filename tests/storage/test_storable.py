"""What no store can hold: one test for text and for JSON text, and two things that follow from it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.accounts.keys import create_key, ensure_organization
from storage.accounts.users import login
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.storable import REASON, is_storable, is_storable_json, is_too_deep, replaced, replaced_in_json, storable

BAD = ["\0", "a\0b", "\ud800", "\udfff", "half \ud83d!", "\udc4b\ud83d"]
GOOD = ["", "a", "ä", "\U0001f44b", "\ufffd", "\\u0000", "\x01", "\x7f", "\uffff"]

PARTS = ["a", "\\", '"', "\0", "\ud83d", "\udc4b", "\U0001f44b", "u0000", "ud83d"]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def texts(value: Any) -> list[str]:
    """Every text of a JSON value, keys too."""
    if isinstance(value, dict):
        return [*value, *(text for inner in value.values() for text in texts(inner))]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("text", BAD)
def test_what_no_store_can_hold_is_refused_with_one_message_or_replaced(text: str) -> None:
    assert not is_storable(text)
    with pytest.raises(BadUserInput) as refused:
        storable(text)
    assert refused.value.message == REASON
    changed, count = replaced({"a": [text, "b"]})
    assert count == 1
    assert is_storable(changed["a"][0])
    assert len(changed["a"][0]) == len(text)


@pytest.mark.parametrize("text", GOOD)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert storable(text) is text
    value = {"a": [text]}
    assert replaced(value) == (value, 0)
    assert is_storable_json(json.dumps(text))


@given(VALUES)
def test_json_text_is_judged_by_what_its_escapes_mean(value: Any) -> None:
    document = json.dumps(value)
    # Two halves that come one after the other, each as an escape, are one character when read.
    assert is_storable_json(document) == all(map(is_storable, texts(json.loads(document))))


@given(VALUES, st.booleans())
def test_replacing_in_json_text_is_replacing_in_its_value(value: Any, escaped: bool) -> None:
    value = json.loads(json.dumps(value))
    document = json.dumps(value, ensure_ascii=escaped)
    changed, count = replaced_in_json(document)
    assert is_storable_json(changed)
    assert count == sum(not is_storable(text) for text in texts(value))
    if not any(text != other and replaced(text) == replaced(other) for text in texts(value) for other in texts(value)):
        assert json.loads(changed) == replaced(value)[0]


def test_brackets_inside_strings_do_not_nest() -> None:
    assert is_too_deep("[" * 501 + "]" * 501)
    assert not is_too_deep("[" * 500 + "]" * 500)
    assert not is_too_deep('"' + "[" * 900 + '"')
    assert not is_too_deep("[" + "{}," * 900 + "1]")


@pytest.mark.parametrize("text", BAD)
async def test_names_of_accounts_are_refused_like_other_text(database: Database, organization: str, text: str) -> None:
    with pytest.raises(BadUserInput, match="unpaired surrogate"):
        await create_key(database, organization, text, ["admin"])
    with pytest.raises(BadUserInput, match="unpaired surrogate"):
        await ensure_organization(database, "globex", text)
    assert await login(database, f"{text}@example.org") is None
    assert await login(database, f"{organization}/{text}") is None
