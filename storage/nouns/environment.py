"""Environments in which calls are made."""

from enum import StrEnum


class Environment(StrEnum):
    """Which world a call belongs to."""

    LIVE = "LIVE"
    TEST = "TEST"
    DEV = "DEV"
