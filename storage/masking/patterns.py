"""The built-in patterns: what they find, and which parts of it are masked.

Expressions are those of RE2, which takes time in proportion to the text whatever the expression.
"""

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]
"""Begin and end of a part of a text."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something to mask. If the expression has a group, the first one is masked, otherwise the whole."""

    name: str
    expression: str
    parts: Callable[[str], Iterable[Span]] | None = None
    """The parts of what was found that are masked indeed. None: all of it."""


def _is_luhn(digits: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def cards(run: str) -> Iterator[Span]:
    """Card numbers in digits that are grouped by single blanks or hyphens: 13 to 19 digits with the right check digit."""
    groups = [(found.start(), found.end()) for found in re.finditer("[0-9]+", run)]
    done = 0
    for first, (start, _) in enumerate(groups):
        if start < done:
            continue
        digits, longest = "", 0
        for begin, end in groups[first:]:
            digits += run[begin:end]
            if len(digits) > 19:
                break
            if len(digits) >= 13 and digits[0] in "23456" and _is_luhn(digits):
                longest = end
        if longest:
            yield start, longest
            done = longest


IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29, "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
    "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18,
    "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31,
    "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29,
    "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}  # fmt: skip
"""Characters of an IBAN by country (the registry of ISO 13616)."""


def ibans(run: str) -> Iterator[Span]:
    """The IBAN that a text begins with, if its length and check digits are right (ISO 7064, mod 97-10)."""
    length = IBAN_LENGTHS.get(run[:2].upper())
    if length is None:
        return
    places = [place for place, each in enumerate(run) if each != " "][:length]
    text = "".join(run[place] for place in places).upper()
    if len(text) == length and int("".join(str(int(each, 36)) for each in text[4:] + text[:4])) % 97 == 1:
        yield 0, places[-1] + 1


def addresses(run: str) -> Iterator[Span]:
    """The whole, if it is an IP address."""
    try:
        ipaddress.ip_address(run)
    except ValueError:
        return
    yield 0, len(run)


BEFORE = r"(?:^|[^\pL\pN_]|\\[bfnrt])"
"""What is before something that begins a word: also an escape of JSON, since texts quote JSON."""

SECRETS = (
    Pattern("aws-key", r"(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{16}"),
    Pattern("aws-secret", r"""(?i)secret_?access_?key["'\\]*\s*[:=]\s*["'\\]*([A-Za-z0-9/+]{40})"""),
    Pattern("github-token", r"gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}"),
    Pattern("anthropic-key", r"sk-ant-[A-Za-z0-9_-]{10,}"),
    Pattern("openai-key", r"(?:^|[^A-Za-z0-9]|\\[bfnrt])(sk-[A-Za-z0-9_-]{20,})"),
    Pattern(
        "slack-token", r"xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}|hooks\.slack\.com/services/[A-Za-z0-9/_-]{20,}"
    ),
    Pattern("stripe-key", r"(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{20,}"),
    Pattern("pentagraph-key", r"pg[kts]_[a-z0-9_-]+\.[A-Za-z0-9]+\.[A-Za-z0-9_-]{16,}"),
    Pattern(
        "private-key",
        r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?s:.*?)(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|\z)",
    ),
    Pattern("jwt", r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"),
    Pattern("bearer-token", BEFORE + r"(?i)bearer\s+([A-Za-z0-9._~+/=-]{16,})"),
    Pattern("url-password", r"""[A-Za-z][A-Za-z0-9+.-]*://[^\s/:@"'<>]*:([^\s/@"'<>]+)@"""),
)
PERSONAL = (
    Pattern("email", r"[\pL\pN_%+][\pL\pN._%+'-]*@(?:[\pL\pN](?:[\pL\pN-]*)\.)+\pL{2,24}"),
    Pattern("card", r"[0-9](?:[ -]?[0-9]){12,}", cards),
    Pattern("iban", BEFORE + r"([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,60})", ibans),
)
ADDRESSES = (
    Pattern("ipv4", BEFORE + r"((?:[0-9]{1,3}\.){3}[0-9]{1,3})\b", addresses),
    Pattern("ipv6", r"[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:(?:\.[0-9]{1,3}){3})?", addresses),
)

PATTERNS = {pattern.name: pattern for pattern in (*SECRETS, *PERSONAL, *ADDRESSES)}
"""Every built-in pattern by name."""

GROUPS = {
    "secrets": tuple(pattern.name for pattern in SECRETS),
    "personal": tuple(pattern.name for pattern in PERSONAL),
    "addresses": tuple(pattern.name for pattern in ADDRESSES),
}
"""Names that stand for several patterns."""
