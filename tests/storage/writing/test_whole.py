"""Spend of steps and runs: reported, or computed from tokens and prices, whatever arrives first and however often."""

import random
from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.nouns.record import Instant, Money, Record
from storage.nouns.run import Run
from storage.nouns.step import Step
from storage.prices.own import add_price
from storage.writing.writer import write
from tests.storage.contents import contents, row

pytestmark = pytest.mark.slow

AT = Instant(1_767_225_600_000_000)
MILLION = 1_000_000
DOLLAR = 1_000_000_000


@pytest.fixture(autouse=True)
async def _prices(database: Database, organization: str) -> None:
    """A million input tokens of `ours` cost 2 dollars, output tokens 10, cache reads 1."""
    await priced(database, organization)


async def priced(database: Database, org_id: str) -> None:
    amounts = {"input": Decimal(2), "output": Decimal(10), "cache_read": Decimal(1)}
    await add_price(database, org_id, "ours", amounts, created_at=0)


def step(name: str, **fields: Any) -> Step:
    return Step(id=name, **{"run_id": "x", "at": AT, "started_at": AT, "ended_at": AT, "model": "ours", **fields})


def run(**fields: Any) -> Run:
    return Run(id="x", **{"at": AT, "started_at": AT, **fields})


async def spend(database: Database, noun: str, name: str = "x") -> tuple[int | None, str | None]:
    held = await row(database, noun, name)
    return held["spend"], held["spend_source"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"input_tokens": MILLION}, (2 * DOLLAR, "COMPUTED")),
        ({"input_tokens": MILLION, "cache_read_tokens": MILLION, "output_tokens": MILLION}, (11 * DOLLAR, "COMPUTED")),
        ({"input_tokens": MILLION, "spend": Money(7)}, (7, "REPORTED")),
        ({"input_tokens": MILLION, "spend": None}, (2 * DOLLAR, "COMPUTED")),
        ({"input_tokens": MILLION, "model": "other"}, (None, "UNKNOWN")),
        ({"input_tokens": MILLION, "model": None}, (None, "UNKNOWN")),
        ({"input_tokens": 1, "cache_read_tokens": 2}, (None, "UNKNOWN")),
        ({"input_tokens": 0}, (0, "COMPUTED")),
        ({}, (None, None)),
    ],
)
async def test_spend_of_a_step_is_computed_if_no_record_states_it(
    database: Database, organization: str, fields: dict[str, Any], expected: tuple[int | None, str | None]
) -> None:
    for _ in range(2):
        await write(database, organization, [step("s", **fields)])
        assert await spend(database, "step", "s") == expected


async def test_published_prices_hold_for_other_models(database: Database, organization: str) -> None:
    await write(database, organization, [step("s", model="gpt-4o-mini", provider="openai", input_tokens=MILLION)])
    cost, source = await spend(database, "step", "s")
    assert source == "COMPUTED"
    assert cost is not None
    assert 0 < cost < DOLLAR


NEWS: Sequence[Sequence[Record]] = [
    # Reported spend wins over computed spend, also with an earlier time.
    [step("s", input_tokens=MILLION), Step(id="s", at=Instant(AT - 5), spend=Money(7))],
    # Tokens, model and run in records of their own.
    [Step(id="s", at=AT, run_id="x", input_tokens=MILLION), Step(id="s", at=Instant(AT + 1), model="ours"), run()],
    # A run has the sum of its steps unless it states its own.
    [step("s", input_tokens=MILLION), step("t", output_tokens=MILLION), run(total_tokens=3)],
    [step("s", input_tokens=MILLION), step("t", spend=Money(1)), run(llms="ours", input_tokens=5)],
    [step("s", input_tokens=MILLION, model="other"), step("t", input_tokens=MILLION), run(figures_from_steps=True)],
    [step("s", input_tokens=MILLION), run(at=Instant(AT + 9), spend=Money(3)), run(figures_from_steps=True)],
    [step("s"), run(llms="ours", input_tokens=MILLION), run(at=Instant(AT + 1), output_tokens=0)],
    [
        run(llms="ours", input_tokens=MILLION, output_tokens=1),
        step("s", spend=Money(5)),
        Step(id="s", at=Instant(AT + 1), run_id="y"),
    ],
    [run(spend=None, input_tokens=MILLION, llms="ours", workflow_id=None), run(at=Instant(AT + 3), user_id="u")],
    [run(spend=Money(5)), run(at=Instant(AT + 3), spend=None), step("s", input_tokens=MILLION)],
]


@pytest.mark.parametrize("news", NEWS)
async def test_rows_are_the_same_in_any_order_in_any_batches_and_again(
    database: Database, organization: str, news: Sequence[Record]
) -> None:
    await write(database, organization, news)
    expected = await contents(database, organization)
    chance = random.Random(1)
    for number, order in enumerate(permutations(news)):
        other = f"{organization}{number}"
        await ensure_organization(database, other)
        await priced(database, other)
        left = [*order, *(chance.sample(order, len(order)) if number % 2 else ())]
        while left:
            size = chance.randint(1, len(left))
            await write(database, other, left[:size])
            left = left[size:]
        assert await contents(database, other) == expected


SPEND_OF_RUN = [
    None, (2 * DOLLAR, "COMPUTED"), (12 * DOLLAR, "COMPUTED"), (2 * DOLLAR + 1, "MIXED"), (2 * DOLLAR, "MIXED"),
    (3, "REPORTED"), (2 * DOLLAR, "COMPUTED"), (2 * DOLLAR + 10_000, "COMPUTED"), (2 * DOLLAR, "COMPUTED"),
    (2 * DOLLAR, "COMPUTED"),
]  # fmt: skip


@pytest.mark.parametrize(("news", "expected"), list(zip(NEWS, SPEND_OF_RUN, strict=True)))
async def test_spend_of_a_run_is_its_own_or_that_of_its_steps(
    database: Database, organization: str, news: Sequence[Record], expected: tuple[int, str] | None
) -> None:
    await write(database, organization, news)
    if expected is None:
        assert await spend(database, "step", "s") == (7, "REPORTED")
    else:
        assert await spend(database, "run") == expected
