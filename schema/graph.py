"""The graph: all types put together."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema import governance, incident, milestone, nhi, process, process_instance, run, spelling, task
from schema.mutation import Mutation
from schema.query import Query
from schema.registry import NODES
from schema.scalars import SCALARS

MODULES = (process, process_instance, task, milestone, incident, run, governance, nhi, spelling)
"""The modules that declare nouns, and how their values are spelled."""


graph = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    types=[node.type for node in NODES.values()],
    config=StrawberryConfig(scalar_map=SCALARS),
)
"""The schema that clients see."""


def sdl() -> str:
    """The schema in GraphQL's schema definition language, as it stands in graph.graphql."""
    return graph.as_str() + "\n"
