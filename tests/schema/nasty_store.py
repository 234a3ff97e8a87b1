"""Records that are as awkward as the store allows: nulls, equal times, links to nothing, odd texts, extreme numbers."""

import random
from collections.abc import Iterator
from enum import EnumType
from typing import Any

from storage.nouns.noun import NOUNS
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import LATEST_INSTANT, Blob, Instant, Money, Record

NOON = 1_777_636_800_000_000
"""2026-05-01T12:00:00Z in microseconds since 1970."""
DAY = 86_400_000_000

IDS = ("a", "b", "B", "a:b", "c/d", "x'y", "}", "{", '"', "\\", "ü", "😀", " ", "null")
NOWHERE = ("nowhere", "Task:a", "%")
TEXTS = (
    *("", "}", "{", "}{", "{}", "'", '"', "\\", "\n", "\x01\x1f", "\x7f", "\u2028", "ÄÖ", "äö", "e\u0301", "😀", "null", "true"),
    *("1", " 1", "1e2", "100", "%_", "Invoice", "INVOICE review", "'; DROP TABLE task; --", "]", ",", '{"a":1}', "long " * 400),
)
TIMES = (0, 1, 999_999, NOON, NOON, NOON + 1, NOON + 500_000, NOON - DAY, NOON + DAY, NOON + 40 * DAY, LATEST_INSTANT)
MONEY = (0, 1, -1, 100_000_000, 12_345_678_901, 9_000_000_000_000_000, 333_333_333)
COUNTS = (0, 1, 7, 1000, 123_456_789_012, 2**53 - 1)
MICROS = (0, 1, 999, 1000, 1500, 2_000_000, 2**53 - 1)
FRACTIONS = (0.0, 1.0, 0.1, 0.1 + 0.2 - 0.00000000000000005, 1 / 3, 5e-324, 1e-300, 0.5)
SMALLS = (1, 1, 2, 2, 3, 0, -(2**31), 2**31 - 1)
DOCUMENTS = ('{"}":"{"}', "[]", "{}", '"x}"', "1e308", "0.1", "-0.0", "true", '{"a":[{"b":null}],"ü":"\\"\\\\"}', '"\\u2028"')
METADATA: tuple[Any, ...] = (*TEXTS[:12], "1", "+1", "-1.5", "1.", ".5", "1e2", "1e", "0x1", "\uff11", "1 ", 7, 0.25, True, None)
NAMES = ("amount", "größe", "a'b", "}", '"')


def _value(kind: Any, name: str, chance: random.Random) -> Any:
    if chance.random() < 0.2:
        return None
    if isinstance(kind, EnumType):
        return chance.choice(list(kind))
    if kind is Instant:
        return Instant(chance.choice(TIMES))
    if kind is Money:
        return Money(chance.choice(MONEY))
    if kind is Blob:
        return Blob(chance.choice(DOCUMENTS))
    if kind is bool:
        return chance.random() < 0.5
    if kind is float:
        return chance.choice(FRACTIONS)
    if kind is int:
        return chance.choice(MICROS if name.endswith("_us") else SMALLS if name in _SMALL else COUNTS)
    if name.endswith("_id") or name in ("task_spec", "tool"):
        pool = chance.random()
        return chance.choice(NOWHERE if pool < 0.15 else IDS if pool < 0.4 else IDS[:5])
    return chance.choice(TEXTS)


_SMALL = {"version", "tier", "tier_ceiling", "parameters_count", "status_code", "line_number", "line_offset"}


def records(seed: int, rows: int = len(IDS)) -> Iterator[Record]:
    """Records of every noun: the same ids for each, so that links are hit; the values differ by seed."""
    chance = random.Random(seed)
    for noun in NOUNS.values():
        for own in IDS[:rows]:
            values = {field.name: _value(field.type, field.name, chance) for field in noun.fields}
            if noun.from_parts:  # what is derived would differ from these values
                values[noun.from_parts.flag] = chance.choice((None, False))
            if noun.record is ProcessInstance:
                values["metadata"] = {name: chance.choice(METADATA) for name in NAMES if chance.random() < 0.7}
            yield noun.record(id=own, at=Instant(NOON), **values)
