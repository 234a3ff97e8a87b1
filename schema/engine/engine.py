"""Answers a request: find the document and its plan, fill the binds, run the statements, join their JSON.

A document is parsed and validated once, an operation is planned once for each shape of its variables; after that a
request is a dictionary look-up, one statement for each root field, and a join of bytes.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Hashable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
)
from graphql.execution.collect_fields import FieldDetails
from graphql.execution.values import VariableValues, get_variable_values

from schema.engine.document import Document, EngineSettings, Invalid, Operation, coded, error, parsed
from schema.engine.limits import Cost, check
from schema.engine.lru import Recent
from schema.engine.mutation_context import MutationContext
from schema.engine.plan import Plan, Root
from schema.engine.planner import Planner
from schema.engine.request import Answer, Caller, Request
from schema.engine.selection import OperationContext
from schema.engine.timing import Clock
from schema.engine.variables import planned, shapes
from storage.database.protocol import Database, Snapshot
from storage.errors import Failure, LimitExceeded, ResponseTooLarge
from storage.sql.statement import Moment, Statement
from storage.tables import metadata

INTROSPECTION = frozenset({"__schema", "__type"})


class Engine:
    """Answers GraphQL requests from one database."""

    def __init__(self, database: Database, schema: GraphQLSchema, settings: EngineSettings | None = None) -> None:
        self.database = database
        self.schema = schema
        self.settings = settings or EngineSettings()
        self.documents: Recent[str, Document] = Recent(self.settings.plan_cache_size)
        self.plans: Recent[Hashable, Plan] = Recent(self.settings.plan_cache_size)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator["OneSnapshot"]:
        """A block whose queries all read one state of the store."""
        async with self.database.snapshot() as snapshot:
            yield OneSnapshot(self, snapshot)

    async def answer(self, request: Request, caller: Caller, snapshot: Snapshot | None = None) -> Answer:
        """The answer to a request. Nothing that a client can send makes it raise."""
        clock = Clock()
        try:
            document = self._document(request.query, clock)
            operation = document.operation(request.operation_name)
            if not operation.is_query:
                if not request.allow_mutation:
                    refusal = error("METHOD_NOT_ALLOWED", "A mutation needs POST.")
                    return Answer(_errors([refusal]), executed=False, timing=clock.spent, refused_method=True)
                return await self._mutate(document, request, caller, clock)
            values, plan = self._planned(document, operation, request)
            clock.lap("plan")
        except RecursionError:
            facts = {"limit": "nesting", "allowed": "what can be planned", "measured": "more"}
            refusal = error("LIMIT_EXCEEDED", "The operation, or its variables, are nested too deeply.", **facts)
            return Answer(_errors([refusal]), executed=False, timing=clock.spent)
        except Invalid as invalid:
            clock.lap("validate")
            return Answer(_errors(invalid.errors), executed=False, timing=clock.spent)
        return await self._run(plan, request, caller, Moment(values, caller.org_id, self.now()), clock, snapshot)

    def _document(self, text: str, clock: Clock) -> Document:
        document = self.documents.get(text)
        if document is None:
            document = self.documents.put(text, parsed(self.schema, text, self.settings, clock.lap))
            clock.lap("validate")
        else:
            clock.lap("parse")
        return document

    def _variables(self, operation: Operation, given: Mapping[str, object] | None) -> VariableValues:
        definitions = operation.node.variable_definitions
        if not definitions:
            return VariableValues({}, {})
        values = get_variable_values(self.schema, definitions, dict(given or {}), max_errors=25)
        if isinstance(values, list):
            raise Invalid(coded("BAD_USER_INPUT", values))
        return values

    def _check_cost(self, document: Document, operation: Operation, variables: Mapping[str, Any]) -> None:
        sizes = tuple(_hashable(variables.get(name)) for name in sorted(operation.sizes))
        measured = operation.costs.get(sizes)
        if measured is None:
            cost = Cost(self.schema, document.fragments, variables)
            measured = cost.operation(operation.node)
            operation.sizes = operation.sizes | cost.sizes
            if len(operation.costs) < self.settings.plan_cache_size:
                operation.costs[tuple(_hashable(variables.get(name)) for name in sorted(operation.sizes))] = measured
        try:
            check("cost", measured, self.settings.max_cost)
        except LimitExceeded as failure:
            raise Invalid([error(failure.code, failure.message, **failure.facts)]) from failure

    def _planned(self, document: Document, operation: Operation, request: Request) -> tuple[Mapping[str, Any], Plan]:
        """The coerced variables and the plan for their shape."""
        given = request.variables or {}
        name = request.operation_name
        plain = operation.plain
        if plain is not None and plain.take(given):
            plan = self.plans.get((request.query, name, plain.shape))
            if plan is not None:
                if operation.sizes:
                    self._check_cost(document, operation, given)
                return given, plan
        variables = self._variables(operation, given)
        values = variables.coerced
        self._check_cost(document, operation, values)
        key = (request.query, name, shapes(operation.variable_types, values))
        return values, self.plans.get(key) or self.plans.put(key, self._make_plan(operation, variables))

    def _context(self, operation: Operation, variables: VariableValues) -> OperationContext:
        types = operation.variable_types
        later = {name: planned(types[name], value, (name,)) for name, value in variables.coerced.items()}
        values = VariableValues(variables.sources, later)
        return OperationContext(
            self.schema, operation.node, operation.fragments, values, self.settings.max_page, self.settings.max_filter_depth
        )

    def _make_plan(self, operation: Operation, variables: VariableValues) -> Plan:
        context = self._context(operation, variables)
        planner = Planner(context, self.database.dialect.name)
        query = self.schema.query_type
        assert query is not None
        roots: list[Root] = []
        try:
            for key, details in context.roots(query).items():
                roots.append(self._root(planner, query, key, details, operation, variables))
        except GraphQLError as failure:
            raise Invalid(coded("BAD_USER_INPUT", [failure])) from failure
        return Plan(tuple(roots))

    def _root(
        self,
        planner: Planner,
        query: GraphQLObjectType,
        key: str,
        details: list[FieldDetails],
        operation: Operation,
        variables: VariableValues,
    ) -> Root:
        name = details[0].node.name.value
        prefix = orjson.dumps(key) + b":"
        if name == "__typename":
            return Root(key, prefix, nullable=False, known=orjson.dumps(query.name))
        if name in INTROSPECTION:
            return Root(key, prefix, nullable=name == "__type", known=self._introspect(key, details, operation, variables))
        statement = planner.root(query, key, details)
        nullable = not isinstance(query.fields[name].type, GraphQLNonNull)
        return Root(key, prefix, nullable, statement, scopes=self.scopes_of(statement), details=tuple(details))

    @staticmethod
    def scopes_of(statement: Statement) -> frozenset[str]:
        """The scopes that a caller needs for the tables that a statement reads; some tell nothing of anybody, and need none."""
        needed = {metadata.tables[table].info.get("scope", "graph:read") for table in statement.tables}
        return frozenset(needed - {None})

    @staticmethod
    def now() -> int:
        """The time in microseconds since 1970."""
        return time.time_ns() // 1000

    def _introspect(self, key: str, details: list[FieldDetails], operation: Operation, variables: VariableValues) -> bytes:
        """The answer of one introspection field: the schema does not change, so it is known once and for all."""
        node = operation.node
        alone = OperationDefinitionNode(
            operation=node.operation,
            variable_definitions=node.variable_definitions,
            directives=(),
            selection_set=SelectionSetNode(selections=tuple(detail.node for detail in details)),
        )
        fragments = tuple(fragment.definition for fragment in operation.fragments.values())
        document = DocumentNode(definitions=(alone, *fragments))
        given = {name: source.value for name, source in variables.sources.items() if name in variables.coerced}
        result = execute_sync(self.schema, document, variable_values=given)
        if result.errors:
            raise Invalid(coded("BAD_USER_INPUT", result.errors))
        return orjson.dumps((result.data or {}).get(key))

    async def _run(
        self, plan: Plan, request: Request, caller: Caller, moment: Moment, clock: Clock, snapshot: Snapshot | None
    ) -> Answer:
        roots = plan.roots
        if len(roots) == 1 or snapshot is not None:
            outcomes = [await self._value(root, caller, moment, snapshot) for root in roots]
        else:
            outcomes = await asyncio.gather(*(self._value(root, caller, moment) for root in roots))
        clock.lap("sql")
        failures = [outcome for outcome in outcomes if isinstance(outcome, GraphQLError)]
        extensions = await self._explained(plan, moment) if request.explain else b""
        body = b"".join(self._pieces(roots, outcomes, failures, extensions))
        clock.lap("encode")
        return Answer(body, executed=True, timing=clock.spent)

    @staticmethod
    def _pieces(
        roots: Sequence[Root], outcomes: Sequence[bytes | GraphQLError], failures: list[GraphQLError], extensions: bytes
    ) -> list[bytes]:
        """The response body in pieces, to be joined once: an answer may be large, and each copy of it takes time."""
        pieces = [b'{"errors":', _formatted(failures), b',"data":'] if failures else [b'{"data":']
        if any(isinstance(outcome, GraphQLError) and not root.nullable for root, outcome in zip(roots, outcomes, strict=True)):
            return [*pieces, b"null", extensions, b"}"]
        comma = b"{"
        for root, outcome in zip(roots, outcomes, strict=True):
            pieces += (comma, root.prefix, outcome if isinstance(outcome, bytes) else b"null")
            comma = b","
        return [*pieces, b"}" if roots else b"{}", extensions, b"}"]

    async def _value(self, root: Root, caller: Caller, moment: Moment, snapshot: Snapshot | None = None) -> bytes | GraphQLError:
        """The JSON of a root field, or what went wrong with it."""
        if root.statement is None:
            return root.known
        try:
            caller.require(root.scopes)
            parameters = root.statement.bind(moment)
            if snapshot is None:
                value = await self.database.value(root.statement.sql, parameters, timeout=self.settings.statement_timeout)
            else:
                found = await snapshot.rows(root.statement.sql, parameters)
                value = str(found[0][0]).encode() if found and found[0][0] is not None else None
            if value is not None and len(value) > self.settings.max_response_bytes:
                allowed = self.settings.max_response_bytes
                raise ResponseTooLarge(
                    f"The response has {len(value)} bytes; the limit is {allowed}. Request fewer rows or fields.",
                    limit="response_bytes", allowed=allowed, measured=len(value),
                )  # fmt: skip
        except Failure as failure:
            nodes = [detail.node for detail in root.details]
            return GraphQLError(
                failure.message,
                nodes=nodes,
                path=[root.key],
                original_error=failure,
                extensions={"code": failure.code, **failure.facts},
            )
        return b"null" if value is None else value

    async def _explained(self, plan: Plan, moment: Moment) -> bytes:
        """The statements of a plan and how the database runs them, as a member of the answer."""
        word = "EXPLAIN QUERY PLAN " if self.database.dialect.name == "sqlite" else "EXPLAIN "
        shown = []
        for root in plan.roots:
            if root.statement is not None:
                lines: list[str] = []
                with suppress(Failure):  # which the answer reports already
                    rows = await self.database.rows(word + root.statement.sql, root.statement.bind(moment))
                    lines = [str(row[-1]) for row in rows]
                tables = sorted(root.statement.tables)
                shown.append({"field": root.key, "statement": root.statement.sql, "tables": tables, "plan": lines})
        return b',"extensions":' + orjson.dumps({"sql": shown})

    async def _mutate(self, document: Document, request: Request, caller: Caller, clock: Clock) -> Answer:
        """Mutations take the ordinary way, field after field; what they return as a select is answered by the planner."""
        operation = document.operation(request.operation_name)
        variables = self._variables(operation, request.variables)
        self._check_cost(document, operation, variables.coerced)
        context = MutationContext(
            self.database,
            caller,
            self.now(),
            self._context(operation, variables),
            variables.coerced,
            self.scopes_of,
            self.settings.statement_timeout,
        )
        result = await context.execute(document.node, request)
        clock.lap("sql")
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body = {"errors": [formatted(each) for each in coded("INTERNAL_SERVER_ERROR", result.errors)], **body}
        answer = orjson.dumps(body)
        clock.lap("encode")
        return Answer(answer, executed=True, timing=clock.spent)


def _hashable(value: Any) -> Hashable:
    return len(value) if isinstance(value, list) else value


def formatted(failure: GraphQLError) -> dict[str, Any]:
    """An error as clients see it. What nobody foresaw is shown as no more than that."""
    code = (failure.extensions or {}).get("code")
    shown = dict(failure.formatted)
    if code == "INTERNAL_SERVER_ERROR":
        shown["message"] = "Something went wrong on the server."
    return shown


def _formatted(failures: list[GraphQLError]) -> bytes:
    return orjson.dumps([formatted(failure) for failure in failures], default=str)


def _errors(failures: list[GraphQLError]) -> bytes:
    return b'{"errors":' + _formatted(failures) + b"}"


@dataclass(frozen=True, slots=True)
class OneSnapshot:
    """The engine on one state of the store. Its queries run one after another, and no longest time is set to them."""

    engine: Engine
    snapshot: Snapshot

    async def answer(self, request: Request, caller: Caller) -> Answer:
        """The answer to a query."""
        return await self.engine.answer(request, caller, self.snapshot)
