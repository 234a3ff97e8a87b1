"""Prices that providers publish, as the package `genai-prices` has collected them; its version is the date of the prices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache, lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from storage.nouns.record import EPOCH
from storage.prices.rates import ATTO, Rate, Rates

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, ModelPrice, Provider

MODELS = 4_096
"""Models whose prices are kept at hand."""
LONGEST_NAME = 256
"""Characters of a name that is looked up."""
OTHER_NAMES: Mapping[str, str] = {
    "azure.ai.inference": "azure",
    "azure.ai.openai": "azure",
    "gcp.gen_ai": "google",
    "x_ai": "x-ai",
    "xai": "x-ai",
}
"""Names of providers in the conventions of OpenTelemetry that the package does not know."""


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """A model, whose prices may depend on the time."""

    info: "ModelInfo"
    rates: Mapping[int, Rates]
    """By the identity of the package's object."""

    def at(self, moment: int) -> Rates:
        """The prices at a time in microseconds since 1970."""
        if len(self.rates) == 1:
            return next(iter(self.rates.values()))
        return self.rates[id(self.info.get_prices(EPOCH + timedelta(microseconds=moment)))]


def source() -> str:
    """Name and version of the collection of prices."""
    return f"genai-prices {version('genai-prices')}"


@lru_cache(MODELS)
def published(provider: str | None, model: str) -> PublishedModel | None:
    """A model of a provider. None: there is no published price, or it is not known whose model it is.

    Without a provider, or with one that the package does not know, the name of the model decides whose it is.
    """
    if len(model) > LONGEST_NAME or len(provider or "") > LONGEST_NAME:
        return None
    known = _provider(provider.lower(), model) if provider else _owner(model)
    info = known.find_model(model, all_providers=_providers()) if known else None
    if info is None:
        return None
    prices = [each.prices for each in info.prices] if isinstance(info.prices, list) else [info.prices]
    return PublishedModel(info, {id(each): _rates(each) for each in prices})


@cache
def _providers() -> "list[Provider]":
    # Imported when it is needed: half a second and 30 MB.
    from genai_prices.data import providers

    return providers


def _provider(name: str, model: str) -> "Provider | None":
    from genai_prices.data_snapshot import find_provider_by_id

    return find_provider_by_id(_providers(), OTHER_NAMES.get(name, name)) or _owner(model)


def _owner(model: str) -> "Provider | None":
    name = model.lower()
    return next((each for each in _providers() if each.model_match is not None and each.model_match.is_match(name)), None)


def _rates(price: "ModelPrice") -> Rates:
    call = price.requests_kcount
    return Rates(
        input=_rate(price.input_mtok),
        output=_rate(price.output_mtok),
        cache_read=_rate(price.cache_read_mtok),
        cache_write=_rate(price.cache_write_mtok),
        reasoning=_rate(price.output_reasoning_mtok),
        call=int(call * ATTO) // 1000 if isinstance(call, Decimal) else 0,
    )


def _rate(price: object) -> Rate | None:
    from genai_prices.types import TieredPrices

    if isinstance(price, TieredPrices):
        return Rate(int(price.base * ATTO), tuple((tier.start, int(tier.price * ATTO)) for tier in price.tiers))
    return Rate(int(price * ATTO)) if isinstance(price, Decimal) else None
