"""`pentagraph pull`: fetches data from other systems, once or again and again."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from gateway.cli.load import tell_notices
from gateway.cli.option import ConfigFile, DatabaseUrl, ReceivingOrg, opened, receiving_org
from gateway.cli.printable import printable
from gateway.cli.progress import Report, progress
from gateway.cli.stopping import stopped_by_signals
from gateway.cli.table import minute, show
from gateway.settings import Settings, read_settings
from gateway.writes import writing
from storage.database.protocol import Database
from storage.errors import BadUserInput, DatabaseUnavailable, Failure
from storage.ingest.loading import Loaded
from storage.jobs.queue import enqueue
from storage.nouns.record import now
from storage.pull.client import address_of
from storage.pull.documented import DOCUMENTED, check_options
from storage.pull.failures import PullFailed
from storage.pull.job import EVERY, PULL, pull_kind
from storage.pull.kinds import KINDS
from storage.pull.pentagraph import GRAPHQL
from storage.pull.pulling import Course, End, Step, run_pass
from storage.writing import pulls
from storage.writing.pulls import Pull, Reached
from storage.writing.write_queue import WriteQueue

SOMETHING_LOST = 3
"""Exit code if something could not be stored."""
SMALLEST_PAGE = 10
SHOWN = 100
"""Refusals that are shown."""
REPOSITORY = re.compile(r"[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}")
UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}

app = typer.Typer(
    no_args_is_help=True,
    help="Fetch data from other systems. The first time everything, then what has come since, with overlap. What is on disk is "
    "remembered after each page, so a pull that was interrupted, or killed, goes on where it was.",
)

Url = Annotated[str, typer.Option(help="URL of the source, without credentials.")]
Name = Annotated[str | None, typer.Option(help="Name of the pull.  \\[default: kind and address]", show_default=False)]
Every = Annotated[
    str | None,
    typer.Option(
        metavar="TIME", help="Pull again and again, such as every 60s, 5m or 1h.  \\[default: once]", show_default=False
    ),
]
User = Annotated[
    str | None,
    typer.Option(
        help="User of HTTP Basic; the secret is the password.  \\[default: the secret is a bearer token]", show_default=False
    ),
]
SecretEnv = Annotated[str | None, typer.Option(metavar="NAME", help="Environment variable that contains the secret.")]
SecretFile = Annotated[Path | None, typer.Option(help="File that contains the secret.")]
PageSize = Annotated[
    int | None, typer.Option(min=SMALLEST_PAGE, help="Objects of a page.  \\[default: depends on the kind]", show_default=False)
]
Overlap = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Time before the latest object that is read again.  \\[default: 10m]", show_default=False),
]


AsJob = Annotated[
    bool,
    typer.Option(
        "--job",
        help="Queue it as a job of the server or of `pentagraph work`, where the variable or file of the secret must be.",
    ),
]

Api = Enum("Api", {name: name for name in (GRAPHQL, *DOCUMENTED)})  # type: ignore[misc] # the names are those of the sources
BY_GRAPH = Api(GRAPHQL)


@dataclass(frozen=True, slots=True)
class _Command:
    """What the command line asks for."""

    settings: Settings
    org: str | None
    pull: Pull
    every: float | None
    as_job: bool


def _command_of_api(kind: str, description: str) -> None:
    """Adds the command for a kind of source whose API needs a URL, and perhaps a user and a secret."""

    def pull(
        url: Url,
        user: User = None,
        secret_env: SecretEnv = None,
        secret_file: SecretFile = None,
        name: Name = None,
        every: Every = None,
        job: AsJob = False,
        page_size: PageSize = None,
        overlap: Overlap = None,
        org: ReceivingOrg = None,
        database: DatabaseUrl = None,
        config: ConfigFile = None,
    ) -> None:
        options = _options(user, secret_env, secret_file, page_size, overlap)
        _run(_command(kind, address_of(url), options, name, every, org, database, config, job=job))

    app.command(kind, help=description)(pull)


_command_of_api(
    "langfuse",
    """Pull traces with their observations from Langfuse. The user is the public key, the secret the secret key.

    Example: pentagraph pull langfuse --url https://cloud.langfuse.com --user pk-lf-1 --secret-env LANGFUSE_SECRET_KEY
    """,
)
_command_of_api(
    "camunda",
    """Pull the history of Camunda 7 or CIB seven: process definitions with BPMN, instances, activities, incidents, job errors.

    Example: pentagraph pull camunda --url http://localhost:8080/engine-rest --user demo --secret-env CAMUNDA_PASSWORD
    """,
)


@app.command()
def pentagraph(
    url: Url,
    api: Annotated[Api, typer.Option(help="How it is read: by its graph, completely, or by a documented REST API.")] = BY_GRAPH,
    process_key: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="With --api incidents: key of a process; repeatable.")
    ] = None,
    flow: Annotated[
        list[str] | None, typer.Option(metavar="ORGANIZATION/FLOW", help="With --api flow-runs: a flow; repeatable.")
    ] = None,
    secret_env: SecretEnv = None,
    secret_file: SecretFile = None,
    name: Name = None,
    every: Every = None,
    job: AsJob = False,
    page_size: PageSize = None,
    overlap: Overlap = None,
    org: ReceivingOrg = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Pull everything that a key may read from another gateway. The secret is the key.

    Example: pentagraph pull pentagraph --url https://graph.example.com --secret-env OTHER_GATEWAY_KEY --every 1h
    """
    options = _options(None, secret_env, secret_file, page_size, overlap)
    options |= {"api": api.value, "process_keys": process_key or [], "flows": flow or []}
    check_options(options)
    own = name or (None if api.value == GRAPHQL else f"{api.value}:{urlsplit(url).netloc}")
    _run(_command("pentagraph", address_of(url), options, own, every, org, database, config, job=job))


@app.command()
def github(
    repository: Annotated[str, typer.Option(metavar="OWNER/NAME", help="The repository.")],
    url: Annotated[str, typer.Option(help="URL of the REST API.")] = "https://api.github.com",
    secret_env: SecretEnv = None,
    secret_file: SecretFile = None,
    name: Name = None,
    every: Every = None,
    job: AsJob = False,
    page_size: PageSize = None,
    overlap: Overlap = None,
    org: ReceivingOrg = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Pull runs of GitHub Actions with their attempts and jobs. The secret is a token that may read Actions.

    Runs within the overlap, by default one day, are fetched again if they were updated.

    Example: pentagraph pull github --repository octo-org/octo-repo --secret-env GITHUB_TOKEN --every 5m
    """
    if not REPOSITORY.fullmatch(repository):
        raise BadUserInput("--repository: expected OWNER/NAME, such as octo-org/octo-repo", option="repository")
    options = _options(None, secret_env, secret_file, page_size, overlap)
    _run(_command("github", f"{address_of(url)}/repos/{repository}", options, name, every, org, database, config, job=job))


@app.command()
def cloudtrail(
    folder: Annotated[Path, typer.Option(help="Folder of .gz files, such as a mirror of the bucket.")],
    name: Name = None,
    every: Every = None,
    job: AsJob = False,
    page_size: Annotated[
        int | None, typer.Option(min=SMALLEST_PAGE, help="Files of a page.  \\[default: 200]", show_default=False)
    ] = None,
    org: ReceivingOrg = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Pull AWS CloudTrail events from a folder that grows. Files are read again when their size or time has changed.

    Example: pentagraph pull cloudtrail --folder /var/log/cloudtrail --every 60s
    """
    if not folder.is_dir():
        raise BadUserInput(f"--folder: {folder} is not a folder", option="folder")
    options = _options(None, None, None, page_size, None)
    _run(_command("cloudtrail", str(folder.absolute()), options, name, every, org, database, config, job=job))


@app.command("list")
def list_(org: ReceivingOrg = None, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """List the pulls of an organization: name, last page, last time that everything was stored, pages, records, last error.

    Example: pentagraph pull list --org acme
    """
    settings = read_settings({"database": database, "default_org": org}, file=config)
    found = asyncio.run(_all(settings))
    columns = ("pull", "kind", "last page", "complete", "pages", "records", "refused", "error")
    show(columns, [_row(pull, reached) for pull, reached in found])


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="Name of the pull, as `pull list` shows it.")],
    org: ReceivingOrg = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Forget a pull and what it has stored already; its records stay. A pull with this name then fetches everything.

    Example: pentagraph pull remove langfuse:cloud.langfuse.com
    """
    settings = read_settings({"database": database, "default_org": org}, file=config)
    if not asyncio.run(_remove(settings, name)):
        raise BadUserInput(f"{settings.default_org} has no pull {name!r}")
    typer.echo(f"pull {name} of {settings.default_org} is removed")


def _command(
    kind: str,
    address: str,
    options: Mapping[str, object],
    name: str | None,
    every: str | None,
    org: str | None,
    database: str | None,
    config: Path | None,
    *,
    job: bool,
) -> _Command:
    settings = read_settings({"database": database}, file=config)
    largest = KINDS[kind][0].largest_page
    size = options.get("page_size")
    if isinstance(size, int) and size > largest:
        raise BadUserInput(f"--page-size: at most {largest} for {kind}", option="page-size")
    parts = urlsplit(address)
    own = name or f"{kind}:{parts.netloc}{parts.path}"
    seconds = None if every is None else _seconds("every", every)
    return _Command(settings, org, Pull(org or settings.default_org, own, kind, address, options), seconds, job)


def _options(
    user: str | None, secret_env: str | None, secret_file: Path | None, page_size: int | None, overlap: str | None
) -> dict[str, object]:
    """Options as they are stored; without those that were not given."""
    if secret_env and secret_file:
        raise BadUserInput("use one of --secret-env and --secret-file", option="secret-file")
    given = {
        "user": user,
        "secret_env": secret_env,
        "secret_file": None if secret_file is None else str(secret_file.absolute()),
        "page_size": page_size,
        "overlap": None if overlap is None else _seconds("overlap", overlap),
    }
    return {name: value for name, value in given.items() if value is not None}


def _seconds(option: str, text: str) -> float:
    """Seconds of a text such as 60s, 5m, 1h or 1d."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", text)
    if not found or (option == "every" and int(found[1]) == 0):
        raise BadUserInput(f"--{option}: expected a time such as 60s, 5m, 1h or 1d, got {text!r}", option=option)
    return int(found[1]) * UNITS[found[2]]


def _run(command: _Command) -> None:
    """Pulls until it is done or stopped, and shows what could not be stored."""
    lost = asyncio.run(_pull(command))
    tell_notices(lost)
    if lost.lost:
        raise typer.Exit(SOMETHING_LOST)


async def _pull(command: _Command) -> Loaded:
    lost = Loaded()
    async with opened(command.settings) as database:
        await receiving_org(database, command.org, command.settings)
        await pulls.declare(database, command.pull)
        async with writing(database, command.settings) as queue:
            if command.as_job:
                typer.echo(await _enqueued(database, queue, command))
                return lost
            with progress() as report:
                course = Course(stopped_by_signals(at_once_if_repeated=True), _teller(command.pull, report, lost))
                await _passes(database, queue, command, course)
    return lost


async def _enqueued(database: Database, queue: WriteQueue, command: _Command) -> str:
    """The id of the job that pulls."""
    request = {PULL: command.pull.name} | ({} if command.every is None else {EVERY: command.every})
    return await enqueue(database, command.pull.org_id, pull_kind(queue), request, created_at=now())


async def _passes(database: Database, queue: WriteQueue, command: _Command, course: Course) -> None:
    """One pass, or one after the other. What fails is tried again at the next turn, except in the first pass."""
    clock = asyncio.get_running_loop().time
    began = clock()
    sys.stderr.write(f"{await _ended(run_pass(database, queue, command.pull, course), command.pull)}\n")
    while command.every is not None and not await _comes(course.stop, began + command.every - clock()):
        began = clock()
        try:
            said = await _ended(run_pass(database, queue, command.pull, course), command.pull)
        except (PullFailed, DatabaseUnavailable) as failure:
            said = _failed(command.pull, failure)
        sys.stderr.write(f"{said}\n")


async def _ended(running: Awaitable[End], pull: Pull) -> str:
    ended = await running
    return f"{pull.name}: {'complete' if ended is End.FINISHED else 'stopped; the same command goes on from here'}"


def _failed(pull: Pull, failure: Failure) -> str:
    return f"{pull.name}: {failure.message}"


async def _comes(event: asyncio.Event, seconds: float) -> bool:
    """Whether an event comes within a time."""
    try:
        await asyncio.wait_for(event.wait(), max(seconds, 0.0))
    except TimeoutError:
        return False
    return True


def _teller(pull: Pull, report: Report, lost: Loaded) -> Callable[[Step], None]:
    """Shows each page and the first refusals on standard error, and counts what is lost."""

    def tell(step: Step) -> None:
        reached = step.reached
        report(reached.records, None, f"{pull.name}: {reached.pages} pages, {reached.records} records; {printable(step.about)}")
        for refusal in step.refusals[: max(SHOWN - lost.broken_total, 0)]:
            sys.stderr.write(f"{printable(refusal)}\n")
        lost.broken_total += len(step.refusals)
        lost.note(step.notices)

    return tell


def _row(pull: Pull, reached: Reached) -> tuple[str, ...]:
    times = ("" if at is None else minute(at) for at in (reached.pulled_at, reached.finished_at))
    counts = map(str, (reached.pages, reached.records, reached.refused))
    return pull.name, pull.kind, *times, *counts, reached.error or ""


async def _all(settings: Settings) -> list[tuple[Pull, Reached]]:
    async with opened(settings) as database:
        return await pulls.pulls(database, settings.default_org)


async def _remove(settings: Settings, name: str) -> bool:
    async with opened(settings) as database:
        return await pulls.remove(database, settings.default_org, name)
