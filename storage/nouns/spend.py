"""Where the spend of a row comes from, and the kinds of tokens."""

from enum import StrEnum

TOKENS = ("input_tokens", "output_tokens")
TOKEN_KINDS = (*TOKENS, "cache_read_tokens", "cache_write_tokens", "reasoning_tokens")
"""Cache reads and writes are parts of the input tokens, and reasoning is part of the output tokens."""


class SpendSource(StrEnum):
    """Where the spend of a step or a run comes from."""

    REPORTED = "REPORTED"
    COMPUTED = "COMPUTED"
    MIXED = "MIXED"
    UNKNOWN = "UNKNOWN"
