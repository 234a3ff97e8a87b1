"""No message quotes an exception of a driver, a library or the system, except where the text is known to be harmless.

The code is read: every f-string, concatenation and call of str() that puts a caught exception into a text. What databases
raise has one place, `storage.database.causes`, and reaches the log only.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.project import PROJECT

ROOTS = ("gateway", "schema", "resolvers", "storage")

HARMLESS = {
    "gateway/cli/__init__.py": "the system's word for why a file of the operator cannot be used",
    "gateway/cli/demo.py": "our own ValueError for a time on the command line",
    "gateway/cli/load.py": "our own ValueError for a time on the command line",
    "gateway/cli/mask.py": "our own refusal of a record in the operator's file, which names the rule",
    "gateway/graphql/parameters.py": "the JSON parser quotes the position in the client's own request",
    "gateway/ingest/files.py": "our own ValueError for a parameter of the client",
    "gateway/ingest/json_body.py": "the JSON parser quotes the position in the client's own request",
    "gateway/ingest/receivers.py": "our own ValueError for a secret or mapping of the operator, at start",
    "gateway/pages/asset_download.py": "a command of the operator; the system's word for why a folder cannot be written",
    "gateway/rest/validation.py": "the JSON parser quotes the position in the client's own request",
    "gateway/server.py": "the system's word for why a port cannot be used, at start",
    "gateway/settings.py": "the operator's own file; the TOML parser names line and column",
    "gateway/webhook_settings.py": "the system's word for why a file of the operator cannot be read, at start",
    "gateway/writes.py": "our own refusal of the operator's file of rules, at start",
    "resolvers/instance_metadata.py": "our own ValueError for a number in a filter",
    "schema/declare/scalars.py": "our own ValueError for a value of the client",
    "storage/ingest": "readers report what is wrong with the operator's own input",
    "storage/masking/rules.py": "the operator's own file, at start; the parsers of TOML and RE2 name the place",
    "storage/writing/incoming.py": "the record of the sender",
}
"""Files whose messages may quote an exception, and why."""


def sources() -> Iterator[Path]:
    """Every module of the program."""
    for root in ROOTS:
        yield from sorted((PROJECT / root).rglob("*.py"))


def quoted(tree: ast.AST) -> Iterator[int]:
    """Lines where the text of a caught exception becomes part of another text."""
    for handler in ast.walk(tree):
        if not isinstance(handler, ast.ExceptHandler) or handler.name is None:
            continue
        names = {handler.name} | {
            target.id
            for node in ast.walk(handler)
            if isinstance(node, ast.Assign) and handler.name in named(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        compared = {id(each) for node in ast.walk(handler) if isinstance(node, ast.Compare) for each in ast.walk(node)}
        for node in ast.walk(handler):
            if id(node) in compared:
                continue
            if isinstance(node, ast.FormattedValue) and names & named(node.value) and not is_type(node.value):
                yield node.lineno
            if isinstance(node, ast.Call) and is_text(node.func) and any(names & named(argument) for argument in node.args):
                yield node.lineno


def named(node: ast.AST) -> set[str]:
    """Names that an expression uses."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def is_text(function: ast.AST) -> bool:
    """Whether a call makes text of its arguments: `str(...)`, `repr(...)`, `"...".format(...)`."""
    return (isinstance(function, ast.Name) and function.id in ("str", "repr", "format")) or (
        isinstance(function, ast.Attribute) and function.attr == "format"
    )


def is_type(node: ast.AST) -> bool:
    """Whether only the name of the class is used: `type(error).__name__`."""
    return isinstance(node, ast.Attribute) and node.attr == "__name__"


def is_harmless(path: str) -> bool:
    """Whether a module may quote exceptions."""
    return any(path == known or path.startswith(f"{known}/") for known in HARMLESS)


@cache
def found() -> dict[str, list[int]]:
    """Lines that quote an exception, by module."""
    lines = {str(path.relative_to(PROJECT)): sorted(quoted(ast.parse(path.read_text(encoding="utf-8")))) for path in sources()}
    return {path: each for path, each in lines.items() if each}


def test_no_message_quotes_the_text_of_a_cause() -> None:
    assert {path: lines for path, lines in found().items() if not is_harmless(path)} == {}


def test_each_exception_to_that_is_needed() -> None:
    assert [known for known in HARMLESS if not any(path == known or path.startswith(f"{known}/") for path in found())] == []


@pytest.mark.parametrize(
    ("body", "is_quoted"),
    [
        ('raise Failure(f"failed: {error}")', True),
        ('raise Failure(f"failed: {error!r}")', True),
        ('raise Failure(f"failed: {error.args[0]}")', True),
        ('raise Failure(f"failed: {error.strerror}")', True),
        ("raise Failure(str(error))", True),
        ('raise Failure("failed: " + str(error))', True),
        ('cause = error.orig\n    raise Failure(f"failed: {cause}")', True),
        ('raise Failure("failed: {}".format(error))', True),
        ('raise Failure(f"failed: {type(error).__name__}") from error', False),
        ('raise Failure("failed") from error', False),
        ('if "locked" in str(error):\n        raise Failure("failed")', False),
    ],
)
def test_the_reader_of_code_finds_what_it_should(body: str, is_quoted: bool) -> None:
    assert bool(list(quoted(ast.parse(f"try:\n    x()\nexcept Exception as error:\n    {body}\n")))) is is_quoted
