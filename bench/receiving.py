"""Measures receiving: records a second through each channel, and what queries wait for while data arrives.

    python -m bench.receiving [--records 20000] [--rounds 3] [--seconds 15] [--only NAME] [--sqlite-only]

The first table: rows that each channel stores in a second, against the driver that writes the same rows from finished tuples:
`executemany` of one upsert on SQLite, COPY and one upsert on PostgreSQL. `limit`: 5,000 rows a transaction. `limit by request`:
a transaction for each request, which has the guarantee of an answer, but no group commit. A ratio is the median of the
rounds' ratios. Roll-ups are not built meanwhile, since that is the work of a worker.

The second table: the median and the 99th percentile, in milliseconds, over a demo whose roll-ups are built meanwhile.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from bench import receiving_raw as raw
from bench.attack.target import PENTAGRAPH
from bench.postgres import postgresql
from bench.receiving_channels import MAPPING, ORGANIZATION, SECRET, Channel, Server, channels
from bench.receiving_reading import Rates, measured
from bench.table import machine
from storage.accounts.keys import create_key, ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.migrations.migrate import migrate

Seconds = dict[str, list[float]]
"""Seconds of each round by what was measured; `rows` is the number of rows."""
HEAD = "| database | channel | rows/s | limit, rows/s | limit / it | limit by request, rows/s | limit by request / it |"
HEAD_OF_READING = "| database | what | beside | requests | p50, ms | p99, ms | p99 / p99 alone |"


@contextmanager
def serving(url: str, key: str, folder: Path) -> Iterator[Server]:
    """A server without a worker, which is killed at the end."""
    mapping = folder / "builds.toml"
    mapping.write_text(MAPPING)
    common = {"org_id": ORGANIZATION, "secret_env": "SECRET_OF_BENCH"}
    hmac = {"kind": "hmac", "mapping": str(mapping), "signature_header": "x-signature", "prefix": "sha256="}
    webhooks = {"github": {"kind": "github", **common}, "builds": {**hmac, **common}}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PENTAGRAPH_")}
    environment |= {"PENTAGRAPH_WORKER": "false", "PENTAGRAPH_WEBHOOKS": json.dumps(webhooks), "SECRET_OF_BENCH": SECRET}
    command = [*PENTAGRAPH, "serve", "--database", url, "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Server(int(process.stdout.readline().rsplit(":", 1)[1]), key)
        finally:
            process.kill()


async def receiving(url: str, found: list[Channel], rounds: int, folder: Path) -> dict[str, Seconds]:
    """Measures channels on one database."""
    await migrate(url)
    database = await open_database(url)
    await ensure_organization(database, ORGANIZATION)
    _, key = await create_key(database, ORGANIZATION, "sender", ["ingest"])
    seconds: dict[str, Seconds] = defaultdict(lambda: defaultdict(list))
    with (
        serving(url, key, folder) as server,
        ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as processes,
    ):
        for number in range(rounds):
            for channel in found:
                await _round(url, database, channel, server, processes, seconds[channel.name])
            print(f"{database.dialect.name} round {number + 1} of {rounds}", file=sys.stderr)
    await database.close()
    return seconds


async def _round(
    url: str, database: Database, channel: Channel, server: Server, processes: ProcessPoolExecutor, seconds: Seconds
) -> None:
    """Sends, takes the rows away, and writes the same rows as the driver does."""
    await raw.empty(database)
    seconds["channel"].append(await channel.send(server, database, processes))
    rows = await raw.stored(database)
    count = sum(map(len, rows.values()))
    seconds["rows"].append(count)
    for name, transactions in (("limit", -(-count // raw.BATCH)), ("by request", channel.requests)):
        await raw.empty(database)
        began = time.perf_counter()
        await raw.write(url, rows, transactions)
        seconds[name].append(time.perf_counter() - began)
    assert {name: len(some) for name, some in rows.items()} == {
        name: len(some) for name, some in (await raw.stored(database)).items()
    }


def table(found: dict[str, dict[str, Seconds]]) -> str:
    """The first table, in Markdown."""
    lines = [HEAD, "|---|---|--:|--:|--:|--:|--:|"]
    for database, by_channel in found.items():
        for channel, seconds in by_channel.items():
            cells = [database, channel, f"{_rate(seconds, 'channel'):,.0f}"]
            for limit in ("limit", "by request"):
                ratio = median(own / least for own, least in zip(seconds["channel"], seconds[limit], strict=True))
                cells += [f"{_rate(seconds, limit):,.0f}", f"{ratio:.2f}"]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _rate(seconds: Seconds, name: str) -> float:
    return median(rows / each for rows, each in zip(seconds["rows"], seconds[name], strict=True))


def main() -> None:
    """Measures, and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000, help="records sent through a channel in a round")
    parser.add_argument("--rounds", type=int, default=3, help="times that each channel is measured; 0: not at all")
    parser.add_argument("--seconds", type=float, default=15, help="of each measurement beside queries; 0: none")
    parser.add_argument("--spans", type=float, default=1000, help="spans a second beside queries")
    parser.add_argument("--queries", type=float, default=50, help="queries a second")
    parser.add_argument("--only", action="append", metavar="NAME", help="only channels with this in their name")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        urls = {"sqlite": f"sqlite:///{folder}/bench.db"}
        if not arguments.sqlite_only:
            urls["postgresql"] = stack.enter_context(postgresql()).url
        print(f"{machine()}; {arguments.records:,} records, {arguments.rounds} rounds")
        if arguments.rounds:
            found = [each for each in channels(arguments.records, folder) if _is_chosen(each.name, arguments.only)]
            results = {name: asyncio.run(receiving(url, found, arguments.rounds, folder)) for name, url in urls.items()}
            print(f"\n{table(results)}")
        if arguments.seconds:
            print(f"\n{HEAD_OF_READING}\n|---|---|---|--:|--:|--:|--:|")
            rates = Rates(arguments.seconds, arguments.spans, arguments.queries)
            for name in urls:
                _measure_reading(name, folder, rates)
        print("\nload average of 1, 5 and 15 minutes:", *(f"{each:.1f}" for each in os.getloadavg()))


def _is_chosen(name: str, only: list[str] | None) -> bool:
    return not only or any(each in name for each in only)


def _measure_reading(name: str, folder: Path, rates: Rates) -> None:
    own = folder / f"reading-{name}"
    own.mkdir()
    with ExitStack() as stack:
        url = None if name == "sqlite" else stack.enter_context(postgresql()).url
        for row in measured(own, url, rates):
            print(f"| {name} | {row}")


if __name__ == "__main__":
    main()
