"""`pentagraph schema`: prints the graph in the schema definition language."""

import typer


def schema() -> None:
    """Print the graph's schema as SDL, for code generators and editors.

    Example: pentagraph schema > graph.graphql
    """
    from schema.graph import sdl  # building the graph takes a moment that the other commands need not spend

    typer.echo(sdl(), nl=False)
