"""docs/graphql.md and docs/graph.md keep up with the code: codes, statuses, scopes, limits, what roll-ups hold."""

import re

import pytest
from strawberry.utils.str_converters import to_camel_case

from gateway.http_errors import STATUS
from gateway.settings import Settings
from storage.accounts import keys
from storage.rollup.subjects import GRAINS, Level
from tests.failures import every_code
from tests.project import PROJECT

TEXT = (PROJECT / "docs" / "graphql.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", TEXT, re.MULTILINE))


def codes_of_graphql() -> set[str]:
    """The codes of errors in documents, which are written in schema/."""
    texts = [file.read_text(encoding="utf-8") for file in (PROJECT / "schema").rglob("*.py")]
    return {code for text in texts for code in re.findall(r'(?:coded|error)\("([A-Z_]+)"', text)}


def test_every_code_is_listed_and_no_other() -> None:
    assert set(ROWS) == every_code() | codes_of_graphql()


@pytest.mark.parametrize("code", STATUS)
def test_the_status_of_a_code_is_the_one_that_is_listed(code: str) -> None:
    assert ROWS[code].split()[0] == str(STATUS[code])


@pytest.mark.parametrize("scope", keys.SCOPES)
def test_every_scope_is_explained(scope: str) -> None:
    assert f"| `{scope}` |" in TEXT


@pytest.mark.parametrize("name", [name for name in Settings.model_fields if name.startswith("max_") and "bytes" not in name])
def test_the_limits_have_their_defaults(name: str) -> None:
    assert f"{Settings.model_fields[name].default:,}" in TEXT.partition("## Limits")[2]


def test_the_dimensions_of_roll_ups_are_documented() -> None:
    text = (PROJECT / "docs" / "graph.md").read_text(encoding="utf-8")
    for grain in GRAINS.values():
        dims = ", ".join(f"`{to_camel_case(dim)}`" for dim in grain.dims)
        assert f"{dims} (from days up)" in text if Level.HOUR not in grain.levels else dims in text, grain.name
