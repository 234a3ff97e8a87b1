"""All prices that an organization's rows may have: its own, and those that are published."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from storage.database.protocol import Transaction
from storage.nouns.noun import Priced
from storage.nouns.spend import SpendSource
from storage.prices.own import COLUMNS, OwnPrice, model_price, own_price
from storage.prices.published import published
from storage.prices.rates import Tokens
from storage.sql.dialect import Statements

Spend = tuple[int | None, str | None]
"""Nano-dollars, and where they come from."""
Cost = Callable[[str | None, str, int, Tokens], int | None]
"""Nano-dollars of a call: from provider, model, time in microseconds since 1970, and tokens. None: the price is unknown."""


class PriceBook:
    """Computes costs by the prices of one organization: the first of its own that holds, otherwise the published one."""

    def __init__(self, own: Sequence[OwnPrice] = ()) -> None:
        self._own = sorted(own, key=lambda price: price.precedence)
        self._named: dict[tuple[str | None, str], Sequence[OwnPrice]] = {}

    def cost(self, provider: str | None, model: str, moment: int, tokens: Tokens) -> int | None:
        """See `Cost`."""
        own: Sequence[OwnPrice] = ()
        if self._own:
            own = self._named.get((provider, model), ())
            if not own and (provider, model) not in self._named:
                own = self._named[provider, model] = [price for price in self._own if price.names(provider, model)]
        for price in own:
            if price.holds(moment, tokens):
                return price.rates.cost(tokens)
        known = published(provider, model)
        return known.at(moment).cost(tokens) if known else None


def no_cost(_provider: str | None, _model: str, _moment: int, _tokens: Tokens) -> int | None:
    """The cost where no prices are known."""
    return None


async def price_book(transaction: Transaction, statements: Statements, org_id: str) -> PriceBook:
    """The prices of an organization as they are in a transaction."""
    columns = ", ".join(COLUMNS)
    sql = f"SELECT {columns} FROM {model_price.name} WHERE org_id = {statements.mark(1)}"
    return PriceBook([own_price(row) for row in await transaction.rows(sql, [org_id])])


def spend_of(priced: Priced, row: Mapping[str, Any], event_at: int, cost: Cost) -> Spend:
    """Spend of a row, by the names of its fields, from what records report of it."""
    spend = row[priced.spend]
    if spend is not None:
        return spend, SpendSource.REPORTED.value
    if all(row[name] is None for name in priced.counted):
        return None, None
    tokens = Tokens(*(row[name] for name in priced.tokens))
    model = row[priced.model]
    if model is None or "," in model:
        return None, SpendSource.UNKNOWN.value
    moment = next((time for name in priced.times if (time := row[name]) is not None), event_at)
    computed = cost(row[priced.provider] if priced.provider else None, model, moment, tokens)
    return (computed, SpendSource.COMPUTED.value) if computed is not None else (None, SpendSource.UNKNOWN.value)
