"""Sources of spend in the graph."""

from schema.declare.statistics import described_enum
from storage.nouns.spend import SpendSource as SpendSource

described_enum(
    SpendSource,
    {
        SpendSource.REPORTED: "Reported by the sender.",
        SpendSource.COMPUTED: "Computed from tokens and model by a price table.",
        SpendSource.MIXED: "Runs only: the sum of steps whose spend is partly reported, computed or unknown.",
        SpendSource.UNKNOWN: "Tokens are known, but their price is not. The spend is null, and counts as 0 in sums.",
    },
)
