"""Tokens and costs that a Langfuse observation reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from storage.ingest.reader import dollars, parsed
from storage.nouns.record import LARGEST_INTEGER, Money

TOKENS = "TOKENS"

OTHER_NAMES = {
    "promptTokens": "input",
    "prompt_tokens": "input",
    "completionTokens": "output",
    "completion_tokens": "output",
    "totalTokens": "total",
    "total_tokens": "total",
    "inputUsage": "input",
    "outputUsage": "output",
    "totalUsage": "total",
}
"""Names in older versions, in OpenAI, and in the fields beside `usageDetails`."""


COUNTS = frozenset({"input", "output", "total", *OTHER_NAMES})
"""Names of members that are counts."""

KINDS = ("cache_read", "cache_write", "reasoning")
"""Tokens that are part of the input or the output."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a model call, or of several. None: unknown."""

    input: int | None = None
    output: int | None = None
    total: int | None = None
    cache_read: int | None = None
    """Part of `input`."""
    cache_write: int | None = None
    """Part of `input`."""
    reasoning: int | None = None
    """Part of `output`."""
    unread: int = 0
    """Number of reported counts that are none."""

    @property
    def fields(self) -> dict[str, int | None]:
        """The same as fields of a step or a run."""
        return {
            "input_tokens": self.input,
            "output_tokens": self.output,
            "cache_read_tokens": self.cache_read,
            "cache_write_tokens": self.cache_write,
            "reasoning_tokens": self.reasoning,
        }


def tokens_of(observation: Mapping[str, Any]) -> Tokens:
    """The tokens that an observation reports. All are unknown if it called no model, or if its usage has another unit.

    Input is the sum of all types with `input` in their name, such as `input`, `input_cached_tokens` and
    `cache_read_input_tokens`; output likewise. If `input` and `output` alone add up to the total, the other types are parts
    of them. Of the types of input, those with `cache` in their name were read from the cache or, with `creation` or `write`,
    written to it; of the output, those with `reasoning` or `thinking` are of reasoning. The total is the reported one, but never
    less than input and output together.
    """
    usage = as_mapping(observation.get("usage"))
    unit = usage.get("unit") or observation.get("unit")
    if isinstance(unit, str) and unit.upper() != TOKENS:
        return Tokens()
    beside = {name: observation.get(name) for name in OTHER_NAMES}
    places = (as_mapping(observation.get("usageDetails")), usage, beside)
    unread = sum(map(_unread, places))
    for reported in places:
        counts = _counts(reported)
        if any(counts.values()):
            return replace(_tokens(counts), unread=unread)
    return Tokens(unread=unread)


def _tokens(counts: Mapping[str, int]) -> Tokens:
    inputs, outputs = ([count for name, count in counts.items() if which in name] for which in ("input", "output"))
    kinds: dict[str, Any] = {kind: _sum(count for name, count in counts.items() if _kind(name) == kind) for kind in KINDS}
    total, plain = counts.get("total"), counts.get("input", 0) + counts.get("output", 0)
    if total is not None and total == plain and sum(inputs) + sum(outputs) > total:
        return Tokens(counts.get("input"), counts.get("output"), total, **kinds)
    together = sum(inputs) + sum(outputs)
    if total is None and not inputs and not outputs:
        together = sum(counts.values())
    return Tokens(sum(inputs) if inputs else None, sum(outputs) if outputs else None, max(total or 0, together), **kinds)


def _kind(name: str) -> str | None:
    """The field of `Tokens` that a type of usage is a part of, beside input and output."""
    if "input" in name and "cache" in name:
        return "cache_write" if "creation" in name or "write" in name else "cache_read"
    return "reasoning" if "output" in name and ("reasoning" in name or "thinking" in name) else None


def added(all_tokens: Iterable[Tokens]) -> Tokens:
    """The sums of the known numbers."""
    known = list(all_tokens)
    sums: dict[str, Any] = {kind: _sum(getattr(each, kind) for each in known) for kind in ("input", "output", "total", *KINDS)}
    return Tokens(**sums)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return min(sum(known), LARGEST_INTEGER) if known else None


def _counts(usage: Mapping[str, Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, value in usage.items():
        count = _count(value)
        if count is not None and not _is_other(name):
            counts.setdefault(OTHER_NAMES.get(name, name), count)
    return counts


def _is_other(name: str) -> bool:
    """Whether a member of a usage is no count."""
    return name == "unit" or name.lower().endswith(("cost", "price"))


def _unread(usage: Mapping[str, Any]) -> int:
    """Number of counts that are none. Objects and lists are details, which other members sum up, but not in place of a count."""
    return sum(
        1
        for name, value in usage.items()
        if value is not None
        and (name in COUNTS or not isinstance(value, dict | list))
        and not _is_other(name)
        and _count(value) is None
    )


def _count(value: object) -> int | None:
    """The number of tokens, which may be text. None if it is not a number of tokens."""
    if isinstance(value, str) and value.isdecimal() and len(value) < 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LARGEST_INTEGER:
        return None
    return int(value) if value == int(value) else None


def spend_of(observation: Mapping[str, Any]) -> Money | None:
    """Cost of an observation in US dollars. None: not reported, or all zeros. Raises Refused if it is not an amount."""
    details = as_mapping(observation.get("costDetails"))
    for amount in (observation.get("totalCost"), observation.get("calculatedTotalCost"), details.get("total")):
        if amount:
            return dollars(amount)
    parts = [dollars(part) for part in details.values() if part]
    return Money(sum(part for part in parts if part)) if any(parts) else None


def as_mapping(value: object) -> Mapping[str, Any]:
    """The JSON object, which may be text. Empty if it is not an object."""
    if isinstance(value, str) and value.startswith("{"):
        value = parsed(value)
    return value if isinstance(value, dict) else {}
