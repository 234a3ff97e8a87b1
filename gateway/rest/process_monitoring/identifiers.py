"""Identifiers of the process monitoring API: which process models, groups and rows one stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.rest.route import Ask
from storage.errors import BadUserInput, NotFound
from storage.sql.statement import storable

Filter = Mapping[str, Any]

NAMES = "rest/process-monitoring/identifier"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A path of a process group or model; with `below`, everything below it too."""

    path: str
    below: bool

    @property
    def text(self) -> str:
        """The identifier with `/`, and `%` where it takes what is below."""
        return f"{self.path}%" if self.below else self.path

    @property
    def models(self) -> Filter:
        """The models that it stands for: the one of this id, those right in the group, with `below` all below it."""
        return self._of_id("modelId", {"groupId": {"eq": self.path}})

    @property
    def groups(self) -> Filter:
        """The groups that it stands for: the one of this id, with `below` all below it."""
        return self._of_id("groupId")

    @property
    def rows(self) -> Filter:
        """Rows that have a `modelId`: those of its models."""
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
    """What an identifier was found to stand for: models, by id with their display names."""

    identifier: Identifier
    names: Mapping[str, str]

    @property
    def rows(self) -> Filter:
        """Rows that have a `modelId`: those of the models."""
        return self.identifier.rows if self.one is None else {"modelId": {"eq": self.one}}

    @property
    def one(self) -> str | None:
        """The model, where it stands for that one alone."""
        return self.identifier.path if not self.identifier.below and list(self.names) == [self.identifier.path] else None


def read_identifier(text: str) -> Identifier:
    """The identifier that a path names: `:` stands for `/`, and `%` at the end, also sent as `%25`, takes all that is below."""
    try:
        path = storable(text).replace(":", "/")
    except BadUserInput:
        raise _unknown() from None
    for mark in ("%25", "%"):
        if path.endswith(mark):
            return Identifier(path.removesuffix(mark).rstrip("/"), below=True)
    return Identifier(path, below=False)


async def found(ask: Ask, text: str) -> Found:
    """What the identifier in a path stands for; NotFound where there is no such process model or group."""
    identifier = read_identifier(text)
    names: dict[str, str] = {}
    variables: dict[str, Any] = {"models": dict(identifier.models), "groups": dict(identifier.groups)}
    while True:
        data = await ask(NAMES, variables)
        page = data["processModels"]
        names |= {node["modelId"]: node["displayName"] or node["modelId"] for node in page["nodes"]}
        if not page["pageInfo"]["hasNextPage"]:
            break
        variables["after"] = page["pageInfo"]["endCursor"]
    if not names and not data["processGroups"]["nodes"] and identifier != Identifier("", below=True):
        raise _unknown()
    return Found(identifier, names)


async def one_model(ask: Ask, text: str) -> str:
    """The id of the one process model that the identifier in a path stands for; else NotFound."""
    identifier = read_identifier(text)
    if not identifier.below:
        found = await ask(NAMES, {"models": {"modelId": {"eq": identifier.path}}, "groups": {"or": []}})
        if found["processModels"]["nodes"]:
            return identifier.path
    raise NotFound("There is no process model of this identifier.")


def _unknown() -> NotFound:
    return NotFound("There is no process group or model of this identifier.")
