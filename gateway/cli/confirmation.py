"""Confirmation of what cannot be taken back."""

import sys
from typing import Annotated

import typer

from storage.errors import BadUserInput

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def confirm(question: str, *, yes: bool) -> None:
    """Asks for confirmation on a terminal; elsewhere, --yes is required."""
    if not yes:
        _require_terminal()
        typer.confirm(question, abort=True, err=True)


def confirm_id(question: str, org_id: str, *, yes: bool) -> None:
    """Asks for the id of an organization on a terminal; elsewhere, --yes is required. Raises BadUserInput for another id."""
    if not yes:
        _require_terminal()
        if typer.prompt(f"{question} Type its id to confirm", err=True) != org_id:
            raise BadUserInput("the id is another one; nothing was deleted")


def _require_terminal() -> None:
    if not sys.stdin.isatty():
        raise BadUserInput("this deletes data: confirm with --yes")
