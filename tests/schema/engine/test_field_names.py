"""Names in Python and in the graph: one can be had from the other."""

import pytest
from graphql import GraphQLInputObjectType, GraphQLObjectType
from graphql.pyutils import camel_to_snake

from schema.declare.operators import OPERATORS
from schema.declare.registry import NODES
from schema.graph import graph

SCHEMA = graph._schema


@pytest.mark.parametrize("type_", [each for each in SCHEMA.type_map.values() if isinstance(each, GraphQLObjectType)], ids=str)
def test_the_python_name_of_an_argument_follows_from_its_name(type_: GraphQLObjectType) -> None:
    for field in type_.fields.values():
        declared = field.extensions.get("strawberry-definition")
        for name, argument in field.args.items():
            known = argument.extensions.get("strawberry-definition")
            if declared is not None and known is not None and name not in ("as", "in"):
                assert camel_to_snake(name) == known.python_name


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
