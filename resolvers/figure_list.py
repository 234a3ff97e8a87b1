"""The protocol between the planner and the resolver of a list whose elements are figures."""

from typing import Protocol, runtime_checkable

from storage.sql.json_text import JsonElement, JsonObject


@runtime_checkable
class FigureList(Protocol):
    """A list that is planned in two steps: the fields of one element over `parent`, then the list of such elements."""

    @property
    def parent(self) -> object:
        """What the fields of an element are resolved over: rows, an aggregation, or a derived table."""

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list, each element of which is `figures`."""
