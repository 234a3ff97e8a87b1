"""The filter inputs: one for each type of value, and one for each noun, derived from its fields and links."""

from collections.abc import Mapping
from enum import EnumType
from keyword import iskeyword

import strawberry

from schema.declare.named_types import list_of, nullable, register, type_named
from schema.declare.operators import (
    COMPARISON,
    CONTAINS,
    EQ,
    EQUALITY,
    IS_NULL,
    LAST_DAYS,
    NE,
    STARTS_WITH,
    Operator,
)
from schema.declare.registry import ExtraFilter
from schema.declare.scalars import BigInt, DateTime, Duration, Usd

InputField = tuple[object, object]
"""Type and declaration of a field of an input."""


def _field(type_: object, operator: Operator) -> InputField:
    field = strawberry.field(name=operator.graph_name, default=strawberry.UNSET, description=operator.description)
    return nullable(operator.operand(type_)), field


def _input(name: str, fields: Mapping[str, InputField], description: str) -> type:
    """An input type. All its fields are optional; those that are set must all match."""
    body: dict[str, object] = {"__module__": __name__, "__annotations__": {key: hint for key, (hint, _) in fields.items()}}
    body.update({key: field for key, (_, field) in fields.items()})
    return register(strawberry.input(type(name, (), body), description=description))


def _value_filter(name: str, type_: object, operators: tuple[Operator, ...], what: str) -> type:
    fields = {f"{each.name}_" if iskeyword(each.name) else each.name: _field(type_, each) for each in operators}
    return _input(name, fields, f"Filters on {what}. All conditions must match.")


VALUE_FILTERS: dict[object, type] = {
    str: _value_filter("StringFilter", str, (*EQUALITY, CONTAINS, STARTS_WITH), "a string"),
    int: _value_filter("IntFilter", int, (*EQUALITY, *COMPARISON), "an integer"),
    BigInt: _value_filter("BigIntFilter", BigInt, (*EQUALITY, *COMPARISON), "an integer of up to 53 bits"),
    float: _value_filter("FloatFilter", float, (*EQUALITY, *COMPARISON), "a number"),
    bool: _value_filter("BooleanFilter", bool, (EQ, NE, IS_NULL), "a boolean"),
    DateTime: _value_filter("DateTimeFilter", DateTime, (*EQUALITY, *COMPARISON, LAST_DAYS), "a time"),
    Duration: _value_filter("DurationFilter", Duration, (*EQUALITY, *COMPARISON), "a duration in milliseconds"),
    Usd: _value_filter("USDFilter", Usd, (*EQUALITY, *COMPARISON), "an amount in US dollars"),
}


def _enum_filter(enum: EnumType) -> type:
    if enum not in VALUE_FILTERS:
        VALUE_FILTERS[enum] = _value_filter(f"{enum.__name__}Filter", enum, EQUALITY, f"a value of {enum.__name__}")
    return VALUE_FILTERS[enum]


def filter_of(
    name: str, leaves: Mapping[str, tuple[object, str]], extra: Mapping[str, ExtraFilter], links: Mapping[str, str]
) -> type:
    """The filter input of a noun: its values, its extra filters, its links (at least one linked row matches), and `and`, `or`,
    `not`."""
    own = type_named(f"{name}Filter")
    fields: dict[str, InputField] = {}
    for field, (hint, description) in leaves.items():
        if isinstance(hint, EnumType):
            value_filter = _enum_filter(hint)
        elif hint in VALUE_FILTERS:
            value_filter = VALUE_FILTERS[hint]
        else:
            continue
        fields[field] = (nullable(value_filter), strawberry.field(default=strawberry.UNSET, description=description))
    for field, each in extra.items():
        fields[field] = (nullable(each.type), strawberry.field(default=strawberry.UNSET, description=each.description))
    for link, target in links.items():
        description = f"At least one linked {target} matches."
        hint = nullable(type_named(f"{target}Filter"))
        fields[link] = (hint, strawberry.field(default=strawberry.UNSET, description=description))
    for word, description in (
        ("and", "All of these filters match."),
        ("or", "At least one of these filters matches. An empty list matches nothing."),
    ):
        hint = nullable(list_of(own))
        fields[f"{word}_"] = (hint, strawberry.field(name=word, default=strawberry.UNSET, description=description))
    fields["not_"] = (
        nullable(own),
        strawberry.field(name="not", default=strawberry.UNSET, description="This filter does not match."),
    )
    return _input(f"{name}Filter", fields, f"Filters {name} rows. All conditions must match.")
