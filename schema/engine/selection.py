"""The context of an operation during planning, and one of its selected fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa
from graphql import GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues, get_argument_values
from sqlalchemy.sql.elements import ColumnElement

from resolvers.figure_list import FigureList
from resolvers.rows import Rows
from resolvers.statistics.row_set import RowSet
from schema.declare.field import GraphField
from storage.sql.json_text import JsonObject

Members = list[tuple[str, ColumnElement[Any]]]
"""The members of a JSON object, in order."""


@dataclass(frozen=True, slots=True)
class OperationContext:
    """The operation, as the planner needs it."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    variables: VariableValues
    most_rows: int
    most_links: int

    def roots(self, type_: GraphQLObjectType) -> dict[str, list[FieldDetails]]:
        """The fields at the root, by response key."""
        collected = collect_fields(self.schema, dict(self.fragments), self.variables, type_, self.operation)
        return collected.grouped_field_set

    def below(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> dict[str, list[FieldDetails]]:
        """The fields that a field selects, by response key, fragments merged."""
        collected = collect_subfields(self.schema, dict(self.fragments), self.variables, self.operation, type_, details)
        return collected.grouped_field_set

    def arguments(self, field: GraphQLField, detail: FieldDetails) -> dict[str, object]:
        """The arguments of a field by their GraphQL names, without unset ones that have no default."""
        return get_argument_values(field, detail.node, self.variables, detail.fragment_variable_values)


class Walk(Protocol):
    """The planner, as the parts that it calls see it: it plans the fields below another one."""

    context: OperationContext
    hoists: bool
    path: list[str]

    def field(self, type_: GraphQLObjectType, parent: object, details: list[FieldDetails]) -> ColumnElement[Any]:
        """The value of one field."""

    def object_(self, type_: GraphQLObjectType, parent: object, details: list[FieldDetails]) -> JsonObject:
        """The object with a field's selections, over a parent."""

    def figures(self, row_set: RowSet, selection: "FieldSelection") -> ColumnElement[Any]:
        """Statistics of a row set."""


@dataclass(frozen=True, slots=True)
class FieldSelection:
    """One field that an operation selects: its types and declaration, its parent's rows, its arguments and its selections."""

    type: GraphQLObjectType
    named_type: GraphQLNamedType
    declared: GraphField
    parent: object
    """What the field is resolved over: rows, an aggregation, or a derived table; None at the root."""
    args: Mapping[str, object]
    details: list[FieldDetails]

    @property
    def object_type(self) -> GraphQLObjectType:
        """The type of the field if it has selections."""
        assert isinstance(self.named_type, GraphQLObjectType)
        return self.named_type

    @property
    def rows(self) -> Rows:
        """The parent of a noun's field."""
        assert isinstance(self.parent, Rows)
        return self.parent

    def resolve(self, **arguments: object) -> object:
        """The result of the field's resolver for the parent."""
        assert self.declared.sql is not None
        return self.declared.sql(self.parent, **arguments)

    def expression(self, **arguments: object) -> ColumnElement[Any]:
        """The expression that the resolver makes."""
        result = self.resolve(**arguments)
        assert isinstance(result, ColumnElement)
        return result

    def select(self, **arguments: object) -> sa.Select[Any]:
        """The rows that the resolver selects."""
        result = self.resolve(**arguments)
        assert isinstance(result, sa.Select)
        return result

    def figure_list(self, **arguments: object) -> FigureList:
        """The list of figures that the resolver makes."""
        result = self.resolve(**arguments)
        assert isinstance(result, FigureList)
        return result
