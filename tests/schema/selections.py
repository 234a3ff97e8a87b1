"""Selections of every figure of a type of statistics, taken from the schema, so that a new figure is tested without more."""

from graphql import GraphQLObjectType, build_schema, get_named_type, is_leaf_type

from schema.graph import sdl

TYPES = build_schema(sdl()).type_map


def every_figure(type_name: str) -> str:
    """All fields of a type, with all fields of their types."""
    type_ = TYPES[type_name]
    assert isinstance(type_, GraphQLObjectType)
    fields = [(name, get_named_type(field.type)) for name, field in type_.fields.items()]
    return " ".join(name if is_leaf_type(of) else f"{name} {{ {every_figure(of.name)} }}" for name, of in fields)


DURATION = f"duration {{ {every_figure('DurationStats')} }}"
