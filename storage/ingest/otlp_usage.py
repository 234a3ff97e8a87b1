"""Tokens and cost that the attributes of a model call report, in the spellings of several conventions."""

from collections.abc import Iterable, Mapping
from typing import Any

Attributes = Mapping[str, Any]

NAMES: Mapping[str, tuple[str, ...]] = {
    "input_tokens": ("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"),
    "output_tokens": ("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"),
    "cache_read_tokens": (
        "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens", "llm.usage.cache_read_input_tokens",
        "gen_ai.usage.input_tokens.cached", "llm.token_count.prompt_details.cache_read",
    ),
    "cache_write_tokens": (
        "gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_creation_input_tokens",
        "llm.usage.cache_creation_input_tokens", "gen_ai.usage.input_tokens.cache_write",
        "llm.token_count.prompt_details.cache_write",
    ),
    "reasoning_tokens": (
        "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens", "llm.usage.reasoning_tokens",
        "gen_ai.usage.output_tokens.reasoning", "llm.token_count.completion_details.reasoning",
    ),
    "spend": ("llm.cost.total", "gen_ai.usage.cost"),
}  # fmt: skip
"""Attributes by field of a step, in order of preference: the conventions of OpenTelemetry, OpenLLMetry in its present and older
spellings, Sentry, and OpenInference."""

PARTS = {"input_tokens": ("cache_read_tokens", "cache_write_tokens"), "output_tokens": ("reasoning_tokens",)}
"""Fields of tokens that are parts of others."""


def usage_of(attributes: Attributes) -> dict[str, Any]:
    """Values of the fields of a step; those that are not reported are missing.

    The conventions count cached tokens within the input, and tokens of reasoning within the output. If there are more of the
    part than of the whole, the sender counts them beside it, as providers such as Anthropic do; then they are added.
    """
    found = {field: value for field, names in NAMES.items() if (value := first(attributes, names)) is not None}
    for name, parts in PARTS.items():
        whole, within = _count(found.get(name)), sum(_count(found.get(part)) or 0 for part in parts)
        if whole is not None and within > whole:
            found[name] = whole + within
    return found


def _count(value: object) -> int | None:
    return value if type(value) is int and value >= 0 else None


def first(attributes: Attributes, names: Iterable[str]) -> Any:
    """The value of the first attribute that is present; None if none is."""
    for name in names:
        value = attributes.get(name)
        if value is not None:
            return value
    return None
