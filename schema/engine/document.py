"""A document that was parsed, measured and validated: done once, kept with the plans that were made of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    type_from_ast,
    validate,
)
from graphql.execution.collect_fields import FragmentDetails

from schema.engine.limits import Measure, check
from schema.engine.outcome import OperationRefused, coded, error
from schema.engine.variables import PlainVariables
from storage.errors import LimitExceeded

MOST_ERRORS = 25


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an operation may be, and what is kept of it. Each limit is a setting of the server."""

    max_depth: int = 25
    max_breadth: int = 300
    max_aliases: int = 150
    max_directives: int = 100
    max_tokens: int = 10_000
    max_work: int = 10_000
    max_cost: int = 2_000_000
    max_page: int = 10_000
    max_filter_depth: int = 6
    statement_timeout: float = 10.0
    max_response_bytes: int = 50_000_000
    plan_cache_size: int = 500


@dataclass(slots=True)
class Operation:
    """One operation of a document, with the types of its variables and the plans made for their shapes."""

    node: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    variable_types: Mapping[str, GraphQLInputType]
    plain: PlainVariables | None = None
    sizes: frozenset[str] = frozenset()
    """Variables that decide how many rows are asked for, and so the cost."""
    costs: dict[Any, int] = field(default_factory=dict)

    @property
    def is_query(self) -> bool:
        """Whether it only reads."""
        return self.node.operation.value == "query"


@dataclass(slots=True)
class Document:
    """A valid document."""

    node: DocumentNode
    operations: Mapping[str | None, Operation]
    fragments: Mapping[str, FragmentDefinitionNode]

    def operation(self, name: str | None) -> Operation:
        """The operation of that name, or the only one; OperationRefused where there is none, or several and no name."""
        if name:
            found = self.operations.get(name)
            if found is None:
                raise OperationRefused(
                    [error("OPERATION_RESOLUTION_FAILURE", f"operationName: the document has no operation called {name[:100]!r}")]
                )
            return found
        if len(self.operations) != 1:
            raise OperationRefused(
                [error("OPERATION_RESOLUTION_FAILURE", "operationName: the document has several operations; name one of them")]
            )
        return next(iter(self.operations.values()))


def parsed(schema: GraphQLSchema, text: str, settings: EngineSettings, record: Callable[[str], None]) -> Document:
    """Parses, measures and validates; OperationRefused with all errors. Calls `record` with "parse" after parsing."""
    node = _parse(text, settings)
    record("parse")
    fragments = {each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)}
    operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
    try:
        measure = Measure(fragments)
        for operation in operations:
            size = measure.operation(operation)
            check("depth", size.depth, settings.max_depth)
            check("breadth", size.breadth, settings.max_breadth)
            check("aliases", size.aliases, settings.max_aliases)
            check("directives", size.directives, settings.max_directives)
            check("work", size.work, settings.max_work)
    except LimitExceeded as failure:
        raise OperationRefused.of(failure) from failure
    except RecursionError:
        raise _nested(settings) from None
    errors = validate(schema, node, max_errors=MOST_ERRORS)
    if errors:
        raise OperationRefused(coded("GRAPHQL_VALIDATION_FAILED", errors))
    details = {name: FragmentDetails(definition) for name, definition in fragments.items()}
    return Document(node, {_name(each): _operation(schema, each, details) for each in operations}, fragments)


def _operation(schema: GraphQLSchema, node: OperationDefinitionNode, fragments: Mapping[str, FragmentDetails]) -> Operation:
    types = _types(schema, node)
    return Operation(node, fragments, types, PlainVariables.of(types))


def _parse(text: str, settings: EngineSettings) -> DocumentNode:
    try:
        return parse(text, max_tokens=settings.max_tokens)
    except GraphQLError as syntax:
        if "more than" in syntax.message and "tokens" in syntax.message:
            facts = {"limit": "tokens", "allowed": settings.max_tokens, "measured": f"more than {settings.max_tokens}"}
            message = f"The document has more than the {settings.max_tokens} tokens that are allowed."
            raise OperationRefused.of(LimitExceeded(message, **facts)) from syntax
        raise OperationRefused(coded("GRAPHQL_PARSE_FAILED", [syntax])) from syntax
    except RecursionError:
        raise _nested(settings) from None


def _nested(settings: EngineSettings) -> OperationRefused:
    return OperationRefused.of(LimitExceeded("The document is nested too deeply.", limit="depth", allowed=settings.max_depth))


def _name(operation: OperationDefinitionNode) -> str | None:
    return operation.name.value if operation.name else None


def _types(schema: GraphQLSchema, operation: OperationDefinitionNode) -> dict[str, GraphQLInputType]:
    return {each.variable.name.value: type_from_ast(schema, each.type) for each in operation.variable_definitions or ()}  # type: ignore[misc]
