"""Every class of failure, whatever was imported before, and an example of each."""

import importlib
import pkgutil
from functools import cache

from gateway.auth.guesses import TooManyGuesses
from gateway.auth.login import OAuthRefused
from gateway.auth.passwords import TooManyLogins
from gateway.http_errors import RateLimited
from gateway.rest.api import Problem, Unprocessable
from schema.engine.outcome import MutationNotAllowed, OperationRefused
from storage.errors import BadUserInput, Failure
from storage.ingest.reader import OptionRequired

PACKAGES = ("gateway", "schema", "resolvers", "storage")

NO_REQUEST_MEETS = {"SETTINGS_REFUSED", "CANNOT_LISTEN", "DOWNLOAD_FAILED", "PULL_FAILED"}
"""Codes of failures that end a command of the operator or a job, or the server before it answers anyone."""

WITH_ARGUMENTS: dict[type[Failure], Failure] = {
    RateLimited: RateLimited(60, 12),
    TooManyGuesses: TooManyGuesses(30),
    TooManyLogins: TooManyLogins(),
    OAuthRefused: OAuthRefused("invalid_grant", "Refused."),
    Unprocessable: Unprocessable([Problem(("query", "first"), "Refused.", "value_error")]),
    MutationNotAllowed: MutationNotAllowed(),
    OptionRequired: OptionRequired("model-id", "Refused."),
    OperationRefused: OperationRefused.of(BadUserInput("Refused.")),
}
"""An example of each failure that takes more than a message."""


@cache
def failure_classes() -> frozenset[type[Failure]]:
    """Every class of failure in the four packages, all of whose modules it imports."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if module.name != "storage.migrations.env":  # which Alembic runs
                importlib.import_module(module.name)
    return frozenset(each for each in _below(Failure) if each.__module__.partition(".")[0] in PACKAGES)


def every_code() -> set[str]:
    """The codes of the failures that a request can meet."""
    return {each.code for each in failure_classes()} - NO_REQUEST_MEETS


def every_failure() -> list[Failure]:
    """One failure of each class that a request can meet."""
    met = (each for each in failure_classes() if each.code not in NO_REQUEST_MEETS)
    return [WITH_ARGUMENTS[each] if each.__init__ is not Failure.__init__ else each("Refused.") for each in met]


def _below(kind: type[Failure]) -> set[type[Failure]]:
    return {kind}.union(*(_below(each) for each in kind.__subclasses__()))
