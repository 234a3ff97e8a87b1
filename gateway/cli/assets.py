"""`pentagraph assets`: installs the files of GraphiQL and Swagger UI."""

import typer


def assets() -> None:
    """Install the files of GraphiQL and Swagger UI, so that browsers do not load them from a CDN.

    The files come from npm if it is installed, else from the CDN, and are checked by their hashes. Restart the server after
    this command.

    Example: pentagraph assets
    """
    from gateway.pages.asset_download import FILES, FOLDER, download  # imported here because other commands need no HTTP client

    download()
    typer.echo(f"{len(FILES)} files installed in {FOLDER}", err=True)
