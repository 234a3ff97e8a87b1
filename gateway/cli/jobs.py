"""`pentagraph jobs`: lists background jobs and their state."""

import asyncio
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.cli.table import minute, show
from gateway.settings import Settings, read_settings
from storage.jobs.queue import Listed, recent


def jobs(
    org: Annotated[
        str | None, typer.Option(help="Organization whose jobs to list.  \\[default: default]", show_default=False)
    ] = None,
    count: Annotated[int, typer.Option(min=1, help="Maximum number of jobs to list.")] = 50,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """List the jobs of an organization, latest first: state, progress, and the reason if a job failed.

    Example: pentagraph jobs --org acme
    """
    settings = read_settings({"database": database, "default_org": org}, file=config)
    found = asyncio.run(_recent(settings, count))
    show(("job", "kind", "state", "progress", "queued", "reason"), [_row(each) for each in found])


def _row(job: Listed) -> tuple[str, ...]:
    done = "" if job.progress is None else f"{job.progress:.0%}"
    queued = "" if job.created_at is None else minute(job.created_at)
    return job.id, job.kind or "", job.state or "", done, queued, job.reason or ""


async def _recent(settings: Settings, count: int) -> list[Listed]:
    async with opened(settings) as database:
        return await recent(database, settings.default_org, count)
