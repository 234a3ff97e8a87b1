"""The persisted documents under queries/, by name: `explore/x` is queries/explore/x.graphql."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

SUFFIX = ".graphql"


@cache
def documents() -> Mapping[str, str]:
    """All persisted documents by name, in alphabetical order."""
    return dict(sorted(_under(files("queries"), "")))


def _under(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _under(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(SUFFIX):
            yield prefix + entry.name.removesuffix(SUFFIX), entry.read_text(encoding="utf-8")
