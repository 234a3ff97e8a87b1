"""`pentagraph prices`: manages the prices of models by which the store computes spend that is not reported."""

import asyncio
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl, OrgId, opened
from gateway.cli.progress import progress
from gateway.cli.table import day, show
from gateway.settings import Settings, read_settings
from storage.errors import BadUserInput
from storage.maintenance.repricing import price_again
from storage.nouns.record import DAY, LATEST_INSTANT, now, parse_date
from storage.prices import own
from storage.prices.own import OwnPrice
from storage.prices.published import source
from storage.prices.rates import NANO

app = typer.Typer(
    no_args_is_help=True,
    help="Prices of models, by which spend that is not reported is computed from tokens: an organization's own, and otherwise "
    "those that providers publish.",
)

From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="First day, in UTC.  \\[default: no start]", show_default=False)
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Last day, in UTC.  \\[default: no end]", show_default=False)
]


def _amount(option: str, text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise BadUserInput(f"--{option}: expected dollars for a million tokens such as 1.25, got {text!r}") from error


@app.command("list")
def list_(org_id: OrgId, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """List the own prices of an organization, in US dollars for a million tokens, as they precede each other.

    Example: pentagraph prices list acme
    """
    found = asyncio.run(_all(read_settings({"database": database}, file=config), org_id))
    columns = ("price", "provider", "model", "from", "to", "above", "input", "output", "cache read", "cache write", "reasoning")
    show(columns, [_shown(price) for price in found])
    typer.echo(f"all other models: published prices of {source()}", err=True)


@app.command()
def add(
    org_id: OrgId,
    model: Annotated[str, typer.Option(help="Name of the model; * stands for any characters, ? for one.")],
    input_: Annotated[str, typer.Option("--input", metavar="DOLLARS", help="Price of a million input tokens.")],
    output: Annotated[str, typer.Option(metavar="DOLLARS", help="Price of a million output tokens.")],
    cache_read: Annotated[
        str | None, typer.Option(metavar="DOLLARS", help="Input read from a cache.  \\[default: --input]", show_default=False)
    ] = None,
    cache_write: Annotated[
        str | None, typer.Option(metavar="DOLLARS", help="Input written to a cache.  \\[default: --input]", show_default=False)
    ] = None,
    reasoning: Annotated[
        str | None, typer.Option(metavar="DOLLARS", help="Output of reasoning.  \\[default: --output]", show_default=False)
    ] = None,
    provider: Annotated[
        str | None,
        typer.Option(help="Name of the provider, with * and ?.  \\[default: any, and unknown ones]", show_default=False),
    ] = None,
    since: From = None,
    until: To = None,
    above: Annotated[int, typer.Option(help="Only for calls with more input tokens than this.")] = 0,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Add a price. It precedes published prices, for everything that is stored from now on; `apply` is for what is stored.

    Of several that hold, the one with the longest model pattern counts; then one with a provider, then the latest --from, then
    the largest --above.

    Example: pentagraph prices add acme --model "gpt-5*" --input 1.25 --output 10 --from 2026-01-01
    """
    given = {"input": input_, "output": output, "cache-read": cache_read, "cache-write": cache_write, "reasoning": reasoning}
    amounts = {option.replace("-", "_"): _amount(option, text) for option, text in given.items() if text is not None}
    settings = read_settings({"database": database}, file=config)
    first, end = _window(since, until)
    price = asyncio.run(_add(settings, org_id, model, amounts, provider, first, end, above))
    typer.echo(f"price {price.id} of {org_id} is added; for what is stored already: pentagraph prices apply {org_id}")


@app.command()
def remove(
    org_id: OrgId,
    price_id: Annotated[str, typer.Argument(metavar="PRICE", help="Id of the price, as `list` shows it.")],
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Remove a price. Spend that was computed with it stays until `apply`.

    Example: pentagraph prices remove acme prc_01JY8Q6D3V5T2W0K4M7N9P1R3S
    """
    if not asyncio.run(_remove(read_settings({"database": database}, file=config), org_id, price_id)):
        raise BadUserInput(f"{org_id} has no price {price_id}")
    typer.echo(f"price {price_id} of {org_id} is removed")


@app.command()
def apply(org_id: OrgId, since: From = None, until: To = None, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """Compute the spend of stored steps and runs again, by the prices of now. Reported spend stays.

    The days are those on which steps and runs started; without --from, those without a start are included.

    Example: pentagraph prices apply acme --from 2026-01-01
    """
    settings = read_settings({"database": database}, file=config)
    first, end = _window(since, until)
    changed = asyncio.run(_apply(settings, org_id, -1 if first is None else first, LATEST_INSTANT + 1 if end is None else end))
    show(("table", "changed"), [(name, str(rows)) for name, rows in changed.items()])
    if not changed:
        typer.echo("no spend changed", err=True)


def _window(since: str | None, until: str | None) -> tuple[int | None, int | None]:
    """Start, and exclusive end, in microseconds since 1970."""
    return _day("from", since), None if until is None else (_day("to", until) or 0) + DAY


def _day(option: str, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        found = parse_date(text)
    except ValueError as error:
        raise BadUserInput(f"--{option}: expected a date such as 2026-05-01, got {text!r}") from error
    start = int(datetime(found.year, found.month, found.day, tzinfo=UTC).timestamp()) * 1_000_000
    if not 0 <= start <= LATEST_INSTANT:
        raise BadUserInput(f"--{option}: a date must be between 1970 and 9999")
    return start


def _shown(price: OwnPrice) -> tuple[str, ...]:
    amounts = (price.input, price.output, price.cache_read, price.cache_write, price.reasoning)
    since = "" if price.valid_from is None else day(price.valid_from)
    until = "" if price.valid_to is None else day(price.valid_to - 1)
    above = str(price.above_tokens) if price.above_tokens else ""
    return (price.id, price.provider or "", price.model, since, until, above, *map(_dollars, amounts))


def _dollars(nano: int | None) -> str:
    return "" if nano is None else f"{(Decimal(nano) / NANO).normalize():f}"


async def _all(settings: Settings, org_id: str) -> list[OwnPrice]:
    async with opened(settings) as database:
        return await own.own_prices(database, org_id)


async def _add(
    settings: Settings,
    org_id: str,
    model: str,
    amounts: dict[str, Decimal],
    provider: str | None,
    first: int | None,
    end: int | None,
    above: int,
) -> OwnPrice:
    async with opened(settings) as database:
        return await own.add_price(
            database,
            org_id,
            model,
            amounts,
            created_at=now(),
            provider=provider,
            valid_from=first,
            valid_to=end,
            above_tokens=above,
        )


async def _remove(settings: Settings, org_id: str, price_id: str) -> bool:
    async with opened(settings) as database:
        return await own.remove_price(database, org_id, price_id)


async def _apply(settings: Settings, org_id: str, since: int, until: int) -> dict[str, int]:
    async with opened(settings) as database:
        with progress() as report:
            return await price_again(
                database, org_id, since, until, lambda rows: report(rows, None, f"{rows:,} rows computed again")
            )
