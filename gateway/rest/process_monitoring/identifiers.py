"""Identifiers of the process monitoring API, resolved to process groups, models and rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product, zip_longest

from gateway.rest.paths import decoded
from gateway.rest.route import Data, Run
from storage.errors import BadUserInput, NotFound
from storage.storable import storable

Filter = Data

NAMES = "rest/process-monitoring/identifier"
EXISTING = "rest/process-monitoring/existing-identifiers"

MARK = re.compile(r"%(25){0,2}\Z")
"""`%` at the end of an identifier, as it is, encoded, or encoded twice."""
MOST_COLONS = 6
"""Up to this number of colons, an identifier may mix colons that are part of names with colons that stand for `/`."""
MOST_GROUPS = 3
"""Maximum number of readings of a group with its descendants."""


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

    def _of_id(self, name: str, *others: Filter) -> Filter:
        if self.below and not self.path:
            return {}
        exactly = {name: {"eq": self.path}}
        if self.below:
            return {"or": [exactly, {name: {"startsWith": f"{self.path}/"}}]}
        return {"or": [exactly, *others]} if others else exactly


@dataclass(frozen=True, slots=True)
class ResolvedIdentifier:
    """An identifier that exists, and the display names of its models by id."""

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


def readings(encoded: str) -> list[Identifier]:
    """All readings of an identifier as it was sent, most likely first.

    `:` stands for `/`, and `%` at the end includes descendants; but an id may contain either. `:` and `%` are read as marks
    first and as themselves afterwards; `%3A` and `%25` are read as themselves first. `%` may also be encoded twice. Raises
    NotFound for text that no store can hold.
    """
    try:
        storable(decoded(encoded))
    except BadUserInput:
        raise _unknown() from None
    exact = [Identifier(path, below=False) for path in _paths(encoded)]
    mark = MARK.search(encoded)
    if mark is None:
        return exact
    below = [Identifier(path.rstrip("/"), below=True) for path in _paths(encoded[: mark.start()])[:MOST_GROUPS]]
    return [*below, *exact] if mark[0] == "%" else [*exact, *below]


def _paths(encoded: str) -> list[str]:
    """The paths that an identifier can mean, most likely first: each `:` is itself or a `/`."""
    text = decoded(encoded)
    paths = [decoded(encoded.replace(":", "/")), text.replace(":", "/"), text]
    if text.count(":") <= MOST_COLONS:
        parts = text.split(":")
        ways = product("/:", repeat=len(parts) - 1)
        paths += ("".join(chain.from_iterable(zip_longest(parts, way, fillvalue=""))) for way in ways)
    return list(dict.fromkeys(paths))


async def resolve(run: Run, encoded: str) -> ResolvedIdentifier:
    """Resolves an identifier as it was sent. Raises NotFound if there is no such process model or group."""
    first, *others = readings(encoded)
    resolved = await _resolve(run, first)
    if resolved is None and others:
        existing = await _existing(run, [other.path for other in others if not other.below])
        for other in others:
            if other.below or other.path in existing:
                resolved = resolved or await _resolve(run, other)
    if resolved is None:
        raise _unknown()
    return resolved


async def _resolve(run: Run, identifier: Identifier) -> ResolvedIdentifier | None:
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
        return None
    return ResolvedIdentifier(identifier, names)


async def _existing(run: Run, paths: Sequence[str]) -> set[str]:
    """The paths that are models or groups. A group may exist only as the group of a model."""
    if not paths:
        return set()
    data = await run(EXISTING, {"paths": list(paths)})
    return {
        *(node["modelId"] for node in data["models"]["nodes"]),
        *(node["groupId"] for name in ("members", "groups") for node in data[name]["nodes"]),
    }


async def one_model(run: Run, encoded: str) -> str:
    """The id of the process model that an identifier names, as it was sent. Raises NotFound if it is not exactly one model."""
    paths = [each.path for each in readings(encoded) if not each.below]
    found = await run(EXISTING, {"paths": paths})
    models = {node["modelId"] for node in found["models"]["nodes"]}
    for path in paths:
        if path in models:
            return path
    raise NotFound("There is no process model with this identifier.")


def _unknown() -> NotFound:
    return NotFound("There is no process group or model with this identifier.")
