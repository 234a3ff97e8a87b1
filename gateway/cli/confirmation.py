"""Confirmation of what cannot be taken back."""

import sys
from typing import Annotated

import typer

from storage.errors import BadUserInput

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def confirm(question: str, *, yes: bool) -> None:
    """Asks for confirmation on a terminal; elsewhere, --yes is required."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise BadUserInput("this deletes data: confirm with --yes")
    typer.confirm(question, abort=True, err=True)
