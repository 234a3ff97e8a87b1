"""Prices that an organization states itself, such as of its contract or of models that it runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase

import sqlalchemy as sa

from storage.accounts.tables import organization
from storage.database.opening import compiled
from storage.database.protocol import Database, Row
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER, TEXT, metadata
from storage.prices.rates import ATTO, NANO, Rate, Rates, Tokens
from storage.sql.locking import locked
from storage.ulid import new_id

MOST_PRICES = 1_000
"""Own prices of an organization: each is compared with each model."""
LONGEST_PATTERN = 200
"""Characters."""
LARGEST_PRICE = Decimal(9_000_000)
"""Dollars for a million tokens."""
DECIMALS = 9

model_price = sa.Table(
    "model_price",
    metadata,
    sa.Column("org_id", TEXT, nullable=False),
    sa.Column("id", TEXT, nullable=False, comment="Id, made by the store."),
    sa.Column("provider", TEXT, comment="Pattern of the provider's name. Null: any, or unknown."),
    sa.Column("model", TEXT, nullable=False, comment="Pattern of the model's name, such as `gpt-5*`."),
    sa.Column("valid_from", INTEGER, comment="Start, inclusive, in microseconds since 1970. Null: ever since."),
    sa.Column("valid_to", INTEGER, comment="End, exclusive, in microseconds since 1970. Null: no end."),
    sa.Column("above_tokens", INTEGER, nullable=False, comment="It holds for calls with more input tokens than this, or if 0."),
    sa.Column("input", INTEGER, nullable=False, comment="Nano-dollars for a million tokens; likewise the next four."),
    sa.Column("output", INTEGER, nullable=False),
    sa.Column("cache_read", INTEGER, comment="Null: as other input."),
    sa.Column("cache_write", INTEGER, comment="Null: as other input."),
    sa.Column("reasoning", INTEGER, comment="Null: as other output."),
    sa.Column("created_at", INTEGER, nullable=False, comment="Microseconds since 1970."),
    sa.PrimaryKeyConstraint("org_id", "id", name="pk_model_price"),
    comment="Prices of models that an organization states itself; they precede published ones.",
    sqlite_strict=True,
)


@dataclass(frozen=True, slots=True)
class OwnPrice:
    """A price of an organization's own. Amounts are nano-dollars for a million tokens, times microseconds since 1970."""

    id: str
    provider: str | None
    model: str
    valid_from: int | None
    valid_to: int | None
    above_tokens: int
    input: int
    output: int
    cache_read: int | None
    cache_write: int | None
    reasoning: int | None
    created_at: int

    def names(self, provider: str | None, model: str) -> bool:
        """Whether it is of a model, whatever the time."""
        if self.provider is not None and (provider is None or not fnmatchcase(provider.lower(), self.provider.lower())):
            return False
        return fnmatchcase(model.lower(), self.model.lower())

    def holds(self, moment: int, tokens: Tokens) -> bool:
        """Whether it is valid at a time, for a call of that size."""
        begun = self.valid_from is None or moment >= self.valid_from
        over = self.valid_to is not None and moment >= self.valid_to
        return begun and not over and (not self.above_tokens or (tokens.input or 0) > self.above_tokens)

    @property
    def precedence(self) -> tuple[object, ...]:
        """Of several prices the first counts: the longest pattern, one with a provider, the latest start, the larger call."""
        since = -1 if self.valid_from is None else self.valid_from
        return -len(self.model), self.provider is None, -since, -self.above_tokens, -self.created_at, self.id

    @property
    def rates(self) -> Rates:
        """The same as rates."""
        kinds = (self.input, self.output, self.cache_read, self.cache_write, self.reasoning)
        plain, output, read, written, reasoning = (None if price is None else Rate(price * (ATTO // NANO)) for price in kinds)
        return Rates(plain, output, read, written, reasoning)


COLUMNS = tuple(model_price.c.keys()[1:])


def own_price(row: Row) -> OwnPrice:
    """A row of the table, without the organization."""
    return OwnPrice(*row)


async def own_prices(database: Database, org_id: str) -> list[OwnPrice]:
    """The prices of an organization, as they precede each other. Raises BadUserInput for an unknown organization."""
    known = sa.select(organization.c.org_id).where(organization.c.org_id == org_id)
    if not await database.rows(*compiled(known, database.dialect)):
        raise BadUserInput(f"there is no organization {org_id!r}")
    columns = [model_price.c[name] for name in COLUMNS]
    rows = await database.rows(*compiled(sa.select(*columns).where(model_price.c.org_id == org_id), database.dialect))
    return sorted(map(own_price, rows), key=lambda price: price.precedence)


async def add_price(
    database: Database,
    org_id: str,
    model: str,
    amounts: Mapping[str, Decimal],
    *,
    created_at: int,
    provider: str | None = None,
    valid_from: int | None = None,
    valid_to: int | None = None,
    above_tokens: int = 0,
) -> OwnPrice:
    """Adds a price; `amounts` are dollars for a million tokens of `input`, `output`, and perhaps of the other kinds.

    Raises BadUserInput, which names the field, for a value that cannot be used, an unknown organization, or too many prices.
    """
    for field, pattern in (("model", model), ("provider", provider)):
        if pattern is not None and not 0 < len(pattern) <= LONGEST_PATTERN:
            raise BadUserInput(f"{field} must have 1 to {LONGEST_PATTERN} characters")
    if valid_from is not None and valid_to is not None and valid_from >= valid_to:
        raise BadUserInput("the price must begin to be valid before it ends")
    if above_tokens < 0:
        raise BadUserInput("above must not be negative")
    if len(await own_prices(database, org_id)) >= MOST_PRICES:
        raise BadUserInput(f"{org_id} has {MOST_PRICES:,} prices already, which is the limit; remove some")
    price = OwnPrice(
        id=new_id("prc_", created_at),
        provider=provider,
        model=model,
        valid_from=valid_from,
        valid_to=valid_to,
        above_tokens=above_tokens,
        created_at=created_at,
        input=_nano("input", amounts["input"]),
        output=_nano("output", amounts["output"]),
        cache_read=_known("cache-read", amounts.get("cache_read")),
        cache_write=_known("cache-write", amounts.get("cache_write")),
        reasoning=_known("reasoning", amounts.get("reasoning")),
    )
    values = {name: getattr(price, name) for name in COLUMNS}
    async with locked(database, org_id) as (transaction, _):
        await transaction.execute(*compiled(sa.insert(model_price).values(org_id=org_id, **values), database.dialect))
    return price


async def remove_price(database: Database, org_id: str, price_id: str) -> bool:
    """Removes a price. False: there is none of that id."""
    known = (model_price.c.org_id == org_id) & (model_price.c.id == price_id)
    async with locked(database, org_id) as (transaction, _):
        found = await transaction.rows(*compiled(sa.select(model_price.c.id).where(known), database.dialect))
        await transaction.execute(*compiled(sa.delete(model_price).where(known), database.dialect))
    return bool(found)


def _known(kind: str, dollars: Decimal | None) -> int | None:
    return None if dollars is None else _nano(kind, dollars)


def _nano(kind: str, dollars: Decimal) -> int:
    if not dollars.is_finite() or not 0 <= dollars <= LARGEST_PRICE:
        raise BadUserInput(f"{kind} must be 0 to {LARGEST_PRICE:,} dollars for a million tokens")
    nano = dollars * NANO
    if nano != nano.to_integral_value():
        raise BadUserInput(f"{kind} must have at most {DECIMALS} decimals")
    return int(nano)
