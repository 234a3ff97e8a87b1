"""Documents: parsed, measured and validated once, and cached."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

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

from schema.engine.limits import WHOLE, Measure, Size, check, literal_work, value_work
from schema.engine.outcome import OperationRefused, coded, error
from schema.engine.repetition import without_repetition
from schema.engine.variables import PlainVariables
from storage.errors import LimitExceeded

MOST_ERRORS = 25
TOKEN_BYTES = 700
"""Approximate memory of a token and its node, in bytes."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Limits on operations and on the caches of the engine. Each is a setting of the server."""

    max_depth: int = 25
    max_breadth: int = 300
    max_aliases: int = 150
    max_directives: int = 100
    max_tokens: int = 10_000
    max_work: int = 3_000
    max_cost: int = 2_000_000
    max_page: int = 10_000
    max_filter_depth: int = 6
    statement_timeout: float = 10.0
    operation_timeout: float = 30.0
    max_response_bytes: int = 50_000_000
    planning_timeout: float = 5.0
    plan_cache_bytes: int = 128_000_000


@dataclass(slots=True)
class Operation:
    """One operation of a document, with its size and the types of its variables."""

    node: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    variable_types: Mapping[str, GraphQLInputType]
    size: Size
    defaults: Mapping[str, int]
    """Work of the default value of each variable that has one."""
    plain: PlainVariables | None = None
    sizes: frozenset[str] = frozenset()
    """Variables that decide the number of requested rows, and so the cost."""
    costs: dict[tuple[Hashable, ...], int] = field(default_factory=dict)

    def check_work(self, variables: Mapping[str, object], most: int) -> None:
        """Raises LimitExceeded if the operation is too large with these variables."""
        check("work", self.work(variables, most), most)

    def work(self, variables: Mapping[str, object], most: int) -> int:
        """The work of the operation with these variables. A variable of more than `most` is not counted to its end."""
        size = self.size
        names = {*size.uses, *(name for _, name in size.per_id if name)}
        each = {name: value_work(variables[name], most) if name in variables else self.defaults.get(name, 1) for name in names}
        work = size.work + sum(uses * each[name] for name, uses in size.uses.items()) // WHOLE
        for (ids, name), amount in size.per_id.items():
            work += self._further(ids, variables) * (amount * each[name] // WHOLE if name else amount)
        return work

    def _further(self, name: str, variables: Mapping[str, object]) -> int:
        """The number of items of a list after its first. A default value has fewer items than its work."""
        given = variables.get(name)
        items = self.defaults.get(name, 1) if name not in variables else len(given) if isinstance(given, list) else 1
        return max(0, items - 1)

    @property
    def is_query(self) -> bool:
        """Whether it only reads."""
        return self.node.operation.value == "query"


@dataclass(slots=True, eq=False)
class Document:
    """A valid document."""

    node: DocumentNode
    operations: Mapping[str | None, Operation]
    fragments: Mapping[str, FragmentDefinitionNode]
    weight: int
    """Approximate memory of the document, in bytes."""

    def operation(self, name: str | None) -> Operation:
        """The operation with this name or, without a name, the only one. Raises OperationRefused if there is none, or if there
        are several and no name."""
        if name:
            operation = self.operations.get(name)
            if operation is None:
                raise OperationRefused(
                    [error("OPERATION_RESOLUTION_FAILURE", f"operationName: the document has no operation called {name[:100]!r}")]
                )
            return operation
        if len(self.operations) != 1:
            raise OperationRefused(
                [error("OPERATION_RESOLUTION_FAILURE", "operationName: the document has several operations; name one of them")]
            )
        return next(iter(self.operations.values()))


def parsed(schema: GraphQLSchema, text: str, settings: EngineSettings, record: Callable[[str], None]) -> Document:
    """Parses, measures and validates a document. Raises OperationRefused with all errors. Calls `record` with "parse" after
    parsing."""
    node = _parse(text, settings)
    record("parse")
    fragments = {each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)}
    operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
    try:
        measure = Measure(fragments)
        sizes = [measure.operation(operation) for operation in operations]
        for size in sizes:
            check("depth", size.depth, settings.max_depth)
            check("breadth", size.breadth, settings.max_breadth)
            check("aliases", size.aliases, settings.max_aliases)
            check("directives", size.directives, settings.max_directives)
            check("work", size.work + sum(size.uses.values()) // WHOLE, settings.max_work)
        compared = without_repetition(node)
    except LimitExceeded as failure:
        raise OperationRefused.of(failure) from failure
    except RecursionError:
        raise _nested(settings) from None
    errors = validate(schema, compared, max_errors=MOST_ERRORS)
    if errors:
        raise OperationRefused(coded("GRAPHQL_VALIDATION_FAILED", errors))
    details = {name: FragmentDetails(definition) for name, definition in fragments.items()}
    by_name = {_name(each): _operation(schema, each, details, size) for each, size in zip(operations, sizes, strict=True)}
    return Document(node, by_name, fragments, 2 * len(text) + TOKEN_BYTES * unlinked_tokens(node))


def _operation(
    schema: GraphQLSchema, node: OperationDefinitionNode, fragments: Mapping[str, FragmentDetails], size: Size
) -> Operation:
    types = _types(schema, node)
    definitions = node.variable_definitions or ()
    defaults = {each.variable.name.value: literal_work(each.default_value) for each in definitions if each.default_value}
    return Operation(node, fragments, types, size, defaults, PlainVariables.of(types))


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


def unlinked_tokens(node: DocumentNode) -> int:
    """Number of tokens of a document, which no longer refer to each other: that would keep them until a garbage collection."""
    count, token = 0, node.loc.start_token if node.loc else None
    while token is not None:
        following = token.next
        token.prev = token.next = None
        count, token = count + 1, following
    return count


def _nested(settings: EngineSettings) -> OperationRefused:
    return OperationRefused.of(LimitExceeded("The document is nested too deeply.", limit="depth", allowed=settings.max_depth))


def _name(operation: OperationDefinitionNode) -> str | None:
    return operation.name.value if operation.name else None


def _types(schema: GraphQLSchema, operation: OperationDefinitionNode) -> dict[str, GraphQLInputType]:
    return {each.variable.name.value: type_from_ast(schema, each.type) for each in operation.variable_definitions or ()}  # type: ignore[misc]
