"""What tokens cost: whole nano-dollars, each kind by its own price, tiers by the size of the call."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.prices.rates import ATTO, LARGEST_COST, NANO, Rate, Rates, Tokens

DOLLAR = ATTO
COUNTS = st.integers(0, 10**7)
PRICES = st.integers(0, 100 * ATTO)


def test_each_kind_has_its_own_price() -> None:
    rates = Rates(Rate(3 * DOLLAR), Rate(15 * DOLLAR), Rate(DOLLAR // 10), Rate(4 * DOLLAR), Rate(20 * DOLLAR))
    # 10 plain, 60 read, 30 written; 10 plain, 40 of reasoning.
    tokens = Tokens(100, 50, 60, 30, 40)
    assert rates.cost(tokens) == 10 * 3000 + 60 * 100 + 30 * 4000 + 10 * 15_000 + 40 * 20_000


def test_kinds_without_a_price_cost_as_the_others_do() -> None:
    rates = Rates(Rate(3 * DOLLAR), Rate(15 * DOLLAR))
    assert rates.cost(Tokens(100, 50, 60, 30, 40)) == rates.cost(Tokens(100, 50)) == 100 * 3000 + 50 * 15_000


@pytest.mark.parametrize(("tokens", "cost"), [(200, 200 * 1000), (201, 201 * 2000), (1001, 1001 * 3000)])
def test_the_tier_of_the_whole_call_counts_for_all_of_its_tokens(tokens: int, cost: int) -> None:
    rates = Rates(Rate(DOLLAR, ((200, 2 * DOLLAR), (1000, 3 * DOLLAR))), Rate(0))
    assert rates.cost(Tokens(tokens)) == cost


@pytest.mark.parametrize(
    ("rates", "tokens"),
    [
        (Rates(None, None), Tokens(1, 1)),
        (Rates(None, None), Tokens(0, 0)),
        (Rates(Rate(1), None), Tokens(1, 1)),
        (Rates(Rate(1), Rate(1)), Tokens(10, 1, cache_read=11)),
        (Rates(Rate(1), Rate(1)), Tokens(10, 1, cache_read=6, cache_write=5)),
        (Rates(Rate(1), Rate(1)), Tokens(10, 1, reasoning=2)),
        (Rates(Rate(100 * DOLLAR), Rate(1)), Tokens(2**53 - 1)),
    ],
)
def test_a_cost_that_cannot_be_known_is_none(rates: Rates, tokens: Tokens) -> None:
    assert rates.cost(tokens) is None


def test_an_embedding_needs_no_price_of_output() -> None:
    assert Rates(Rate(DOLLAR), None).cost(Tokens(7, 0)) == Rates(Rate(DOLLAR), None).cost(Tokens(7)) == 7000


@pytest.mark.parametrize(
    ("atto", "cost"), [(ATTO // 2000, 0), (3 * ATTO // 2000, 2), (ATTO // 2000 + 1, 1), (ATTO // 2000 - 1, 0)]
)
def test_halves_are_rounded_to_even(atto: int, cost: int) -> None:
    assert Rates(Rate(atto), None).cost(Tokens(1)) == cost


@given(COUNTS, COUNTS, COUNTS, PRICES, PRICES, PRICES, st.integers(0, ATTO))
def test_costs_are_exact(plain: int, read: int, output: int, price: int, cached: int, written: int, call: int) -> None:
    exact = Fraction(plain * price + read * cached + output * written, 10**6 * ATTO) + Fraction(call, ATTO)
    found = Rates(Rate(price), Rate(written), Rate(cached), call=call).cost(Tokens(plain + read, output, read))
    nano = round(exact * NANO)
    assert found == (nano if nano <= LARGEST_COST else None)
