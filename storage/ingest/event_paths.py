"""JSONPath (RFC 9535) in mappings of events: compiled once, and bounded, since paths are the operator's but data the sender's."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathNode, JSONPathQuery
from jsonpath_rfc9535.exceptions import JSONPathError
from jsonpath_rfc9535.filter_expressions import FilterQuery, RootFilterQuery
from jsonpath_rfc9535.segments import JSONPathRecursiveDescentSegment
from jsonpath_rfc9535.selectors import FilterSelector

from storage.nouns.record import Refused

MOST_FOUND = 10_000
"""Values that a path may find in an event."""
MOST_VALUES = 50_000
"""Values, inner ones included, that an event may have."""
LONGEST_PATH = 1_000
"""Characters."""


class _Environment(JSONPathEnvironment):
    """Without regular expressions, which may take any time on a text of the sender."""

    def setup_function_extensions(self) -> None:
        super().setup_function_extensions()
        for name in ("match", "search"):
            del self.function_extensions[name]


ENVIRONMENT = _Environment()


@dataclass(frozen=True, slots=True)
class EventPath:
    """A path from the event (`$`), or from an element of it (`@`)."""

    text: str
    query: JSONPathQuery

    @property
    def is_of_element(self) -> bool:
        """Whether the path begins at an element."""
        return self.text.startswith("@")

    @property
    def descends(self) -> bool:
        """Whether the path looks into all inner values."""
        return any(isinstance(segment, JSONPathRecursiveDescentSegment) for segment in self.query.segments)

    def find(self, event: Any, element: Any) -> list[Any]:
        """The values that the path leads to. Raises Refused if there are too many, or if the event is nested too deeply."""
        value = element if self.is_of_element else event
        nodes: Any = [JSONPathNode(value=value, location=(), parent=None, root=event)]
        for segment in self.query.segments:
            nodes = segment.resolve(nodes)
        try:
            found = [node.value for node in islice(nodes, MOST_FOUND + 1)]
        except (JSONPathError, RecursionError) as error:
            raise Refused(f"the event is nested too deeply for the path {self.text}") from error
        if len(found) > MOST_FOUND:
            raise Refused(f"the path {self.text} finds more than {MOST_FOUND:,} values")
        return found


def compiled(text: str) -> EventPath:
    """The path that a text states. Raises ValueError with the reason if it is no path, or one whose work has no bound."""
    if len(text) > LONGEST_PATH:
        raise ValueError(f"a path may have {LONGEST_PATH:,} characters")
    try:
        query = ENVIRONMENT.compile(f"${text[1:]}" if text.startswith("@") else text)
    except (JSONPathError, RecursionError) as error:
        raise ValueError(f"no JSONPath: {error}" if isinstance(error, JSONPathError) else "no JSONPath") from error
    if _descents(query) > 1:
        raise ValueError("a path may have `..` only once")
    for filtered in _filter_queries(query):
        if _descents(filtered.query) or (isinstance(filtered, RootFilterQuery) and not filtered.query.singular_query()):
            raise ValueError("a path inside a filter must not have `..`, and one from `$` must lead to one value")
    return EventPath(text, query)


def count_values(event: Any) -> None:
    """Raises Refused if an event has more than MOST_VALUES values: to map it would take long."""
    count, waiting = 0, [event]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        count += 1
        if count + len(waiting) > MOST_VALUES:
            raise Refused(f"the event has more than {MOST_VALUES:,} values")


def _descents(query: JSONPathQuery) -> int:
    return sum(isinstance(segment, JSONPathRecursiveDescentSegment) for segment in query.segments)


def _filter_queries(query: JSONPathQuery) -> Iterator[FilterQuery]:
    """The queries inside the filters of a query, at any depth."""
    for segment in query.segments:
        for selector in segment.selectors:
            if isinstance(selector, FilterSelector):
                yield from _queries_in(selector.expression)


def _queries_in(expression: Any) -> Iterator[FilterQuery]:
    if isinstance(expression, FilterQuery):
        yield expression
        yield from _filter_queries(expression.query)
    for name in ("expression", "left", "right"):
        if (inner := getattr(expression, name, None)) is not None:
            yield from _queries_in(inner)
    for inner in getattr(expression, "args", ()):
        yield from _queries_in(inner)
