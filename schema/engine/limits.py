"""Limits on the size of operations: they are measured before validation, and again with their variables before planning.

Work is the one count that bounds validation and planning, with fragments written out: fields, arguments, list items and filter
conditions, variables at each use, and the values that an introspection field returns. It does not depend on the number of rows: a
page of 0 rows is planned like any other. Each fragment is measured once, so the time for nested spreads grows with the length of
the document only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graphql import (
    ArgumentNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

from schema.declare.field import GraphField, Role
from schema.engine.paging import DEFAULT_PAGE
from storage.errors import LimitExceeded
from storage.nouns.record import LARGEST_INTEGER

K = TypeVar("K", str, tuple[str, str])

AGGREGATE = 10
"""Cost of a figure over all matching rows."""
POINTS = 100
"""Assumed number of elements in a list of figures."""

OBJECT = 10
"""Work of an input object, in addition to its members. Planning a condition takes longer than planning an item of a list."""
ITEMS = 10
"""Items of a list in a variable that count as one: they become one bind."""
SELECTED = 5
"""Work of a field with selections, in addition to these."""
ROWS = frozenset({"nodes", "edges"})
READERS = ROWS | {"totalCount", "stats", "groupBy", "series", "histogram", "tools", "violations", "metadataKeys"}
"""Fields that read the rows of a list, each with the list's filter."""
WHOLE = 4
"""A filter is planned once, and written again for each further reader: a quarter of the work. Uses are counted in quarters."""
LISTED: Mapping[str, float] = {
    "types": 300,
    "possibleTypes": 30,
    "fields": 4,
    "inputFields": 4,
    "enumValues": 3,
    "args": 2,
    "directives": 8,
    "ofType": 0.3,
}
"""Approximate number of items of introspection fields in this schema, for each parent. Other fields have one or none."""
INTROSPECTED = 50
"""Number of values in the answer of introspection that count as one unit of work."""


@dataclass(frozen=True, slots=True)
class Size:
    """Size of a selection set with its fragments written out."""

    depth: int = 0
    breadth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    work: int = 0
    """Everything except the values of variables."""
    uses: Mapping[str, int] = field(default_factory=Counter)
    """Number of uses of each variable, in quarters."""
    per_id: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Below `nodes(ids: $variable)`, for each id: the work by (variable, ""), and uses of others by (variable, other)."""
    readers: int = 0
    """Number of fields that read the rows of the list that the selections belong to."""

    def beside(self, other: "Size") -> "Size":
        """Two parts of the same selection set."""
        return Size(
            max(self.depth, other.depth),
            max(self.breadth, other.breadth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.work + other.work,
            _added(self.uses, other.uses),
            _added(self.per_id, other.per_id),
            self.readers + other.readers,
        )


def _added(uses: Mapping[K, int], more: Mapping[K, int]) -> Mapping[K, int]:
    if not uses or not more:
        return uses or more
    return {name: uses.get(name, 0) + more.get(name, 0) for name in {**uses, **more}}


class Measure:
    """Measures operations of one document."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self.sizes: dict[str, Size] = {}

    def operation(self, operation: OperationDefinitionNode) -> Size:
        """The size of an operation."""
        size = self._selections(operation.selection_set)
        return size.beside(self._directives(operation.directives))

    def _selections(self, selections: SelectionSetNode | None) -> Size:
        total = Size()
        if selections is None:
            return total
        for node in selections.selections:
            total = total.beside(self._directives(node.directives))
            if isinstance(node, FieldNode):
                total = total.beside(self._field(node))
            elif isinstance(node, InlineFragmentNode):
                total = total.beside(self._selections(node.selection_set))
            elif isinstance(node, FragmentSpreadNode):
                total = total.beside(self._fragment(node.name.value))
        return replace(total, breadth=max(total.breadth, total.fields))

    def _field(self, node: FieldNode) -> Size:
        below = self._selections(node.selection_set)
        introspection = node.name.value in ("__schema", "__type")
        work = int(self._introspected(node, {}) // INTROSPECTED) if introspection else below.work
        arguments, uses = _arguments(node.arguments or ())
        if any(argument.name.value == "filter" for argument in node.arguments or ()):
            weight = WHOLE + max(0, below.readers - 1)
            arguments, uses = arguments * weight // WHOLE, {name: count * weight // WHOLE for name, count in uses.items()}
        ids, variable = _ids(node), _ids_variable(node)
        per_id = {(variable, ""): work, **{(variable, name): count for name, count in below.uses.items()}} if variable else {}
        return Size(
            depth=1 if introspection else 1 + below.depth,
            breadth=below.breadth,
            fields=1,
            aliases=below.aliases + (node.alias is not None),
            directives=below.directives,
            work=1 + work * ids + arguments + (SELECTED if node.selection_set else 0),
            uses=_added(uses, {name: count * ids for name, count in below.uses.items()} if ids > 1 else below.uses),
            per_id=_added(per_id, below.per_id),
            readers=(node.name.value in READERS) + (0 if node.name.value in ROWS else below.readers),
        )

    def _directives(self, directives: Sequence[Node] | None) -> Size:
        if not directives:
            return Size()
        work, uses = 0, Counter[str]()
        for directive in directives:
            assert isinstance(directive, DirectiveNode)
            more, used = _arguments(directive.arguments or ())
            work += 1 + more
            uses.update(used)
        return Size(directives=len(directives), work=work, uses=uses)

    def _fragment(self, name: str) -> Size:
        if name not in self.sizes:
            self.sizes[name] = Size()
            definition = self.fragments.get(name)
            if definition is not None:
                self.sizes[name] = self._selections(definition.selection_set)
        return self.sizes[name]

    def _introspected(self, node: SelectionNode | FragmentDefinitionNode, counts: dict[str, float]) -> float:
        """The number of values in the answer of an introspection field, or of a fragment in it."""
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name not in counts:
                counts[name] = 0
                definition = self.fragments.get(name)
                counts[name] = self._introspected(definition, counts) if definition else 0
            return counts[name]
        assert isinstance(node, FieldNode | InlineFragmentNode | FragmentDefinitionNode)
        selections = node.selection_set.selections if node.selection_set else ()
        below = sum(self._introspected(each, counts) for each in selections)
        return LISTED.get(node.name.value, 1) * (1 + below) if isinstance(node, FieldNode) else below


def _ids(node: FieldNode) -> int:
    """The number of global ids in a list argument. The selections of the field are planned for each."""
    lists = [each.value for each in node.arguments or () if each.name.value == "ids" and isinstance(each.value, ListValueNode)]
    return max([1, *(len(each.values) for each in lists)])


def _ids_variable(node: FieldNode) -> str:
    """The variable that holds the global ids of a field; empty if none does."""
    found = [
        each.value.name.value
        for each in node.arguments or ()
        if each.name.value == "ids" and isinstance(each.value, VariableNode)
    ]
    return found[0] if found else ""


def _arguments(arguments: Iterable[Node]) -> tuple[int, Mapping[str, int]]:
    """The work of arguments, and the number of uses of each variable in them, in quarters."""
    size = 0
    uses: dict[str, int] = {}
    pending: list[Node] = list(arguments)
    while pending:
        node = pending.pop()
        size += 1
        if isinstance(node, ArgumentNode):
            pending.append(node.value)
            size -= 1
        elif isinstance(node, VariableNode):
            uses[node.name.value] = uses.get(node.name.value, 0) + WHOLE
            size -= 1
        elif isinstance(node, ListValueNode):
            pending += node.values
        elif isinstance(node, ObjectValueNode):
            pending += (member.value for member in node.fields)
            size += OBJECT - 1
    return size, uses


def literal_work(node: Node) -> int:
    """The work of the default value of a variable."""
    return _arguments([node])[0]


def value_work(value: object, most: int) -> int:
    """The work of the JSON value of a variable. Counting stops above `most`."""
    if type(value) is not dict and type(value) is not list:
        return 1
    size = 0
    pending: list[dict[str, object] | list[object]] = [value]
    while pending and size <= most:
        each = pending.pop()
        size += len(each) + OBJECT if isinstance(each, dict) else 1 + len(each) // ITEMS
        if size <= most:
            members = each.values() if isinstance(each, dict) else each
            pending += (member for member in members if type(member) is dict or type(member) is list)
    return size


def check(name: str, measured: int, allowed: int) -> None:
    """Raises LimitExceeded, with `limit`, `allowed` and `measured` (at most 2^53 - 1), if a value is above its limit."""
    if measured > allowed:
        measured = min(measured, LARGEST_INTEGER)
        raise LimitExceeded(
            f"The operation's {name} is {measured}; the limit is {allowed}.",
            limit=name,
            allowed=allowed,
            measured=measured,
        )


class Cost:
    """Estimates the cost of an operation: one for each value that its answer may have, more for figures over many rows."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, object]
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.variables = variables
        self.costs: dict[str, int] = {}
        self.sizes: set[str] = set()
        """Variables that decide the size of pages."""

    def operation(self, operation: OperationDefinitionNode) -> int:
        """The cost of an operation."""
        return self._selections(operation.selection_set, self.schema.get_root_type(operation.operation), 1)

    def _selections(self, selections: SelectionSetNode | None, type_: GraphQLNamedType | None, rows: int) -> int:
        if selections is None:
            return 0
        return sum(self._selection(node, type_, rows) for node in selections.selections)

    def _selection(self, node: SelectionNode, type_: GraphQLNamedType | None, rows: int) -> int:
        if isinstance(node, FieldNode):
            return self._field(node, type_, rows)
        if isinstance(node, InlineFragmentNode):
            on = self.schema.type_map.get(node.type_condition.name.value) if node.type_condition else type_
            return self._selections(node.selection_set, on, rows)
        assert isinstance(node, FragmentSpreadNode)
        name = node.name.value
        key = f"{name}*{rows}"
        if key not in self.costs:
            self.costs[key] = 0
            fragment = self.fragments[name]
            on = self.schema.type_map.get(fragment.type_condition.name.value)
            self.costs[key] = self._selections(fragment.selection_set, on, rows)
        return self.costs[key]

    def _field(self, node: FieldNode, type_: GraphQLNamedType | None, rows: int) -> int:
        field = type_.fields.get(node.name.value) if isinstance(type_, GraphQLObjectType) else None
        declared = field.extensions.get("strawberry-definition") if field else None
        if field is None:
            return 1
        below = get_named_type(field.type)
        if not isinstance(declared, GraphField):
            return 1 + self._selections(node.selection_set, below, 1)
        if declared.role is Role.MANY:
            return 1 + self._selections(node.selection_set, below, self._size(node))
        if declared.role in (Role.ROWS, Role.EDGES):
            return 1 + rows * self._selections(node.selection_set, below, 1)
        if declared.role is Role.NODES:
            return 1 + self._ids(node) * self._selections(node.selection_set, below, 1)
        if declared.role is Role.LIST:
            return AGGREGATE + POINTS * self._selections(node.selection_set, below, 1)
        aggregate = AGGREGATE if declared.role in (Role.TOTAL, Role.STATS, Role.MATCHING) else 1
        return aggregate + self._selections(node.selection_set, below, rows)

    def _size(self, node: FieldNode) -> int:
        sizes = [self._number(argument.value) for argument in node.arguments or () if argument.name.value in ("first", "last")]
        numbers = [size for size in sizes if size is not None]
        return max(numbers) if numbers else DEFAULT_PAGE

    def _number(self, value: Node) -> int | None:
        if isinstance(value, IntValueNode):
            return int(value.value)
        if isinstance(value, VariableNode):
            self.sizes.add(value.name.value)
            number = self.variables.get(value.name.value)
            return number if isinstance(number, int) else None
        return None

    def _ids(self, node: FieldNode) -> int:
        for argument in node.arguments or ():
            if isinstance(argument.value, ListValueNode):
                return len(argument.value.values)
            if isinstance(argument.value, VariableNode):
                self.sizes.add(argument.value.name.value)
                ids = self.variables.get(argument.value.name.value)
                return len(ids) if isinstance(ids, list) else 1
        return 1
