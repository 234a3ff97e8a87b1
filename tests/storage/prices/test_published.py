"""Published prices: the same costs as the package computes, for every model that it knows."""

from datetime import UTC, datetime
from decimal import Decimal, localcontext
from random import Random
from typing import Any

import pytest
from genai_prices.data import providers
from genai_prices.types import ModelPrice, TieredPrices, Usage

from storage.nouns.record import micros
from storage.prices.published import LONGEST_NAME, published, source
from storage.prices.rates import ATTO, NANO, Rate, Tokens

NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)
TEXT_ONLY = {"input_mtok", "output_mtok", "cache_read_mtok", "cache_write_mtok", "output_reasoning_mtok", "requests_kcount"}


def prices() -> list[tuple[str, str, ModelPrice]]:
    """Provider, model and prices of all models that have prices of input and output tokens."""
    every = [(provider.id, model.id, model.get_prices(NOW)) for provider in providers for model in provider.models]
    return [each for each in every if each[2].input_mtok is not None and each[2].output_mtok is not None]


@pytest.mark.slow
def test_every_model_costs_what_the_package_computes() -> None:
    chance = Random(1)
    compared = 0
    for provider, model, price in prices():
        found = published(provider, model)
        if found is None or found.info.get_prices(NOW) is not price:
            continue  # an earlier model of the provider takes the name
        for whole in (chance.randrange(1_000), chance.randrange(10**6)):
            read, written, output = whole // 3, whole // 5, chance.randrange(50_000)
            ours = found.at(micros(NOW)).cost(Tokens(whole, output, read, written, output // 4))
            usage = Usage(
                input_tokens=whole, cache_read_tokens=read, cache_write_tokens=written, output_tokens=output,
                output_reasoning_tokens=output // 4,
            )  # fmt: skip
            with localcontext() as context:
                context.prec = 60
                exact = price.calc_price(usage)["total_price"]
            assert ours is not None
            assert abs(Decimal(ours) - exact * NANO) <= Decimal("0.5"), (provider, model)
            compared += 1
    assert compared > 2_000


def test_every_published_price_is_held_exactly() -> None:
    known = list(prices())
    assert len(known) > 500
    for provider, model, price in known:
        for value in price.__dict__.values():
            for amount in (value.base, *(tier.price for tier in value.tiers)) if isinstance(value, TieredPrices) else (value,):
                if amount is not None:
                    assert amount * ATTO == int(amount * ATTO), (provider, model)


@pytest.mark.parametrize(
    ("provider", "model", "owner"),
    [
        ("openai", "gpt-4o", "openai"),
        ("OpenAI", "GPT-4o-2024-08-06", "openai"),
        (None, "gpt-4o", "openai"),
        (None, "claude-sonnet-4-20250514", "anthropic"),
        ("a framework", "gpt-4o", "openai"),
        ("aws.bedrock", "anthropic.claude-3-5-sonnet-20240620-v1:0", "aws"),
        ("azure.ai.openai", "gpt-4o", "azure or openai"),
        ("gcp.gemini", "gemini-2.5-pro", "google"),
        ("x_ai", "grok-4", "x-ai"),
    ],
)
def test_models_are_known_by_the_names_that_conventions_use(provider: str | None, model: str, owner: str) -> None:
    found = published(provider, model)
    assert found is not None
    assert any(any(each is found.info for each in known.models) for known in providers if known.id in owner.split(" or "))


@pytest.mark.parametrize(
    ("provider", "model"),
    [
        ("openai", "a model of our own"), (None, "a model of our own"), (None, "x" * (LONGEST_NAME + 1)),
        ("x" * (LONGEST_NAME + 1), "gpt-4o"), ("anthropic", "gpt-4o"),
    ],
)  # fmt: skip
def test_other_models_have_no_price(provider: str | None, model: str) -> None:
    assert published(provider, model) is None


def test_prices_that_depend_on_the_time_are_those_of_the_time() -> None:
    dated = [
        (provider.id, model)
        for provider in providers
        for model in provider.models
        if isinstance(model.prices, list) and isinstance(model.prices[0].prices.input_mtok, Decimal) and len(model.prices) > 1
    ]
    compared = 0
    for provider, model in dated:
        found = published(provider, model.id)
        if found is None or found.info is not model:
            continue
        for moment in (
            datetime(2024, 1, 1, tzinfo=UTC),
            datetime(2025, 3, 1, 18, tzinfo=UTC),
            datetime(2026, 11, 1, 3, tzinfo=UTC),
        ):
            expected: Any = model.get_prices(moment).input_mtok
            if isinstance(expected, Decimal):
                assert found.at(micros(moment)).input == Rate(int(expected * ATTO))
                compared += 1
    assert compared > 10


def test_the_collection_is_named_with_its_version() -> None:
    assert source().startswith("genai-prices 0.")
