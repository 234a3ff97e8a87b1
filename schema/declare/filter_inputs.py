"""The filter inputs: one for each kind of value, and one for each noun, made from the noun's fields and links."""

from enum import Enum, EnumType
from typing import Any

import strawberry

from schema.declare.field import nullable, type_named
from schema.declare.registry import register
from schema.declare.scalars import BigInt, DateTime, Duration, Usd

_WORDS = {
    "eq": "Equal to this.",
    "ne": "Other than this; rows without a value match too.",
    "in": "One of these; none of them if the list is empty.",
    "not_in": "None of these; rows without a value match too.",
    "gt": "More than this.",
    "gte": "This or more.",
    "lt": "Less than this.",
    "lte": "This or less.",
    "is_null": "Whether the value is absent.",
    "contains": "Holds this text, in upper or lower case (ASCII letters).",
    "starts_with": "Begins with this text.",
    "last_days": "In the last so many days up to now.",
}
_EQUAL = ("eq", "ne", "in", "not_in", "is_null")
_ORDERED = ("gt", "gte", "lt", "lte")


def _field(type_: Any, name: str) -> Any:
    plain = {"eq", "ne", *_ORDERED}
    if name in plain:
        hint = type_
    elif name in ("in", "not_in"):
        hint = list[type_]
    elif name == "is_null":
        hint = bool
    elif name == "last_days":
        hint = float
    else:
        hint = str
    return nullable(hint), strawberry.field(name=_camel(name), default=strawberry.UNSET, description=_WORDS[name])


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def _input(name: str, fields: dict[str, tuple[Any, Any]], description: str) -> type:
    """An input type; all its fields are optional, and all that are given must match."""
    body: dict[str, Any] = {"__module__": __name__, "__annotations__": {key: hint for key, (hint, _) in fields.items()}}
    body.update({key: field for key, (_, field) in fields.items()})
    return register(strawberry.input(type(name, (), body), description=description))


def _value_filter(name: str, type_: Any, operators: tuple[str, ...], what: str) -> type:
    fields = {f"{key}_" if key == "in" else key: _field(type_, key) for key in operators}
    return _input(name, fields, f"Tests {what}. All tests that are given must hold.")


VALUE_FILTERS: dict[Any, type] = {
    str: _value_filter("StringFilter", str, (*_EQUAL, "contains", "starts_with"), "a text"),
    int: _value_filter("IntFilter", int, (*_EQUAL, *_ORDERED), "a whole number"),
    BigInt: _value_filter("BigIntFilter", BigInt, (*_EQUAL, *_ORDERED), "a whole number that may be large"),
    float: _value_filter("FloatFilter", float, (*_EQUAL, *_ORDERED), "a number"),
    bool: _value_filter("BooleanFilter", bool, ("eq", "ne", "is_null"), "a truth"),
    DateTime: _value_filter("DateTimeFilter", DateTime, (*_EQUAL, *_ORDERED, "last_days"), "a moment"),
    Duration: _value_filter("DurationFilter", Duration, (*_EQUAL, *_ORDERED), "a length of time, in milliseconds"),
    Usd: _value_filter("USDFilter", Usd, (*_EQUAL, *_ORDERED), "an amount, in US dollars"),
}


def _enum_filter(enum: EnumType) -> type:
    if enum not in VALUE_FILTERS:
        VALUE_FILTERS[enum] = _value_filter(f"{enum.__name__}Filter", enum, _EQUAL, f"a value of {enum.__name__}")
    return VALUE_FILTERS[enum]


@register
@strawberry.enum(description="How a metadata value is compared. Values are stored as text.")
class MetadataType(Enum):
    """How a metadata value is compared."""

    TEXT = strawberry.enum_value("TEXT", description="As text, exactly.")
    INT = strawberry.enum_value("INT", description="As whole numbers: a stored text that is none does not match.")
    FLOAT = strawberry.enum_value("FLOAT", description="As numbers: a stored text that is none does not match.")


@register
@strawberry.input(description="Tests one value of an instance's metadata.")
class MetadataFilter:
    """Tests one value of the metadata."""

    name: str = strawberry.field(description="Name of the value.")
    type: type_named("MetadataType") = strawberry.field(default=MetadataType.TEXT, description="How it is compared.")  # type: ignore[valid-type]
    value: str = strawberry.field(description="The value to match, as text.")


def filter_of(name: str, leaves: dict[str, tuple[Any, str]], links: dict[str, str]) -> type:
    """The filter input of a noun: its values, its links (some linked row matches), and, or, not."""
    own = type_named(f"{name}Filter")
    fields: dict[str, tuple[Any, Any]] = {}
    for field, (hint, description) in leaves.items():
        if isinstance(hint, EnumType):
            value_filter = _enum_filter(hint)
        elif hint in VALUE_FILTERS:
            value_filter = VALUE_FILTERS[hint]
        else:
            continue
        fields[field] = (nullable(value_filter), strawberry.field(default=strawberry.UNSET, description=description))
    if name == "ProcessInstance":
        fields["metadata"] = (
            nullable(list[MetadataFilter]),
            strawberry.field(default=strawberry.UNSET, description="Tests of metadata values, all of which must hold."),
        )
    for link, target in links.items():
        says = f"Some {target} that it is linked to matches."
        fields[link] = (nullable(type_named(f"{target}Filter")), strawberry.field(default=strawberry.UNSET, description=says))
    for word, says in (("and", "All of these match."), ("or", "One of these matches; none does if the list is empty.")):
        hint = nullable(list[own])  # type: ignore[valid-type]
        fields[f"{word}_"] = (hint, strawberry.field(name=word, default=strawberry.UNSET, description=says))
    fields["not_"] = (nullable(own), strawberry.field(name="not", default=strawberry.UNSET, description="This does not match."))
    return _input(f"{name}Filter", fields, f"Which {name} to take. All tests that are given must hold.")
