"""Random operations that are valid and hit something: ids of real rows, values that are stored, links followed."""

import json
import random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
)

from tests.schema.nasty_store import COUNTS, FRACTIONS, IDS, METADATA, MICROS, MONEY, NAMES, NOON, NOWHERE, SMALLS, TEXTS, TIMES
from tests.schema.reference_answers import Reference, time_text

ZONES = ("UTC", "Europe/Berlin", "America/New_York")
WINDOWS = ((NOON - 3 * 86_400_000_000, NOON + 86_400_000_000), (NOON, NOON + 45 * 86_400_000_000), (0, 86_400_000_000))


def literal(value: Any) -> str:
    """A value as GraphQL writes it."""
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {literal(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(each) for each in value) + "]"
    return json.dumps(value)


class Name(str):
    """An enum value, or a variable."""

    __slots__ = ()


def plain(value: Any) -> Any:
    """A value as JSON variables carry it."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, Name) else value


class Operations:
    """Writes one operation after the other from a source of chance."""

    def __init__(self, reference: Reference, chance: random.Random) -> None:
        self.reference = reference
        self.schema: GraphQLSchema = reference.schema
        self.chance = chance
        self.variables: dict[str, tuple[str, Any]] = {}
        self.fragments: list[str] = []
        self.left = 60
        self.aliases = 0

    def query(self) -> tuple[str, dict[str, Any]]:
        """An operation and its variables."""
        query = self.schema.query_type
        assert query
        fields = [
            self._field(query, self.chance.choice(list(query.fields)), 4, f"r{index}")
            for index in range(self.chance.randint(1, 2))
        ]
        declared = ", ".join(f"${name}: {type_}" for name, (type_, _) in self.variables.items())
        head = f"query Q({declared})" if declared else "query Q"
        text = "\n".join([f"{head} {{ {' '.join(fields)} }}", *self.fragments])
        return text, {name: value for name, (_, value) in self.variables.items()}

    def _field(self, type_: Any, name: str, depth: int, alias: str | None = None) -> str:
        self.left -= 1
        field = type_.fields[name]
        arguments = self._arguments(field, get_named_type(field.type).name)
        shown = ", ".join(f"{key}: {literal(value)}" for key, value in arguments.items())
        head = f"{alias}: {name}" if alias else name
        below = get_named_type(field.type)
        body = "" if isinstance(below, GraphQLScalarType | GraphQLEnumType) else self._selections(below, depth - 1)
        return f"{head}{f'({shown})' if shown else ''}{self._directive()}{body}"

    def _directive(self) -> str:
        if self.chance.random() > 0.06:
            return ""
        word, truth = self.chance.choice(("include", "skip")), self.chance.random() < 0.5
        value = Name(f"${self._variable('Boolean!', truth)}") if self.chance.random() < 0.5 else truth
        return f" @{word}(if: {literal(value)})"

    def _variable(self, type_: str, value: Any) -> str:
        name = f"v{len(self.variables)}"
        self.variables[name] = (type_, plain(value))
        return name

    def _selections(self, type_: Any, depth: int) -> str:
        if isinstance(type_, GraphQLInterfaceType):
            return self._of_interface(type_, depth)
        simple, deep = [], []
        for name, field in type_.fields.items():
            below = get_named_type(field.type)
            (simple if isinstance(below, GraphQLScalarType | GraphQLEnumType) else deep).append(name)
        chosen = self.chance.sample(simple, min(len(simple), self.chance.randint(1, 4)))
        if depth > 0 and self.left > 0 and deep:
            chosen += self.chance.sample(deep, min(len(deep), self.chance.randint(1, 2)))
        parts = [self._field(type_, name, depth, self._alias()) for name in chosen]
        if not parts or self.chance.random() < 0.1:
            parts.append("__typename")
        self.chance.shuffle(parts)
        return self._wrapped(type_.name, parts)

    def _alias(self) -> str:
        # Aliases are unique, so nothing has to be merged with other arguments.
        self.aliases += 1
        return f"k{self.aliases}"

    def _wrapped(self, type_: str, parts: list[str]) -> str:
        way = self.chance.random()
        if way < 0.1:
            return f" {{ ... on {type_} {{ {' '.join(parts)} }} ... {{ __typename }} }}"
        if way < 0.2:
            name = f"F{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {type_} {{ {' '.join(parts)} }}")
            return f" {{ ...{name} ...{name} }}"
        return f" {{ {' '.join(parts)} }}"

    def _of_interface(self, type_: GraphQLInterfaceType, depth: int) -> str:
        kinds = self.chance.sample(sorted(each.name for each in self.schema.get_possible_types(type_)), 3)
        inner = [f"... on {kind}{self._selections(self.schema.type_map[kind], depth - 1)}" for kind in kinds]
        return f" {{ id __typename {' '.join(inner)} }}"

    def _arguments(self, field: Any, result: str) -> dict[str, Any]:
        given: dict[str, Any] = {}
        if "first" in field.args and "after" in field.args:
            return self._page(field, result.removesuffix("Connection"))
        for argument, declared in field.args.items():
            if not isinstance(declared.type, GraphQLNonNull) and argument != "window" and self.chance.random() < 0.5:
                continue
            value = self._argument(argument, declared.type)
            if value is not None and argument != "by":
                value = self._maybe_variable(str(declared.type), value)
            if value is not None:
                given[argument] = value
        return given

    def _argument(self, name: str, type_: Any) -> Any:
        if name == "id":
            return self._global_id()
        if name == "ids":
            return [self._global_id() for _ in range(self.chance.randint(0, 4))]
        if name == "window":
            since, until = self.chance.choice(WINDOWS)
            both = {"from": time_text(since), "to": time_text(until)}
            return self.chance.choice((both, both, both, {}, {"to": time_text(until)}))
        if name == "timezone":
            return self.chance.choice(ZONES)
        if name == "bucket":
            return Name(self.chance.choice(("HOUR", "DAY", "WEEK", "MONTH")))
        if get_named_type(type_).name == "Int":
            return self.chance.randint(1, 5)
        if name == "name":
            return self.chance.choice(NAMES)
        named = get_named_type(type_)
        if isinstance(named, GraphQLInputObjectType) and name == "where":
            return self._filter(named, 1)
        if name == "by":
            return [Name(key) for key in self.chance.choices(list(named.values), k=self.chance.choice((1, 1, 2, 3)))]
        if isinstance(named, GraphQLEnumType):
            return Name(self.chance.choice(list(named.values)))
        return self._id()

    def _maybe_variable(self, type_: str, value: Any) -> Any:
        whole = "$" not in literal(value)
        return Name(f"${self._variable(type_, value)}") if whole and self.chance.random() < 0.3 else value

    def _id(self) -> str:
        return self.chance.choice(IDS if self.chance.random() < 0.9 else NOWHERE)

    def _global_id(self) -> str:
        return f"{self.chance.choice(list(self.reference.world.rows))}:{self._id()}".replace(
            "GuardianBinding", "Guardian"
        ).replace("InstanceMetadata", "Task")

    def _page(self, field: Any, target: str) -> dict[str, Any]:
        given: dict[str, Any] = {}
        orders = list(self.schema.type_map[f"{target}Order"].values)  # type: ignore[attr-defined]
        if self.chance.random() < 0.6:
            given["orderBy"] = Name(self.chance.choice(orders))
        if self.chance.random() < 0.7:
            given[self.chance.choice(("first", "last"))] = self.chance.choice((0, 1, 2, 3, 5, 50))
        if self.chance.random() < 0.2:
            given["skip"] = self.chance.choice((0, 1, 2, 5, 2**31 - 1, -1))
        if self.chance.random() < 0.5:
            filter_type = self.schema.type_map[f"{target}Filter"]
            assert isinstance(filter_type, GraphQLInputObjectType)
            given["filter"] = self._filter(filter_type, 2)
        for name in ("after", "before"):
            if self.chance.random() < 0.2:
                row = self.chance.choice(self.reference.world.rows[target])
                order = given.get("orderBy", orders[0])
                given[name] = json.dumps([str(order), *self.reference._key(row, str(order))])
        return {name: self._maybe_variable(str(field.args[name].type), value) for name, value in given.items()}

    def _filter(self, type_: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        chosen = self.chance.sample(list(type_.fields), self.chance.randint(1, 2))
        found: dict[str, Any] = {}
        for name in chosen:
            inner: Any = type_.fields[name].type
            below = get_named_type(inner)
            if name == "metadata" and below.name == "MetadataFilter":
                found[name] = [self._metadata() for _ in range(self.chance.randint(1, 2))]
            elif below.name in ("StringFilter",) or "eq" in getattr(below, "fields", {}):
                found[name] = self._tests(name, below)
            elif depth > 0:
                found[name] = self._inner_filter(inner, below, depth)
        return found

    def _inner_filter(self, type_: Any, below: GraphQLInputObjectType, depth: int) -> Any:
        if isinstance(type_, GraphQLList):
            return [self._filter(below, depth - 1) for _ in range(self.chance.randint(0, 2))]
        return self._filter(below, depth - 1)

    def _metadata(self) -> dict[str, Any]:
        numbers = {
            "INT": ("1", "7", "+1", "-1"),
            "FLOAT": ("1", "0.25", "1e2", ".5", "-1.5"),
            "TEXT": [str(value) for value in METADATA],
        }
        kind = self.chance.choice(list(numbers))
        return {"name": self.chance.choice(NAMES), "type": Name(kind), "value": self.chance.choice(numbers[kind])}

    def _tests(self, name: str, type_: GraphQLInputObjectType) -> dict[str, Any]:
        operators = self.chance.sample(list(type_.fields), self.chance.choice((1, 1, 2)))
        kind = get_named_type(type_.fields["eq"].type)
        tests = {}
        for operator in operators:
            if operator == "isNull":
                tests[operator] = self._maybe_variable("Boolean", self.chance.random() < 0.5)
            elif operator == "lastDays":
                tests[operator] = self.chance.choice((1, 400.5, 36_500))
            elif operator in ("in", "notIn"):
                values = [self._value(name, kind) for _ in range(self.chance.randint(0, 4))]
                tests[operator] = self._maybe_variable(f"[{kind.name}!]", values)
            else:
                tests[operator] = self._maybe_variable(kind.name, self._value(name, kind))
        return tests

    def _value(self, name: str, kind: Any) -> Any:
        pick = self.chance.choice
        if isinstance(kind, GraphQLEnumType):
            return Name(pick(list(kind.values)))
        if kind.name == "DateTime":
            return time_text(pick(TIMES))
        if kind.name == "Duration":
            return pick((*MICROS[:-1], -86_400_000_000, 86_400_000_000)) / 1000
        if kind.name == "USD":
            return pick(MONEY) / 1_000_000_000
        if kind.name == "Boolean":
            return pick((True, False))
        if kind.name == "Float":
            return pick(FRACTIONS)
        if kind.name == "BigInt":
            return pick(COUNTS)
        if kind.name == "Int":
            return pick(SMALLS)
        return self._id() if name.endswith("Id") or name in ("taskSpec", "tool") else pick(TEXTS)


__all__ = ["GraphQLObjectType", "Operations"]
