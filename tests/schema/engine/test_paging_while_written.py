"""Pages while rows are added between them: nothing comes twice, and nothing that was there is missed."""

import json
import random
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from storage.accounts.keys import ensure_organization
from storage.nouns.nhi import Nhi
from storage.nouns.record import Instant, Money, Record
from storage.nouns.risk_assessment import RiskAssessment
from storage.nouns.run import Run
from storage.nouns.task import Task
from storage.writing.writer import write
from tests.schema.conftest import SCOPES
from tests.schema.nasty_store import COUNTS, FRACTIONS, MONEY, NOON, TEXTS, TIMES

pytestmark = pytest.mark.anyio

ORDERS = {
    "tasks": ("STARTED_AT", "ENDED_AT", "DURATION", "ID"),
    "runs": ("TOTAL_TOKENS", "SPEND"),
    "nhis": ("LABEL", "CREATED_AT", "RISK_SCORE", "LAST_SEEN_AT"),
}
organizations = count()


def _row(kind: str, own: str, chance: random.Random) -> Iterator[Record]:
    """A row, with what its derived order rests on."""
    at = Instant(NOON)
    start, end = (None if chance.random() < 0.3 else Instant(chance.choice(TIMES)) for _ in range(2))
    if kind == "tasks":
        yield Task(id=own, at=at, started_at=start, ended_at=end)
    elif kind == "runs":
        spend = None if chance.random() < 0.3 else Money(chance.choice(MONEY))
        yield Run(id=own, at=at, spend=spend, total_tokens=chance.choice((None, *COUNTS)), started_at=start)
    else:
        yield Nhi(id=own, at=at, label=chance.choice((None, *TEXTS)), created_at=end)
        if chance.random() < 0.7:
            score = chance.choice((None, *FRACTIONS))
            yield RiskAssessment(id=own, at=at, nhi_id=own, assessed_at=start, score=score)
        if start is not None:
            yield Run(id=own, at=at, nhi_id=own, started_at=start)


async def _page(engine: Engine, caller: Caller, root: str, arguments: str, cursor: str | None) -> Any:
    name = "after" if "first" in arguments else "before"
    found = "nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    query = f"query($c: Cursor) {{ {root}({arguments}, {name}: $c) {{ {found} }} }}"
    body = json.loads((await respond(engine, Request(query, None, {"c": cursor}), caller)).body)
    assert "errors" not in body
    return body["data"][root]


@settings(max_examples=25)
@given(
    seed=st.integers(0, 2**32),
    place=st.sampled_from([(root, order) for root, orders in ORDERS.items() for order in orders]),
    way=st.sampled_from(["ASC", "DESC"]),
    forward=st.booleans(),
    size=st.integers(1, 4),
)
async def test_nothing_comes_twice_and_nothing_that_was_there_is_missed(
    engine: Engine, seed: int, place: tuple[str, str], way: str, forward: bool, size: int
) -> None:
    chance = random.Random(seed)
    root, order = place
    caller = Caller(f"paging{next(organizations)}", SCOPES)
    await ensure_organization(engine.database, caller.org_id, "Paging")
    names = [f"{chance.randrange(10**6):06}" for _ in range(12)]
    before = sorted(set(names[:9]))
    await write(engine.database, caller.org_id, [record for own in before for record in _row(root, own, chance)])
    later = [own for own in names[9:] if own not in before]
    seen: list[str] = []
    cursor, more = None, True
    while more:
        page = await _page(engine, caller, root, f"{'first' if forward else 'last'}: {size}, orderBy: {order}_{way}", cursor)
        ids = [node["id"].partition(":")[2] for node in page["nodes"]]
        seen = seen + ids if forward else ids + seen
        info = page["pageInfo"]
        assert [info["startCursor"], info["endCursor"]] == [page["edges"][0]["cursor"], page["edges"][-1]["cursor"]]
        cursor, more = (info["endCursor"], info["hasNextPage"]) if forward else (info["startCursor"], info["hasPreviousPage"])
        if later:
            await write(engine.database, caller.org_id, list(_row(root, later.pop(), chance)))
    assert len(seen) == len(set(seen))
    assert set(before) <= set(seen)


async def test_a_cursor_of_another_order_is_refused(engine: Engine) -> None:
    for arguments in ("orderBy: ID_ASC", "orderBy: STARTED_AT_ASC", "orderBy: ENDED_AT_DESC"):
        query = f'{{ tasks(first: 1, {arguments}, after: "[\\"STARTED_AT_DESC\\",1,\\"a\\"]") {{ totalCount nodes {{ id }} }} }}'
        body = json.loads((await respond(engine, Request(query), Caller("acme", SCOPES))).body)
        assert body["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


NO_CURSORS = (
    "", "x", "null", "{}", "[]", '["ID_ASC"]', '["ID_ASC", 1]', '["ID_ASC", null]', '["ID_ASC", "a", "b"]',
    '["ID_ASC", "\\u0000"]',     '["STARTED_AT_DESC", 1e400, "a"]', '["STARTED_AT_DESC", true, "a"]',
    '["STARTED_AT_DESC", 99999999999999999999, "a"]',
    '["DURATION_ASC", 1, 1.5, "a"]',
)  # fmt: skip


@pytest.mark.parametrize("cursor", NO_CURSORS)
@pytest.mark.parametrize("given_as", ["literal", "variable"])
async def test_a_cursor_that_is_none_is_refused(engine: Engine, cursor: str, given_as: str) -> None:
    order = "".join(letter for letter in cursor if letter.isupper() or letter == "_") or "ID_ASC"
    if given_as == "literal":
        request = Request(f"{{ tasks(orderBy: {order}, after: {json.dumps(cursor)}) {{ nodes {{ id }} }} }}")
    else:
        request = Request(f"query($c: Cursor) {{ tasks(orderBy: {order}, after: $c) {{ nodes {{ id }} }} }}", None, {"c": cursor})
    body = json.loads((await respond(engine, request, Caller("acme", SCOPES))).body)
    assert {error["extensions"]["code"] for error in body["errors"]} <= {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"}
