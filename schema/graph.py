"""The graph: all types combined into one schema."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema.declare.scalars import SCALARS
from schema.engine.document import EngineSettings
from schema.engine.engine import Engine
from schema.engine.plan_cache import PlanCache
from schema.mutation import Mutation
from schema.nouns import NODES
from schema.query import Query
from storage.database.protocol import Database

graph = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    types=[node.type for node in NODES.values()],
    config=StrawberryConfig(scalar_map=SCALARS),
)
"""The schema that clients use."""


def graph_engine(database: Database, settings: EngineSettings | None = None, cache: PlanCache | None = None) -> Engine:
    """An engine that answers requests for this schema from one database, with plans of its own unless a cache is given."""
    return Engine(database, graph._schema, settings, cache)  # noqa: SLF001  (Strawberry has no other way to its GraphQL schema)


def sdl() -> str:
    """The schema in GraphQL's schema definition language, as stored in graph.graphql."""
    return graph.as_str() + "\n"
