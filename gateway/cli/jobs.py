"""`pentagraph jobs`: lists background jobs and their state, and stops them."""

import asyncio
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.cli.table import minute, show
from gateway.settings import Settings, read_settings
from storage.errors import BadUserInput
from storage.jobs.queue import Listed, recent
from storage.jobs.queue import stop as stop_job
from storage.nouns.record import now

app = typer.Typer()

Org = Annotated[str | None, typer.Option(help="Organization of the jobs.  \\[default: default]", show_default=False)]


@app.callback(invoke_without_command=True)
def jobs(
    context: typer.Context,
    org: Org = None,
    count: Annotated[int, typer.Option(min=1, help="Maximum number of jobs to list.")] = 50,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """List the jobs of an organization, latest first: state, progress, and the reason if a job failed.

    Example: pentagraph jobs --org acme
    """
    if context.invoked_subcommand:
        return
    settings = read_settings({"database": database, "default_org": org}, file=config)
    found = asyncio.run(_recent(settings, count))
    show(("job", "kind", "state", "progress", "queued", "reason"), [_row(each) for each in found])


@app.command()
def stop(
    job_id: Annotated[str, typer.Argument(metavar="JOB", help="The job's id, as `jobs` shows it.")],
    org: Org = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Stop a job that is queued or running. A worker that runs it stops within a few seconds. What it has stored stays.

    Example: pentagraph jobs stop job_01JF8RAJ1A2B3C4D5E6F7G8H9J --org acme
    """
    settings = read_settings({"database": database, "default_org": org}, file=config)
    if not asyncio.run(_stop(settings, job_id)):
        raise BadUserInput(f"{settings.default_org} has no job {job_id} that is queued or running")
    typer.echo(f"job {job_id} of {settings.default_org} is stopped")


def _row(job: Listed) -> tuple[str, ...]:
    done = "" if job.progress is None else f"{job.progress:.0%}"
    queued = "" if job.created_at is None else minute(job.created_at)
    return job.id, job.kind or "", job.state or "", done, queued, job.reason or ""


async def _recent(settings: Settings, count: int) -> list[Listed]:
    async with opened(settings) as database:
        return await recent(database, settings.default_org, count)


async def _stop(settings: Settings, job_id: str) -> bool:
    async with opened(settings) as database:
        return await stop_job(database, settings.default_org, job_id, now=now())
