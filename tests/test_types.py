"""`Any` stands only where a library's types leave no choice."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import PROJECT

OF_SQLALCHEMY = frozenset({"ColumnElement", "CompoundSelect", "Label", "LazyType", "Select", "TypeEngine"})
"""Generic classes of SQLAlchemy and Strawberry whose parameter no code of ours depends on."""

ALLOWED = {
    "gateway/connections/connection.py": 2,  # a signature and an attribute of uvicorn
    "gateway/rest/governance/answers.py": 1,  # fields of pydantic that are any JSON, here and in the two below
    "gateway/rest/governance/mcp_answers.py": 3,
    "gateway/rest/governance/nhi_answers.py": 2,
    "gateway/rest/openapi.py": 5,  # parts of an OpenAPI document, and types of any kind for pydantic
    "gateway/rest/process_monitoring/routes.py": 1,  # further fields of a dataclass
    "gateway/rest/route.py": 5,  # the JSON of an answer; routes and requests with any parameters
    "schema/declare/node.py": 1,  # a field that is assigned where its class is annotated, as by `dataclasses.field`
    "schema/engine/mutation_context.py": 1,  # an argument of graphql-core that is passed on
    "schema/engine/outcome.py": 1,  # the JSON of an answer
}
"""Number of other uses by file."""


def uses(tree: ast.AST, *, owed: bool = False) -> Iterator[int]:
    """Lines with `Any` that is no parameter of such a class, nor the rest of the arguments of a function that compiles SQL."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Name) and node.id == "Any" and not owed:
            yield node.lineno
        elif isinstance(node, ast.Subscript):
            generic = ast.unparse(node.value).rpartition(".")[2]
            yield from uses(node, owed=owed or generic in OF_SQLALCHEMY)
        elif isinstance(node, ast.FunctionDef) and any("compiles" in ast.unparse(each) for each in node.decorator_list):
            yield from (line for part in node.body for line in uses(part))
        else:
            yield from uses(node, owed=owed)


def found(package: str) -> dict[str, list[int]]:
    """Lines of such uses, by file."""
    files = {path: list(uses(ast.parse(path.read_text(encoding="utf-8")))) for path in sorted((PROJECT / package).rglob("*.py"))}
    return {path.relative_to(PROJECT).as_posix(): lines for path, lines in files.items() if lines}


@pytest.mark.parametrize(
    "package", ["gateway/auth", "gateway/connections", "gateway/graphql", "gateway/rest", "resolvers", "schema"]
)
def test_any_stands_only_where_a_library_leaves_no_choice(package: str) -> None:
    expected = {path: number for path, number in ALLOWED.items() if Path(path).is_relative_to(package)}
    lines = found(package)
    assert {path: len(each) for path, each in lines.items()} == expected, lines


def test_the_scan_sees_each_kind_of_use() -> None:
    text = "a: Any\nb: Select[Any]\nc: dict[str, Any]\ndef d(e: Any, *f: Any) -> list[Any]: ...\ng: Callable[[Any], Select[Any]]"
    assert list(uses(ast.parse(text))) == [1, 3, 4, 4, 4, 5]
