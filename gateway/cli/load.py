"""`pentagraph load`: loads data from files and from standard input."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from gateway.cli.mapping import mapping_text
from gateway.cli.matches import mismatches
from gateway.cli.option import ConfigFile, DatabaseUrl, FormatName, ReceivingOrg, opened, receiving_org
from gateway.cli.printable import printable
from gateway.cli.progress import progress
from gateway.cli.table import show
from gateway.settings import Settings, read_settings
from gateway.writes import masking_of
from storage.database.analyze import analyze
from storage.errors import BadUserInput
from storage.ingest.csv_guess import guess
from storage.ingest.format import recognize
from storage.ingest.loading import Loaded, LoadOptions, Progress
from storage.ingest.loading import load as load_sources
from storage.ingest.mapping import CsvMapping
from storage.ingest.source import Source
from storage.nouns.record import Instant

NOTHING_LOADED, SOMETHING_LOST = 1, 3
"""Exit codes; 0 if everything was loaded."""


def load(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files to load, plain or .gz; `-` is standard input.")],
    database: DatabaseUrl = None,
    org: ReceivingOrg = None,
    format_: FormatName = None,
    mapping: Annotated[
        Path | None, typer.Option(help="CSV, CloudEvents: TOML file that maps columns or events to fields.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="Event time of data that has none, such as 2026-05-01T00:00:00Z.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Id of the log's process model, such as finance/invoice-review.")] = None,
    group: Annotated[str | None, typer.Option(help="Id of the process group of models whose id has no path.")] = None,
    version: Annotated[
        int | None,
        typer.Option(help="Version of the process model: of a BPMN diagram, by default 1, or of the instances of a log."),
    ] = None,
    case: Annotated[str | None, typer.Option(help="OCEL: object type to use as the case.")] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE", help="XES, OCEL, CSV without a mapping: time zone of times without one, such as Europe/Berlin."
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first thing that cannot be loaded and store nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="CSV without a mapping: load it as guessed, without asking.")] = False,
    config: ConfigFile = None,
) -> None:
    """Load logs and traces: NDJSON records, CSV with a mapping or a guessed one, XES, OCEL 2.0, BPMN, Langfuse traces and more.

    What cannot be loaded is reported, and the rest is loaded. Exit codes: 0 if everything was loaded, 3 if something was left
    out, 1 if nothing was loaded. Every batch that is reported on standard error is on disk. Loading a file again changes
    nothing, so repeat an interrupted load to complete it.

    Example: pentagraph load tasks.ndjson log.xes.gz --model finance/invoice-review
    """
    settings = read_settings({"database": database}, file=config)
    options = LoadOptions(format_, mapping, _time(at), model, group, version, case, timezone, strict=strict)
    sources = [_source(name) for name in files]
    if mapping is None:
        guesses = {source: guessed for source in sources if (guessed := _confirmed_guess(source, options, yes=yes)) is not None}
        options = replace(options, guess=guesses.__getitem__)
    loaded, unmatched = asyncio.run(_load(settings, org, sources, options))
    _tell(loaded)
    sys.stderr.writelines(f"{printable(line)}\n" for line in unmatched)
    if not loaded.records:
        raise typer.Exit(NOTHING_LOADED)
    if loaded.lost:
        raise typer.Exit(SOMETHING_LOST)


def _confirmed_guess(source: Source, options: LoadOptions, *, yes: bool) -> CsvMapping | None:
    """Shows the mapping that is guessed for a CSV file, and asks whether to load it so. None: it is no such file."""
    if source.path is None or recognize(source, options) != "csv":
        return None
    found = guess(source, model=options.model, timezone=options.timezone)
    sys.stderr.writelines(f"{printable(line)}\n" for line in mapping_text(source, found))
    if yes:
        return found.mapping
    if not is_terminal():
        raise BadUserInput(
            f"{source.name}: a CSV file requires a column mapping: save the one above, correct it and use --mapping FILE, or load"
            " the file as guessed with --yes",
            option="mapping",
        )
    typer.confirm(f"Load {source.name} so?", abort=True, err=True)
    return found.mapping


def is_terminal() -> bool:
    """Whether someone can be asked."""
    return sys.stdin.isatty()


async def _load(settings: Settings, org: str | None, sources: list[Source], options: LoadOptions) -> tuple[Loaded, list[str]]:
    """Loads the sources. Returns the result, and what does not match between diagrams and logs."""
    masking = masking_of(settings)
    async with opened(settings) as database:
        org_id = await receiving_org(database, org, settings)
        with progress() as report:

            def tell(state: Progress) -> None:
                done = "read" if options.strict else "stored"
                name = printable(state.source)
                report(state.position, state.size, f"{name}: {state.records} records {done}, {state.broken} broken")

            loaded = await load_sources(database, org_id, sources, options, tell, masking)
        await analyze(database, loaded.changed)
        return loaded, await mismatches(database, org_id, list(loaded.models))


def _source(name: str) -> Source:
    if name != "-":
        return Source.file(Path(name))
    return Source("stdin", stream=getattr(sys.stdin.buffer, "raw", sys.stdin.buffer))


def _time(text: str | None) -> Instant | None:
    try:
        return None if text is None else Instant.parse(text)
    except ValueError as error:
        raise BadUserInput(f"--at: {error}, got {text!r}") from error


def tell_notices(loaded: Loaded) -> None:
    """Writes what was left out or changed to standard error."""
    for verb, counts in (("passed over", loaded.passed_over), ("changed", loaded.altered)):
        for reason, count in counts.items():
            sys.stderr.write(f"{verb}: {count} {printable(reason)}\n")


def _tell(loaded: Loaded) -> None:
    """Writes lost and changed values to standard error, and the counts (noun, in the data, new or changed) to standard output."""
    for broken in loaded.broken:
        sys.stderr.write(f"{printable(str(broken))}\n")
    if loaded.broken_total > len(loaded.broken):
        sys.stderr.write(f"... and {loaded.broken_total - len(loaded.broken)} more\n")
    tell_notices(loaded)
    if not loaded.complete:
        sys.stderr.write("stopped at the first thing that cannot be loaded; nothing was stored\n")
        return
    if loaded.broken_total or not loaded.records:
        number = f"{loaded.broken_total} broken; " if loaded.broken_total else ""
        sys.stderr.write(f"{number}{'the rest' if loaded.records else 'nothing'} was loaded\n")
    rows = [(noun, str(count), str(loaded.changed.get(noun, 0))) for noun, count in sorted(loaded.counts.items())]
    show(("noun", "in the data", "new or changed"), rows)
