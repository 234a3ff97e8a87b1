"""Names in Python and in the graph: one can be had from the other."""

import pytest
from graphql import GraphQLInputObjectType, GraphQLObjectType
from graphql.pyutils import camel_to_snake

from schema.declare.operators import OPERATORS
from schema.declare.registry import NODES
from schema.graph import graph

SCHEMA = graph._schema


def test_the_python_name_of_an_argument_follows_from_its_name() -> None:
    types = [each for name, each in SCHEMA.type_map.items() if isinstance(each, GraphQLObjectType) and not name.startswith("__")]
    names = [
        (name, argument.extensions["strawberry-definition"].python_name)
        for type_ in types
        for field in type_.fields.values()
        for name, argument in field.args.items()
        if name not in ("as", "in")
    ]
    assert len(names) > 100
    assert [(name, python) for name, python in names if camel_to_snake(name) != python] == []


@pytest.mark.parametrize("name", NODES)
def test_every_field_of_a_filter_is_a_field_or_a_filter_of_its_noun(name: str) -> None:
    node = NODES[name]
    filter_ = SCHEMA.type_map[f"{name}Filter"]
    assert isinstance(filter_, GraphQLInputObjectType)
    for field in set(filter_.fields) - {"and", "or", "not"}:
        assert field in node.filters or camel_to_snake(field) in node.fields


def test_operators_are_those_of_the_value_filters() -> None:
    filters = [each for name, each in SCHEMA.type_map.items() if isinstance(each, GraphQLInputObjectType) and "eq" in each.fields]
    assert set().union(*(each.fields for each in filters)) == set(OPERATORS)


@pytest.mark.parametrize("name", NODES)
def test_every_leaf_that_rows_are_sorted_or_grouped_by_has_a_value_type(name: str) -> None:
    node = NODES[name]
    for key in {*(order.field for order in node.orders.values()), *node.groups.values()} - {"id"}:
        assert node.fields[key].value is not None
