"""The filter inputs: one for each type of value, and one for each noun, derived from its fields and links."""

from enum import Enum, EnumType
from typing import Any

import strawberry

from schema.declare.field import nullable, type_named
from schema.declare.registry import register
from schema.declare.scalars import BigInt, DateTime, Duration, Usd

_WORDS = {
    "eq": "Equal to this value.",
    "ne": "Not equal to this value. Null also matches.",
    "in": "Equal to one of these values. An empty list matches nothing.",
    "not_in": "Not equal to any of these values. Null also matches.",
    "gt": "Greater than this value.",
    "gte": "Greater than or equal to this value.",
    "lt": "Less than this value.",
    "lte": "Less than or equal to this value.",
    "is_null": "True: the value is null. False: it is not null.",
    "contains": "Contains this text. ASCII letters match in either case.",
    "starts_with": "Starts with this text. Case-sensitive.",
    "last_days": "Within this number of days before now. Above 0, at most 36,500.",
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
    """An input type. All its fields are optional; those that are set must all match."""
    body: dict[str, Any] = {"__module__": __name__, "__annotations__": {key: hint for key, (hint, _) in fields.items()}}
    body.update({key: field for key, (_, field) in fields.items()})
    return register(strawberry.input(type(name, (), body), description=description))


def _value_filter(name: str, type_: Any, operators: tuple[str, ...], what: str) -> type:
    fields = {f"{key}_" if key == "in" else key: _field(type_, key) for key in operators}
    return _input(name, fields, f"Filters on {what}. All conditions must match.")


VALUE_FILTERS: dict[Any, type] = {
    str: _value_filter("StringFilter", str, (*_EQUAL, "contains", "starts_with"), "a string"),
    int: _value_filter("IntFilter", int, (*_EQUAL, *_ORDERED), "an integer"),
    BigInt: _value_filter("BigIntFilter", BigInt, (*_EQUAL, *_ORDERED), "an integer of up to 53 bits"),
    float: _value_filter("FloatFilter", float, (*_EQUAL, *_ORDERED), "a number"),
    bool: _value_filter("BooleanFilter", bool, ("eq", "ne", "is_null"), "a boolean"),
    DateTime: _value_filter("DateTimeFilter", DateTime, (*_EQUAL, *_ORDERED, "last_days"), "a time"),
    Duration: _value_filter("DurationFilter", Duration, (*_EQUAL, *_ORDERED), "a duration in milliseconds"),
    Usd: _value_filter("USDFilter", Usd, (*_EQUAL, *_ORDERED), "an amount in US dollars"),
}


def _enum_filter(enum: EnumType) -> type:
    if enum not in VALUE_FILTERS:
        VALUE_FILTERS[enum] = _value_filter(f"{enum.__name__}Filter", enum, _EQUAL, f"a value of {enum.__name__}")
    return VALUE_FILTERS[enum]


@register
@strawberry.enum(description="How a metadata value is compared. Metadata values are stored as text.")
class MetadataType(Enum):
    """How a metadata value is compared."""

    TEXT = strawberry.enum_value("TEXT", description="Compare as text, exactly.")
    INT = strawberry.enum_value("INT", description="Compare as integers. A stored text that is not an integer does not match.")
    FLOAT = strawberry.enum_value("FLOAT", description="Compare as numbers. A stored text that is not a number does not match.")


@register
@strawberry.input(description="Filters on one metadata value of a process instance.")
class MetadataFilter:
    """Filters on one metadata value."""

    name: str = strawberry.field(description="Name of the metadata value.")
    type: type_named("MetadataType") = strawberry.field(default=MetadataType.TEXT, description="How the values are compared.")  # type: ignore[valid-type]
    value: str = strawberry.field(description="Value to compare with, as text.")


def filter_of(name: str, leaves: dict[str, tuple[Any, str]], links: dict[str, str]) -> type:
    """The filter input of a noun: its values, its links (at least one linked row matches), and, or, not."""
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
            strawberry.field(default=strawberry.UNSET, description="Conditions on metadata values. All must match."),
        )
    for link, target in links.items():
        says = f"At least one linked {target} matches."
        fields[link] = (nullable(type_named(f"{target}Filter")), strawberry.field(default=strawberry.UNSET, description=says))
    for word, says in (
        ("and", "All of these filters match."),
        ("or", "At least one of these filters matches. An empty list matches nothing."),
    ):
        hint = nullable(list[own])  # type: ignore[valid-type]
        fields[f"{word}_"] = (hint, strawberry.field(name=word, default=strawberry.UNSET, description=says))
    fields["not_"] = (
        nullable(own),
        strawberry.field(name="not", default=strawberry.UNSET, description="This filter does not match."),
    )
    return _input(f"{name}Filter", fields, f"Filters {name} rows. All conditions must match.")
