"""Selections of every figure of a type of statistics, taken from the schema, so that a new figure is tested without more."""

from graphql import GraphQLField, GraphQLObjectType, build_schema, get_named_type, is_leaf_type, is_required_argument

from schema.graph import sdl

TYPES = build_schema(sdl()).type_map


def every_figure(type_name: str) -> str:
    """All fields of a type, with all fields of their types."""
    type_ = TYPES[type_name]
    assert isinstance(type_, GraphQLObjectType)
    fields = [(_asked(name, field), get_named_type(field.type)) for name, field in type_.fields.items()]
    return " ".join(asked if is_leaf_type(of) else f"{asked} {{ {every_figure(of.name)} }}" for asked, of in fields)


def _asked(name: str, field: GraphQLField) -> str:
    """A field with the arguments that it requires: filters that match all rows."""
    required = [argument for argument, declared in field.args.items() if is_required_argument(declared)]
    return f"{name}({', '.join(f'{each}: {{}}' for each in required)})" if required else name


DURATION = f"duration {{ {every_figure('DurationStats')} }}"
