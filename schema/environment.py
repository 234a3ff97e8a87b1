"""Environments in the graph."""

from schema.declare.statistics import described_enum
from storage.nouns.environment import Environment as Environment

described_enum(
    Environment, {Environment.LIVE: "Production.", Environment.TEST: "Test system.", Environment.DEV: "Development system."}
)
