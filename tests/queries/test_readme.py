"""The figures that README.md and docs/demo.md state are those of the demo that they name."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import orjson
import pytest

from gateway.graphql.response import respond
from schema.engine.request import Request
from schema.graph import graph
from storage.database.opening import open_database
from storage.demo import time_text
from storage.nouns.noun import NOUNS
from storage.nouns.record import DAY
from storage.risk import assess, detect
from tests.demo_store import DEMO, ORG, UNTIL
from tests.postgres_server import Run
from tests.project import PROJECT
from tests.queries.conftest import READER, EngineAtNoon
from tests.templates import sqlite_copy

README = (PROJECT / "README.md").read_text()
PAGE = (PROJECT / "docs" / "demo.md").read_text()
MADE_BY = f"--until {time_text(UNTIL)}"

ROWS = {
    "process groups, models, versions": ("process_group", "process_model", "process_version"),
    "process instances": ("process_instance",),
    "tasks, milestones": ("task", "milestone"),
    "incidents": ("incident",),
    "workflows": ("workflow",),
    "runs, steps, endpoint calls": ("run", "step", "endpoint_call"),
    "guardians, verdicts": ("guardian", "verdict"),
    "MCP sessions, tool calls": ("mcp_session", "tool_call"),
    "identities": ("nhi",),
    "configuration changes, jobs": ("config_change", "job"),
}
"""Nouns of each row of the page."""


async def _figures(url: str) -> tuple[Any, Mapping[str, int]]:
    """What the query of the README is answered at noon after the end of the demo, and rows by noun."""
    database = await open_database(url, readers=1)
    try:
        await detect(database, ORG, UNTIL - 8 * DAY, UNTIL, now=UNTIL)
        await assess(database, ORG, now=UNTIL)
        query = re.search(r"```graphql\n(.*?)```", README, re.DOTALL)
        assert query
        answer = await respond(EngineAtNoon(database, graph._schema), Request(query[1]), READER)
        counts = {name: (await database.rows(f"SELECT count(*) FROM {name}"))[0][0] for name in NOUNS}
        return orjson.loads(answer.body), counts
    finally:
        await database.close()


@pytest.fixture(scope="module")
def figures(shared_run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Mapping[str, int]]:
    """The figures of the store that `pentagraph demo` makes with this end."""
    return asyncio.run(_figures(sqlite_copy(shared_run, DEMO, tmp_path_factory.mktemp("readme") / "demo.db")))


def test_both_pages_say_how_their_demo_is_made() -> None:
    assert MADE_BY in README
    assert MADE_BY in PAGE


@pytest.mark.slow
def test_the_answer_in_the_readme_is_the_answer(figures: tuple[Any, Mapping[str, int]]) -> None:
    shown = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert shown
    assert figures[0] == orjson.loads(shown[1])


@pytest.mark.slow
@pytest.mark.parametrize("title", ROWS)
def test_the_page_states_how_many_rows_there_are(figures: tuple[Any, Mapping[str, int]], title: str) -> None:
    stated = re.search(rf"^\| {title} \| ([0-9, ]+) \|", PAGE, re.MULTILINE)
    assert stated
    counts = [int(number.replace(",", "")) for number in re.findall(r"\d+(?:,\d{3})*", stated[1])]
    assert counts == [pytest.approx(figures[1][noun], rel=0.02) for noun in ROWS[title]]
