"""`pentagraph mask`: shows what masking would change in files, and stores nothing."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import Annotated

import typer
from msgspec import UNSET

from gateway.cli.option import ConfigFile, FormatName
from gateway.cli.printable import printable
from gateway.cli.table import show
from gateway.settings import read_settings
from gateway.writes import masking_of
from storage.errors import BadUserInput
from storage.ingest.format import read
from storage.ingest.reader import Broken, ReadOptions
from storage.ingest.source import Source
from storage.masking.records import Dropped, Found, Masker, NotMasked
from storage.nouns.record import Record, snake

SHOWN = 60
"""Characters of a value that are shown."""


def mask(
    file: Annotated[Path, typer.Option("--test", metavar="FILE", help="File whose records are masked, and not stored.")],
    rules: Annotated[
        Path | None, typer.Option(help="TOML file of masking rules.  \\[default: the setting masking]", show_default=False)
    ] = None,
    org: Annotated[
        str | None,
        typer.Option(help="Organization whose masks to show.  \\[default: the setting default_org]", show_default=False),
    ] = None,
    format_: FormatName = None,
    mapping: Annotated[Path | None, typer.Option(help="CSV: TOML file that maps columns to fields.")] = None,
    model: Annotated[str | None, typer.Option(help="Id of the log's process model.")] = None,
    config: ConfigFile = None,
) -> None:
    """Show what masking would change in a file: record, field, rules, value before and after. Nothing is stored.

    Without the setting masking_secret, hashes differ from run to run. Standard error shows how often each rule applies. The
    values before are shown as they are, secrets too.

    Example: pentagraph mask --test tasks.ndjson --rules masking.toml
    """
    options = {"masking": str(rules) if rules else None, "default_org": org}
    settings = read_settings(options, file=config)
    if not settings.masking:
        raise BadUserInput("there are no masking rules: use --rules FILE, or the setting masking")
    secret = settings.masking_secret or token_hex()
    masking = masking_of(settings.model_copy(update={"masking_secret": secret}))
    assert masking is not None
    masker = masking.of(settings.default_org)
    counts: Counter[str] = Counter()
    source = Source.file(file)
    rows = list(_changes(masker, source, ReadOptions(format_, mapping, model=model), counts))
    show(("record", "field", "rules", "before", "after"), rows)
    for name in ("records", "changed", "dropped", "refused", "broken"):
        sys.stderr.write(f"{counts.pop(name, 0):,} {name}\n")
    for name, number in counts.most_common():
        sys.stderr.write(f"rule {name}: {number:,}\n")


def _changes(masker: Masker, source: Source, options: ReadOptions, counts: Counter[str]) -> Iterator[tuple[str, ...]]:
    for item in read(source, options):
        if isinstance(item, Broken):
            counts["broken"] += 1
        if not isinstance(item, Record):
            continue
        counts["records"] += 1
        record = f"{snake(type(item).__name__)} {item.id}"
        found: Found = {}
        try:
            masker.record(item, found)
        except Dropped as dropped:
            counts["dropped"] += 1
            yield record, "", str(dropped), "", ""
        except NotMasked as failed:
            counts["refused"] += 1
            yield record, failed.field or "", str(failed), "", ""
        counts["changed"] += bool(found)
        for field, (before, after, names) in found.items():
            counts.update(names)
            yield record, field, ", ".join(sorted(names)), _short(before), _short(after)


def _short(value: object) -> str:
    text = printable("(not stored)" if value is UNSET else str(value))
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
