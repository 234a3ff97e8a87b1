"""`pentagraph demo`: fills an organization with generated data."""

import asyncio
import time
from dataclasses import replace
from typing import Annotated

import typer

from gateway.cli.confirmation import Yes, confirm_id
from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.cli.organization import erase
from gateway.cli.progress import progress
from gateway.settings import Settings, read_settings
from storage.accounts.keys import DEMO, ensure_organization, organizations
from storage.accounts.license import PERPETUAL, license_until, licensed_until
from storage.database.analyze import analyze
from storage.database.opening import shown
from storage.database.protocol import Database
from storage.demo import DemoOptions, end_of, fill, time_text
from storage.demo.options import MINUTE
from storage.erasing import erase_organization
from storage.errors import BadUserInput
from storage.nouns.record import DAY, Instant
from storage.risk import assess, detect

WATCHED = 8 * DAY


def demo(
    database: DatabaseUrl = None,
    org: Annotated[str | None, typer.Option(help="Organization to fill.  \\[default: demo]", show_default=False)] = None,
    days: Annotated[int, typer.Option(help="Number of days, besides today, that the data covers.")] = 90,
    scale: Annotated[float, typer.Option(help="Amount of data: 1 is about 5,000 process instances in 90 days.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Random seed. The same options and the same --until give the same data.")] = 1,
    until: Annotated[
        str | None,
        typer.Option(
            help="End of the data, such as 2026-06-01T00:00:00Z.  \\[default: now, or the end of the demo that is there]",
            show_default=False,
        ),
    ] = None,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing if the organization already exists.")] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Delete the organization of the demo, with everything that it contains.")
    ] = False,
    yes: Yes = False,
    config: ConfigFile = None,
) -> None:
    """Fill an organization with a plausible company: processes, incidents, agents, guardians and identities, all linked.

    The organization also gets a license, which the incidents API requires.

    The data ends now. Running the command again with the same options adds nothing, so repeat an interrupted run to complete it.

    Example: pentagraph demo --database sqlite+aiosqlite:///x.db --days 90 --scale 1 --seed 1
    """
    settings, org_id = read_settings({"database": database}, file=config), org or DEMO
    if remove:
        _remove(settings, org_id, yes=yes)
        return
    now = time.time_ns() // 1000 // MINUTE * MINUTE
    options = DemoOptions(now if until is None else _time(until), days, scale, seed)
    filled = asyncio.run(_fill(settings, org_id, options, continued=until is None, if_empty=if_empty))
    if filled is None:
        typer.echo(f"organization {org_id} of {shown(settings.database)} exists: left as it is", err=True)
        return
    rows, end = filled
    total = sum(rows.values())
    typer.echo(f"{total:,} rows new or changed in organization {org_id} of {shown(settings.database)}", err=True)
    typer.echo(f"the demo ends at {time_text(end)}; for the same one elsewhere, add --until {time_text(end)}", err=True)


def _remove(settings: Settings, org_id: str, *, yes: bool) -> None:
    """Deletes the organization. Raises BadUserInput if it contains no demo."""
    if not asyncio.run(_contains_demo(settings, org_id)):
        hint = f"to complete a removal that was interrupted, use `pentagraph org delete {org_id}`"
        raise BadUserInput(f"organization {org_id} contains no demo; {hint}")
    confirm_id(f"Delete organization {org_id} in {shown(settings.database)}, with its keys, users and data?", org_id, yes=yes)
    rows = asyncio.run(erase(settings, org_id, erase_organization))
    typer.echo(f"organization {org_id} deleted: {rows:,} rows", err=True)


async def _contains_demo(settings: Settings, org_id: str) -> bool:
    async with opened(settings) as database:
        return await end_of(database, org_id) is not None


async def _fill(
    settings: Settings, org_id: str, options: DemoOptions, *, continued: bool, if_empty: bool
) -> tuple[dict[str, int], int] | None:
    """Rows that are new or changed by noun, and the end of the demo; None: the organization was left as it is.

    `continued`: a demo that the organization contains keeps its end.
    """
    async with opened(settings) as database:
        if if_empty and org_id in [each.org_id for each in await organizations(database)]:
            return None
        if continued and (end := await end_of(database, org_id)):
            options = replace(options, until=end)
        await ensure_organization(database, org_id)
        if await licensed_until(database, org_id) is None:
            await license_until(database, org_id, PERPETUAL)
        with progress() as report:

            def tell(done: int, total: int) -> None:
                report(done, total, f"demo: {done} of {total} instances stored")

            rows = await fill(database, org_id, options, tell)
        await analyze(database, rows)
        await _judge(database, org_id, options.until)
        return rows, options.until


async def _judge(database: Database, org_id: str, until: int) -> None:
    """Detects anomalies of the last eight days and assesses risks, as a running server would have done by then.

    Anomalies that are still open count again when a server assesses later."""
    await detect(database, org_id, until - WATCHED, until, now=until)
    await assess(database, org_id, now=until)


def _time(text: str) -> int:
    """Parses a time into microseconds since 1970."""
    try:
        return Instant.parse(text)
    except ValueError as error:
        raise BadUserInput(f"--until: {error}, got {text!r}") from error
