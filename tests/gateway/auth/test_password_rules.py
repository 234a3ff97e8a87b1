"""Passwords that are easy to guess are refused; no kind of character is required."""

import pytest

from gateway.auth.password_rules import LONGEST, SHORTEST, require_good
from storage.errors import BadUserInput

ADA = ("ada.lovelace@example.org", "acme-mills")


@pytest.mark.parametrize("given", ["", "short", "Tr0ub4dor&3", "x" * (SHORTEST - 1), "correct horse " * 100])
def test_a_password_has_a_decent_length(given: str) -> None:
    with pytest.raises(BadUserInput, match=f"{SHORTEST} to {LONGEST} characters"):
        require_good(given, *ADA)


@pytest.mark.parametrize(
    "given",
    [
        "passwordpassword",
        "Password123456789",
        "P@ssw0rdP@ssw0rd",
        "1234567890123456",
        "123456781234567812345678",
        "qwertyuiopasdfgh",
        "abcdefghijklmnopqrstuvwxyz",
        "aaaaaaaaaaaaaaaaaaaa",
        "letmeinletmeinletmein",
        "iloveyouiloveyou",
        "11/28/202611/28/2026",
        "a" * LONGEST,
    ],
)
def test_common_words_repeats_and_rows_of_keys_are_refused(given: str) -> None:
    with pytest.raises(BadUserInput, match="too easy to guess"):
        require_good(given, *ADA)


@pytest.mark.parametrize(
    "given",
    [
        "ada.lovelace@example.org",
        "ADA.LOVELACE@example.org",
        "ada.lovelace@example.org1",
        "acme-mills/ada.lovelace@example.org",
        "AdaLovelace2026!",
        "lovelace-lovelace-1",
        "acme-mills-acme-mills",
        "AcmeMills AcmeMills",
        "pentagraph-pentagraph",
        "Pentagraph at Acme",
        "example.org example.org",
    ],
)
def test_the_names_of_the_user_the_organization_and_the_program_are_not_enough(given: str) -> None:
    with pytest.raises(BadUserInput, match="besides the names"):
        require_good(given, *ADA)


@pytest.mark.parametrize(
    "given",
    [
        "correct horse battery",
        "blue river stone",
        "mein hund heisst bello",
        "лошадь батарея скоба",
        "正確な馬の電池の留め金をここに書く",
        "728163950172846",
        "ada walks by the river",
        "\t~~ %% \x00 tabs are text too",
        "correct horse " * 70,
    ],
)
def test_any_characters_will_do(given: str) -> None:
    require_good(given, *ADA)


def test_text_that_is_not_unicode_is_refused() -> None:
    with pytest.raises(BadUserInput, match="UTF-8"):
        require_good("correct horse battery \udcff", *ADA)
