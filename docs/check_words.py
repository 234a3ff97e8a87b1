"""Finds phrases of docs/words.toml in public texts, and lines of Markdown that are too long: `python docs/check_words.py`."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PACKAGES = ("gateway", "schema", "resolvers", "storage")
DATA = PROJECT / "storage" / "demo"
"""Its strings are rows of an invented company, not texts of ours."""

WIDTH = 120
"""Columns of a line of Markdown. Tables and code may be wider, and so may a word that cannot be broken."""

Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Word:
    """A phrase to avoid."""

    phrase: re.Pattern[str]
    reason: str
    better: str


def words() -> list[Word]:
    """The list of docs/words.toml."""
    entries = tomllib.loads((PROJECT / "docs" / "words.toml").read_text(encoding="utf-8"))["word"]
    return [Word(re.compile(each["phrase"], re.IGNORECASE), each["reason"], each["better"]) for each in entries]


def pages() -> list[Path]:
    """Every page in Markdown."""
    return sorted({*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), *(PROJECT / ".github").rglob("*.md")})


def texts() -> Iterator[tuple[Path, list[Line]]]:
    """Every file with texts, and its lines: pages, schema, documents, and the strings and docstrings of the packages."""
    for path in (*pages(), PROJECT / "schema" / "graph.graphql", *sorted((PROJECT / "queries").rglob("*.graphql"))):
        yield path, list(enumerate(path.read_text(encoding="utf-8").splitlines(), 1))
    for package in PACKAGES:
        for path in sorted((PROJECT / package).rglob("*.py")):
            if DATA not in path.parents:
                yield path, strings(path)


def strings(path: Path) -> list[Line]:
    """The strings and docstrings of a Python file, each in one line with the number of its first."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [(node.lineno, " ".join(str(node.value).split())) for node in found]


def phrases() -> Iterator[str]:
    """A message for each phrase that is found."""
    listed = words()
    for path, lines in texts():
        for number, line in lines:
            for word in listed:
                if found := word.phrase.search(line):
                    place = f"{path.relative_to(PROJECT)}:{number}"
                    yield f'{place}: "{found[0].strip(" ,")}": {word.reason} Better: {word.better}'


def long_lines() -> Iterator[str]:
    """A message for each line of Markdown that is too long."""
    for path in pages():
        code = False
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code ^= line.lstrip().startswith("```")
            wide = len(line) > WIDTH and " " in line.strip()
            if wide and not code and not line.startswith(("|", "    ")):
                yield f"{path.relative_to(PROJECT)}:{number}: {len(line)} columns. Wrap text at {WIDTH}."


def main() -> int:
    """Exit code 0 if nothing is found, otherwise 1."""
    messages = [*phrases(), *long_lines()]
    sys.stdout.writelines(f"{message}\n" for message in messages)
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
