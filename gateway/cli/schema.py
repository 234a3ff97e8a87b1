"""`pentagraph schema`: prints the GraphQL schema in the schema definition language (SDL)."""

import typer


def schema() -> None:
    """Print the GraphQL schema as SDL, for code generators and editors.

    Example: pentagraph schema > graph.graphql
    """
    from schema.graph import sdl  # imported here because building the graph is slow

    typer.echo(sdl(), nl=False)
