"""What each API has to keep, as facts in the `contract.toml` beside the tests of each API."""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.project import PROJECT

DOCUMENTS = PROJECT.parent / "shared" / "apis"
"""The published documents. They are not part of the project: only tests/contracts/test_published.py reads them."""


@dataclass(frozen=True)
class Endpoint:
    """One method of one path: query parameters, keys of the body and of the answer, status codes, an example of the answer."""

    method: str
    path: str
    status: int
    published: bool = True
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """Keys of the answer, or of each item if it is a list."""
    errors: tuple[int, ...] = ()
    media: str = "application/json"
    example: Any = None

    @property
    def key(self) -> tuple[str, str]:
        """Method and path; the name of a path parameter does not matter."""
        return self.method, plain(self.path)


@dataclass(frozen=True)
class Contract:
    """The endpoints of one API, and the example commands of its document."""

    document: str
    endpoints: tuple[Endpoint, ...]
    curls: tuple[str, ...]


def plain(path: str) -> str:
    """A path without spaces and without the names of its parameters."""
    return re.sub(r"{[^}]*}", "{}", re.sub(r"\s", "", path).rstrip("."))


def _endpoint(given: dict[str, Any]) -> Endpoint:
    example = given.pop("example", None)
    lists = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return Endpoint(**lists, example=None if example is None else json.loads(example))


def _contract(path: Path) -> Contract:
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    endpoints = tuple(_endpoint(each) for each in given["endpoint"])
    return Contract(given["document"], endpoints, tuple(each["command"].strip() for each in given.get("curl", ())))


CONTRACTS = {path.parent.name: _contract(path) for path in sorted(Path(__file__).parent.glob("*/contract.toml"))}
ENDPOINTS = [endpoint for contract in CONTRACTS.values() for endpoint in contract.endpoints]
