"""Environments in which calls are made."""

from enum import StrEnum


class Environment(StrEnum):
    """The environment in which a call was made."""

    LIVE = "LIVE"
    TEST = "TEST"
    DEV = "DEV"
