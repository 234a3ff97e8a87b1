"""The shape of an operation's variables: the part of them that decides the statement. The rest fills its binds.

Two requests with the same document and the same shape run the same plan. Texts, numbers and times are binds. Whatever changes the
SQL belongs to the shape: null or not, true or false, enum values, the fields of an input that are set, the type in a global id,
the order in a cursor.
"""

from collections.abc import Mapping, Sequence
from math import isfinite

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    get_named_type,
)

from storage.sql.statement import Later, Moment

type_of = type
Path = tuple[str | int, ...]


class GlobalId:
    """A global id: its type, and the id of the row, which may be a bind."""

    __slots__ = ("own", "type_name")

    def __init__(self, type_name: str, own: str | Later) -> None:
        self.type_name = type_name
        self.own = own


def global_id(text: str) -> GlobalId:
    """The parts of a global id. The type is empty if the text has none."""
    type_name, colon, own = text.partition(":")
    return GlobalId(type_name, own) if colon else GlobalId("", text)


def _at(path: Path) -> Later:
    def compute(moment: Moment) -> object:
        value: object = moment.variables
        for step in path:
            value = _member(value, step)
        return value

    name, *steps = path
    return Later(compute, f"${name}" + "".join(f".{step}" for step in steps))


def _member(value: object, step: str | int) -> object:
    """A field of an input object, or an item of a list."""
    if isinstance(step, int):
        assert isinstance(value, list)
        return value[step]
    assert isinstance(value, Mapping)
    return value[step]


def shape(type_: GraphQLInputType, value: object) -> object:
    """The shape of a coerced value: the hashable part that decides the statement."""
    if value is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return shape(type_.of_type, value)
    if isinstance(type_, GraphQLList):
        if _holds_binds(type_.of_type):
            return "list"
        assert isinstance(value, list)
        return tuple(shape(type_.of_type, item) for item in _distinct(type_, value))
    if isinstance(type_, GraphQLInputObjectType):
        assert isinstance(value, Mapping)
        return tuple((name, shape(type_.fields[name].type, item)) for name, item in value.items())
    if isinstance(type_, GraphQLEnumType):
        return value
    if type_.name == "Boolean":
        return value
    if type_.name == "ID":
        return global_id(str(value)).type_name
    if type_.name == "Cursor":
        assert isinstance(value, tuple)
        return (value[0], tuple(type_of(part).__name__ for part in value[1:]))
    return "bind"


_PLAIN: Mapping[str, type] = {"String": str, "Int": int, "Float": float}
"""Scalars whose values need only a check of their type."""


class PlainVariables:
    """Variables that are all plain scalars: they can be used as they are if each has the right type."""

    __slots__ = ("names", "shape")

    def __init__(self, names: Mapping[str, type]) -> None:
        self.names = names
        self.shape = tuple((name, "bind") for name in names)

    @classmethod
    def of(cls, types: Mapping[str, GraphQLInputType]) -> "PlainVariables | None":
        """The plain variables of these types; None if one is not plain."""
        names: dict[str, type] = {}
        for name, type_ in types.items():
            inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
            if not isinstance(inner, GraphQLScalarType) or inner.name not in _PLAIN:
                return None
            names[name] = _PLAIN[inner.name]
        return cls(names)

    def take(self, values: Mapping[str, object]) -> bool:
        """Whether values need no coercion: all are present, there are no others, and each has exactly the right type."""
        if len(values) != len(self.names):
            return False
        for name, kind in self.names.items():
            value = values.get(name)
            if type(value) is not kind or not _fits(value):
                return False
        return True


def _fits(value: object) -> bool:
    """Whether a number is within the range of GraphQL's Int or Float; true for a text."""
    if type(value) is int:
        return -(2**31) <= value < 2**31
    return not isinstance(value, float) or isfinite(value)


def _holds_binds(type_: GraphQLInputType) -> bool:
    """Whether a list of this type can be one bind."""
    if isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
    return isinstance(type_, GraphQLScalarType) and type_.name not in ("Boolean", "ID", "Cursor", "JSON")


def _distinct(type_: GraphQLList[GraphQLInputType], items: Sequence[object]) -> Sequence[object]:
    """The items of a list without repeated enum values, which change no answer."""
    return list(dict.fromkeys(items)) if isinstance(get_named_type(type_), GraphQLEnumType) else items


def planned(type_: GraphQLInputType, value: object, path: Path) -> object:
    """The value with each bind replaced by its place in the variables, from which it is read when the plan runs."""
    if value is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return planned(type_.of_type, value, path)
    if isinstance(type_, GraphQLList):
        if _holds_binds(type_.of_type):
            return _at(path)
        assert isinstance(value, list)
        return [planned(type_.of_type, item, (*path, index)) for index, item in enumerate(_distinct(type_, value))]
    if isinstance(type_, GraphQLInputObjectType):
        assert isinstance(value, Mapping)
        return {name: planned(type_.fields[name].type, item, (*path, name)) for name, item in value.items()}
    if isinstance(type_, GraphQLEnumType) or type_.name == "Boolean":
        return value
    if type_.name == "ID":
        whole = _at(path)
        return GlobalId(
            global_id(str(value)).type_name, Later(lambda moment: global_id(str(whole.compute(moment))).own, whole.source)
        )
    return _at(path)


def shapes(types: Mapping[str, GraphQLInputType], values: Mapping[str, object]) -> tuple[object, ...]:
    """The shape of all variables. An unset variable differs from null."""
    return tuple((name, shape(type_, values[name])) for name, type_ in types.items() if name in values)
