"""How large an operation is, measured in one pass before it is validated or run.

The pass remembers what it found of each fragment, so nested spreads cost no more than they are long. Counts are of the
operation with its fragments written out; introspection fields count, but not towards the depth.

Work is the one count that bounds validation and planning: a field, an argument, a directive, a term of a filter and an
item of a list is one unit each. It does not depend on the number of rows: a page of 0 rows is planned like any other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
)

from schema.declare.field import GraphField, Role
from schema.engine.paging import DEFAULT_PAGE
from storage.errors import LimitExceeded
from storage.nouns.record import LARGEST_INTEGER

AGGREGATE = 10
"""Cost of a figure that looks at all rows that match."""
POINTS = 100
"""Rows that a list of figures is taken to have."""


@dataclass(frozen=True, slots=True)
class Size:
    """Size of a selection set with its fragments written out."""

    depth: int = 0
    breadth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    work: int = 0

    def beside(self, other: "Size") -> "Size":
        """Two parts of the same selection set."""
        return Size(
            max(self.depth, other.depth),
            max(self.breadth, other.breadth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.work + other.work,
        )


NOTHING = Size()
IDS = "ids"
"""The argument that names several rows: what is selected is planned for each."""


class Measure:
    """Measures operations of one document. `amounts` has the amount of each variable's value; others count as one."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], amounts: Mapping[str, int] | None = None) -> None:
        self.fragments = fragments
        self.amounts = amounts or {}
        self.known: dict[str, Size] = {}

    def operation(self, operation: OperationDefinitionNode) -> Size:
        """The size of an operation."""
        variables = operation.variable_definitions or ()
        defaults = sum(1 + self._amount(each.default_value) for each in variables) + sum(self.amounts.values())
        size = self._selections(operation.selection_set).beside(self._directives(operation.directives))
        return size.beside(Size(work=defaults))

    def _selections(self, selections: SelectionSetNode | None) -> Size:
        total = Size()
        if selections is None:
            return total
        for node in selections.selections:
            part = self._directives(node.directives)
            if isinstance(node, FieldNode):
                total = total.beside(part).beside(self._field(node))
            elif isinstance(node, InlineFragmentNode):
                total = total.beside(part).beside(self._selections(node.selection_set))
            elif isinstance(node, FragmentSpreadNode):
                total = total.beside(part).beside(self._fragment(node.name.value))
        return replace(total, breadth=max(total.breadth, total.fields))

    def _field(self, node: FieldNode) -> Size:
        below = self._selections(node.selection_set)
        introspection = node.name.value in ("__schema", "__type")
        return Size(
            depth=1 if introspection else 1 + below.depth,
            breadth=below.breadth,
            fields=1,
            aliases=below.aliases + (node.alias is not None),
            directives=below.directives,
            work=self._work(node, below),
        )

    def _work(self, node: FieldNode, below: Size) -> int:
        """One for the field, its arguments once for each field directly below, which may each plan them, and what is below:
        for each of several global ids."""
        arguments = sum(1 + self._amount(each.value) for each in node.arguments or ())
        ids = max((self._amount(each.value) for each in node.arguments or () if each.name.value == IDS), default=1)
        return 1 + arguments * max(1, below.fields) + below.work * max(1, ids)

    def _directives(self, directives: Sequence[DirectiveNode] | None) -> Size:
        if not directives:
            return NOTHING
        work = sum(1 + self._amount(argument.value) for each in directives for argument in each.arguments or ())
        return Size(directives=len(directives), work=len(directives) + work)

    def _amount(self, value: ValueNode | None) -> int:
        """The number of values in a literal or a variable: of an input object also one for each name."""
        if value is None:
            return 0
        if isinstance(value, VariableNode):
            return self.amounts.get(value.name.value, 1)
        if isinstance(value, ListValueNode):
            return 1 + sum(map(self._amount, value.values))
        if isinstance(value, ObjectValueNode):
            return 1 + sum(1 + self._amount(field.value) for field in value.fields)
        return 1

    def _fragment(self, name: str) -> Size:
        if name not in self.known:
            self.known[name] = Size()
            definition = self.fragments.get(name)
            if definition is not None:
                self.known[name] = self._selections(definition.selection_set)
        return self.known[name]


def amount(value: object, most: int) -> int:
    """The number of values in a variable, counted like literals; counting stops beyond `most`."""
    found, rest = 0, [value]
    while rest and found <= most:
        found += 1
        each = rest.pop()
        if isinstance(each, dict):
            found += len(each)
            rest += each.values() if found <= most else ()
        elif isinstance(each, list):
            found += 0 if len(each) <= most else len(each)
            rest += each if found <= most else ()
    return found


def check(name: str, measured: int, allowed: int) -> None:
    """Refuses what is over a limit, naming limit, allowed and measured (or the largest number that JSON holds)."""
    if measured > allowed:
        measured = min(measured, LARGEST_INTEGER)
        raise LimitExceeded(
            f"The operation's {name} is {measured}; the limit is {allowed}.",
            limit=name,
            allowed=allowed,
            measured=measured,
        )


class Cost:
    """Estimates the cost of an operation: one for each value that its answer may hold, more for figures over many rows."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.variables = variables
        self.known: dict[str, int] = {}
        self.sizes: set[str] = set()
        """Variables that decide the size of pages."""

    def operation(self, operation: OperationDefinitionNode) -> int:
        """The cost of an operation."""
        return self._selections(operation.selection_set, self.schema.get_root_type(operation.operation), 1)

    def _selections(self, selections: SelectionSetNode | None, type_: Any, rows: int) -> int:
        if selections is None:
            return 0
        return sum(self._selection(node, type_, rows) for node in selections.selections)

    def _selection(self, node: Any, type_: Any, rows: int) -> int:
        if isinstance(node, FieldNode):
            return self._field(node, type_, rows)
        if isinstance(node, InlineFragmentNode):
            on = self.schema.type_map.get(node.type_condition.name.value) if node.type_condition else type_
            return self._selections(node.selection_set, on, rows)
        name = node.name.value
        key = f"{name}*{rows}"
        if key not in self.known:
            self.known[key] = 0
            fragment = self.fragments[name]
            on = self.schema.type_map.get(fragment.type_condition.name.value)
            self.known[key] = self._selections(fragment.selection_set, on, rows)
        return self.known[key]

    def _field(self, node: FieldNode, type_: Any, rows: int) -> int:
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
        known = [size for size in sizes if size is not None]
        return max(known) if known else DEFAULT_PAGE

    def _number(self, value: Any) -> int | None:
        if isinstance(value, IntValueNode):
            return int(value.value)
        if isinstance(value, VariableNode):
            self.sizes.add(value.name.value)
            known = self.variables.get(value.name.value)
            return known if isinstance(known, int) else None
        return None

    def _ids(self, node: FieldNode) -> int:
        for argument in node.arguments or ():
            if isinstance(argument.value, ListValueNode):
                return len(argument.value.values)
            if isinstance(argument.value, VariableNode):
                self.sizes.add(argument.value.name.value)
                known = self.variables.get(argument.value.name.value)
                return len(known) if isinstance(known, list) else 1
        return 1
