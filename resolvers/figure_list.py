"""The protocol between the planner and the resolver of a list whose elements are figures."""

from typing import Any, Protocol

from storage.sql.json_text import JsonElement, JsonObject


class FigureList(Protocol):
    """A list that is planned in two steps: the fields of one element over `parent`, then the list of such elements."""

    @property
    def parent(self) -> Any:
        """What the fields of an element are resolved over: rows, an aggregation, or a derived table."""

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list, each element of which is `figures`."""
