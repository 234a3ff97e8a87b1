"""Identifiers of the process monitoring API: which process models, groups and rows one stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.rest.route import Ask
from storage.errors import BadUserInput, NotFound
from storage.statement import storable

Filter = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Identifier:
    """A path of a process group or model; with `below`, everything below it too."""

    path: str
    below: bool

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
        """Rows that have a `modelId`: those of its models, be these known or not."""
        return self._of_id("modelId", {"model": {"groupId": {"eq": self.path}}})

    def _of_id(self, name: str, *held: Filter) -> Filter:
        if self.below and not self.path:
            return {}
        exactly = {name: {"eq": self.path}}
        if self.below:
            return {"or": [exactly, {name: {"startsWith": f"{self.path}/"}}]}
        return {"or": [exactly, *held]} if held else exactly


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


async def known(ask: Ask, identifier: Identifier) -> None:
    """Raises NotFound where the identifier stands for no process model and no group."""
    if identifier == Identifier("", below=True):
        return
    data = await ask("rest/process-monitoring/identifier", {"models": dict(identifier.models), "groups": dict(identifier.groups)})
    if not data["processModels"]["nodes"] and not data["processGroups"]["nodes"]:
        raise _unknown()


def single_model(text: str) -> str:
    """The id of the one model that a path names; NotFound where it names what is below a group."""
    identifier = read_identifier(text)
    if identifier.below:
        raise NotFound("This needs the identifier of one process model, without `%`.")
    return identifier.path


def _unknown() -> NotFound:
    return NotFound("There is no process group or model of this identifier.")
