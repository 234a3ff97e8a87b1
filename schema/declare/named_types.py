"""The types of the graph by name, so that types can refer to each other regardless of import order."""

from types import GenericAlias
from typing import Annotated, Any, ForwardRef, Optional, TypeVar

from strawberry.types.lazy_type import LazyType, StrawberryLazyReference

from schema.declare.scalars import Cursor

TYPES: dict[str, type] = {"Cursor": Cursor}
"""Every registered type by its name."""


Registered = TypeVar("Registered", bound=type)


def register(cls: Registered) -> Registered:
    """Registers a type under its name."""
    TYPES[cls.__name__] = cls
    return cls


def type_named(name: str) -> object:
    """The type with this name, even if it is registered later."""
    return Annotated[name, _BY_NAME]


def nullable(type_: object) -> object:
    """The type, or null."""
    return Optional[type_]  # noqa: UP045  (a lazy type cannot be joined by |)


def list_of(type_: object) -> object:
    """A list of the type."""
    return GenericAlias(list, (type_,))


class _NamedType(LazyType[Any, Any]):
    """A type that Strawberry looks up once all are registered."""

    def resolve_type(self) -> type:
        """The registered type; KeyError if there is none yet."""
        return TYPES[self.type_name]


class _ByName(StrawberryLazyReference):
    """Makes Strawberry look types up here, not among the globals of a module."""

    def resolve_forward_ref(self, forward_ref: ForwardRef) -> _NamedType:
        """The lazy type for the name in an annotation."""
        return _NamedType(forward_ref.__forward_arg__, self.module)


_BY_NAME = _ByName(__name__)
