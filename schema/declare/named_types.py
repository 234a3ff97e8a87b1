"""The types of the graph by name, so that types can refer to each other regardless of import order."""

from typing import Annotated, Any, ForwardRef, Optional

from strawberry.types.lazy_type import LazyType, StrawberryLazyReference

from schema.declare.scalars import Cursor

TYPES: dict[str, type] = {"Cursor": Cursor}
"""Every registered type by its name."""


def register(cls: type) -> type:
    """Registers a type under its name."""
    TYPES[cls.__name__] = cls
    return cls


def type_named(name: str) -> Any:
    """The type with this name, even if it is registered later."""
    return Annotated[name, _BY_NAME]


def nullable(type_: Any) -> Any:
    """The type, or null."""
    return Optional[type_]  # noqa: UP045  (a lazy type cannot be joined by |)


def list_of(type_: Any) -> Any:
    """A list of the type."""
    return list[type_]


class _NamedType(LazyType[Any, Any]):
    """A type that Strawberry looks up once all are registered."""

    def resolve_type(self) -> type[Any]:
        """The registered type; KeyError if there is none yet."""
        return TYPES[self.type_name]


class _ByName(StrawberryLazyReference):
    """Makes Strawberry look types up here, not among the globals of a module."""

    def resolve_forward_ref(self, forward_ref: ForwardRef) -> _NamedType:
        """The lazy type for the name in an annotation."""
        return _NamedType(forward_ref.__forward_arg__, self.module)


_BY_NAME = _ByName(__name__)
