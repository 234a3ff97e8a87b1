"""An organization's own prices: which of several holds, and which are refused."""

from decimal import Decimal
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.nouns.noun import Priced
from storage.prices import own
from storage.prices.book import PriceBook, no_cost, price_book, spend_of
from storage.prices.own import OwnPrice, add_price, own_prices, remove_price
from storage.prices.rates import NANO, Tokens
from storage.sql.dialect import statements_for

CALL = Tokens(1_000_000, 0)


def price(name: str, dollars: int, **values: Any) -> OwnPrice:
    unset = dict.fromkeys(("provider", "valid_from", "valid_to", "cache_read", "cache_write", "reasoning"))
    known = {"model": "our-*", "above_tokens": 0, "input": dollars * NANO, "output": 0, "created_at": 0}
    return OwnPrice(**{"id": name, **unset, **known, **values})


BOOK = PriceBook(
    [
        price("any", 1, model="*"),
        price("ours", 2),
        price("dated", 3, valid_from=100, valid_to=200),
        price("large", 4, model="our-llama", above_tokens=999_999),
        price("larger", 5, model="our-llama", above_tokens=1_000_000),
        price("hosted", 6, model="our-llama", provider="cloud*", valid_from=100),
    ]
)


@pytest.mark.parametrize(
    ("provider", "model", "moment", "dollars"),
    [
        (None, "gpt-4o", 0, 1),
        (None, "our-model", 0, 2),
        (None, "OUR-MODEL", 0, 2),
        (None, "our-model", 99, 2),
        (None, "our-model", 100, 3),
        (None, "our-model", 199, 3),
        (None, "our-model", 200, 2),
        (None, "our-llama", 0, 4),
        ("Cloud9", "our-llama", 100, 6),
        ("Cloud9", "our-llama", 99, 4),
        ("other", "our-llama", 100, 4),
    ],
)
def test_the_most_specific_price_that_holds_counts(provider: str | None, model: str, moment: int, dollars: int) -> None:
    for _ in range(2):
        assert BOOK.cost(provider, model, moment, CALL) == dollars * NANO


def test_other_models_have_published_prices() -> None:
    assert PriceBook([price("ours", 2)]).cost("openai", "gpt-4o", 0, CALL) == PriceBook().cost("openai", "gpt-4o", 0, CALL)
    assert PriceBook().cost(None, "our-model", 0, CALL) is None


async def test_prices_are_added_read_in_a_transaction_and_removed(database: Database, organization: str) -> None:
    added = await add_price(
        database, organization, "our-*", {"input": Decimal("0.1"), "output": Decimal(2), "cache_read": Decimal("1e-9")},
        created_at=1_000, provider="us", valid_from=5, valid_to=6, above_tokens=7,
    )  # fmt: skip
    assert (added.input, added.output, added.cache_read, added.cache_write) == (100_000_000, 2 * NANO, 1, None)
    assert await own_prices(database, organization) == [added]
    await ensure_organization(database, "other")
    assert await own_prices(database, "other") == []
    assert not await remove_price(database, "other", added.id)
    statements = statements_for(database.dialect.name)
    async with database.transaction() as transaction:
        book = await price_book(transaction, statements, organization)
        assert book.cost("us", "our-model", 5, Tokens(1_000_000, 0)) == 100_000_000
        assert (await price_book(transaction, statements, "other")).cost("us", "our-model", 5, CALL) is None
    assert await remove_price(database, organization, added.id)
    assert await own_prices(database, organization) == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"model": ""}, "model must have 1 to 200 characters"),
        ({"provider": "x" * 201}, "provider must have 1 to 200 characters"),
        ({"valid_from": 5, "valid_to": 5}, "must begin to be valid before it ends"),
        ({"above_tokens": -1}, "above must not be negative"),
        ({"amounts": {"input": Decimal(-1), "output": Decimal(1)}}, "input must be 0 to 9,000,000 dollars"),
        ({"amounts": {"input": Decimal("NaN"), "output": Decimal(1)}}, "input must be 0 to 9,000,000 dollars"),
        (
            {"amounts": {"input": Decimal(1), "output": Decimal(1), "cache_read": Decimal("1e-10")}},
            "cache-read must have at most 9",
        ),
    ],
)
async def test_a_price_that_cannot_be_used_is_refused(
    database: Database, organization: str, values: dict[str, Any], message: str
) -> None:
    given = {"model": "m", "amounts": {"input": Decimal(1), "output": Decimal(1)}} | values
    with pytest.raises(BadUserInput, match=message):
        await add_price(database, organization, created_at=0, **given)
    assert await own_prices(database, organization) == []


async def test_prices_are_of_an_organization_and_limited(
    database: Database, organization: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadUserInput, match="no organization 'none'"):
        await own_prices(database, "none")
    monkeypatch.setattr(own, "MOST_PRICES", 0)
    with pytest.raises(BadUserInput, match="limit; remove some"):
        await add_price(database, organization, "m", {"input": Decimal(1), "output": Decimal(1)}, created_at=0)


def row(**values: Any) -> dict[str, Any]:
    return dict.fromkeys(Priced("model", "provider").fields) | values


@pytest.mark.parametrize(
    ("values", "spend"),
    [
        (row(spend=5, input_tokens=1, model="m"), (5, "REPORTED")),
        (row(spend=0), (0, "REPORTED")),
        (row(model="m"), (None, None)),
        (row(input_tokens=0, output_tokens=0), (None, "UNKNOWN")),
        (row(input_tokens=1), (None, "UNKNOWN")),
        (row(output_tokens=1, model="m"), (None, "UNKNOWN")),
        (row(output_tokens=1, model="gpt-4o, gpt-4o-mini"), (None, "UNKNOWN")),
    ],
)
def test_spend_is_reported_or_unknown_without_a_price(values: dict[str, Any], spend: tuple[int | None, str | None]) -> None:
    assert spend_of(Priced("model", "provider"), values, 0, no_cost) == spend


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        (row(model="m", input_tokens=3, started_at=1, ended_at=2), (None, "m", 1, Tokens(3))),
        (row(model="m", provider="p", output_tokens=3, ended_at=2), ("p", "m", 2, Tokens(None, 3))),
        (row(model="m", input_tokens=3, cache_read_tokens=1), (None, "m", 9, Tokens(3, None, 1))),
    ],
)
def test_costs_are_computed_at_the_time_of_the_call(values: dict[str, Any], asked: tuple[Any, ...]) -> None:
    def cost(*given: Any) -> int:
        assert given == asked
        return 7

    assert spend_of(Priced("model", "provider"), values, 9, cost) == (7, "COMPUTED")
