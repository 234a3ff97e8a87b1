"""Identifiers of the process monitoring API, resolved to process groups, models and rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.rest.route import Data, Run
from storage.errors import BadUserInput, NotFound
from storage.sql.statement import storable

Filter = Mapping[str, Any]

NAMES = "rest/process-monitoring/identifier"


@dataclass(frozen=True, slots=True)
class Identifier:
    """The path of a process group or model; with `below`, it includes all descendants."""

    path: str
    below: bool

    @property
    def text(self) -> str:
        """The identifier with `/`, and with `%` at the end if it includes descendants."""
        return f"{self.path}%" if self.below else self.path

    @property
    def models(self) -> Filter:
        """The filter on models: the model with this id, and the models directly in the group, or with `below` all below it."""
        return self._of_id("modelId", {"groupId": {"eq": self.path}})

    @property
    def groups(self) -> Filter:
        """The filter on groups: the group with this id, and with `below` all below it."""
        return self._of_id("groupId")

    @property
    def rows(self) -> Filter:
        """The filter on rows that have a `modelId`."""
        return self._of_id("modelId", {"model": {"groupId": {"eq": self.path}}})

    def _of_id(self, name: str, *held: Filter) -> Filter:
        if self.below and not self.path:
            return {}
        exactly = {name: {"eq": self.path}}
        if self.below:
            return {"or": [exactly, {name: {"startsWith": f"{self.path}/"}}]}
        return {"or": [exactly, *held]} if held else exactly


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier, and the display names of its models by id."""

    identifier: Identifier
    names: Mapping[str, str]

    @property
    def rows(self) -> Filter:
        """The filter on rows that have a `modelId`."""
        return self.identifier.rows if self.one is None else {"modelId": {"eq": self.one}}

    @property
    def one(self) -> str | None:
        """The id of the model if the identifier selects exactly that model, otherwise None."""
        return self.identifier.path if not self.identifier.below and list(self.names) == [self.identifier.path] else None


def read_identifier(text: str) -> Identifier:
    """Parses an identifier: `:` stands for `/`; `%` at the end, also sent as `%25`, includes descendants."""
    try:
        path = storable(text).replace(":", "/")
    except BadUserInput:
        raise _unknown() from None
    for mark in ("%25", "%"):
        if path.endswith(mark):
            return Identifier(path.removesuffix(mark).rstrip("/"), below=True)
    return Identifier(path, below=False)


async def found(run: Run, text: str) -> Found:
    """Resolves an identifier. Raises NotFound if there is no such process model or group."""
    identifier = read_identifier(text)
    names: dict[str, str] = {}
    variables: Data = {"models": dict(identifier.models), "groups": dict(identifier.groups)}
    while True:
        data = await run(NAMES, variables)
        page = data["processModels"]
        names |= {node["modelId"]: node["displayName"] or node["modelId"] for node in page["nodes"]}
        if not page["pageInfo"]["hasNextPage"]:
            break
        variables["after"] = page["pageInfo"]["endCursor"]
    if not names and not data["processGroups"]["nodes"] and identifier != Identifier("", below=True):
        raise _unknown()
    return Found(identifier, names)


async def one_model(run: Run, text: str) -> str:
    """The id of the process model that the identifier names. Raises NotFound if it is not exactly one model."""
    identifier = read_identifier(text)
    if not identifier.below:
        found = await run(NAMES, {"models": {"modelId": {"eq": identifier.path}}, "groups": {"or": []}})
        if found["processModels"]["nodes"]:
            return identifier.path
    raise NotFound("There is no process model with this identifier.")


def _unknown() -> NotFound:
    return NotFound("There is no process group or model with this identifier.")
