"""What a sender could have written instead of a name or a value that does not exist."""

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from msgspec import inspect

UNKNOWN_VALUE = re.compile(r"Invalid (?:enum )?value (.+)", re.DOTALL)
UNKNOWN_FIELD = re.compile(r"Object contains unknown field `(.+)`", re.DOTALL)
MISSING_FIELD = re.compile(r"Object missing required field `(.+)`", re.DOTALL)
STEP = re.compile(r"\.([\w-]+)|\[[^\]]*\]")


def one_of(names: Iterable[str]) -> str:
    """What to write instead: one of these."""
    return f"use one of: {', '.join(names)}"


def nearest(word: str, names: Iterable[str], otherwise: str | None = None) -> str:
    """What to write instead: the name that is most like the word; if none is, `otherwise`, by default all names."""
    names = list(names)
    close = difflib.get_close_matches(word, names, n=1)
    return f"did you mean {close[0]}?" if close else otherwise or one_of(names)


class Explained(NamedTuple):
    """What a validation error of msgspec says."""

    place: str | None
    """Such as `columns.start`; None: the whole."""
    reason: str
    instead: str | None = None
    """The alternatives, if there are any. Then the reason quotes what was sent."""

    def __str__(self) -> str:
        return f"{self.reason}; {self.instead}" if self.instead else self.reason


def explained(message: str, kind: Any) -> Explained:
    """What the text of a validation error says. `kind` is the type that was asked for."""
    reason, _, path = message.partition(" - at `$")
    path = path.rstrip("`")
    place, steps = path.lstrip(".") or None, _steps(path)
    if missing := MISSING_FIELD.fullmatch(reason):
        return Explained(_inside(place, missing[1]), "required, but missing")
    if unknown := UNKNOWN_FIELD.fullmatch(reason):
        return Explained(_inside(place, unknown[1]), "unknown field", nearest(unknown[1], _names(kind, steps)))
    if (wrong := UNKNOWN_VALUE.fullmatch(reason)) and (allowed := _values(kind, steps)):
        return Explained(place, f"unknown value {wrong[1]}", one_of(allowed))
    return Explained(place, reason.replace("Expected `", "expected `"))


def _inside(place: str | None, name: str) -> str:
    return f"{place}.{name}" if place else name


def _steps(path: str) -> tuple[str | None, ...]:
    """The names on a path; None stands for any item of a list or mapping."""
    return tuple(step[1] for step in STEP.finditer(path))


@cache
def _names(kind: Any, steps: tuple[str | None, ...]) -> tuple[str, ...]:
    """Names of the fields that an object has there."""
    return tuple(
        dict.fromkeys(
            name
            for found in _at(kind, steps)
            if isinstance(found, inspect.StructType)
            for name in (*filter(None, [found.tag_field]), *(field.encode_name for field in found.fields))
        )
    )


@cache
def _values(kind: Any, steps: tuple[str | None, ...]) -> tuple[str, ...]:
    """Values that a text may have there, also one that states which type an object has."""
    allowed: list[str] = []
    for found in _at(kind, steps):
        if isinstance(found, inspect.EnumType):
            allowed += [str(member.value) for member in found.cls]
        elif isinstance(found, inspect.LiteralType):
            allowed += map(str, found.values)
    if not allowed and steps:
        objects = [found for found in _at(kind, steps[:-1]) if isinstance(found, inspect.StructType)]
        allowed = sorted(str(found.tag) for found in objects if found.tag_field == steps[-1])
    return tuple(dict.fromkeys(allowed))


def _at(kind: Any, steps: tuple[str | None, ...]) -> list[inspect.Type]:
    """All types that a value at the end of the steps may have."""
    found = list(_plain(inspect.type_info(kind)))
    for step in steps:
        found = [plain for outer in found for inner in _below(outer, step) for plain in _plain(inner)]
    return found


def _plain(kind: inspect.Type) -> Iterator[inspect.Type]:
    if isinstance(kind, inspect.UnionType):
        for each in kind.types:
            yield from _plain(each)
    elif isinstance(kind, inspect.Metadata):
        yield from _plain(kind.type)
    else:
        yield kind


def _below(kind: inspect.Type, step: str | None) -> Iterator[inspect.Type]:
    if isinstance(kind, inspect.StructType):
        yield from (field.type for field in kind.fields if field.encode_name == step)
    elif step is None and isinstance(kind, inspect.DictType):
        yield kind.value_type
    elif step is None and isinstance(kind, inspect.ListType | inspect.VarTupleType):
        yield kind.item_type
