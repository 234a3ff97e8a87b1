"""Times the twentieth execution of the statements of each stored query against the first, on one PostgreSQL connection.

    python -m bench.twentieth                             # the demo at scale 10, 110 days: 1.2 million rows
    python -m bench.twentieth --url postgresql://... --org ORG    # a store that is there

From the sixth execution on PostgreSQL may take a plan that was made without the values of the statement. Pentagraph's readers
forbid it; a ratio far above 1 says that they no longer do. In each round every query has a connection of its own, and has been
answered once on another, so that what it reads is in memory.
"""

import argparse
import asyncio
import re
import subprocess
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from graphql import NonNullTypeNode, OperationDefinitionNode, parse

from bench.history_question import UNTIL
from bench.history_raw import ORG
from bench.history_store import PENTAGRAPH
from bench.postgres import postgresql
from bench.table import machine
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from storage.database.analyze import analyze
from storage.database.opening import open_database
from storage.nouns.noun import NOUNS
from storage.nouns.record import micros
from storage.rollup.building import build
from storage.rollup.subjects import ROLLUP_TABLES
from storage.sql.statement import Moment

TIMES = 20
QUERIES = Path(__file__).parent.parent / "queries"
SCOPES = frozenset({"admin"})


@dataclass
class Timed:
    """Seconds of the executions of one operation, by round."""

    first: list[float] = field(default_factory=list)
    twentieth: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Median of the rounds."""
        return median(last / first for first, last in zip(self.first, self.twentieth, strict=True))


def operations() -> list[tuple[str, str, str | None]]:
    """Label, document and name of each operation that reads, and whose variables all have example values."""
    found = []
    for path in sorted(QUERIES.rglob("*.graphql")):
        text = path.read_text()
        if re.search(r"^mutation\b", text, re.MULTILINE):
            continue
        for node in parse(text).definitions:
            if isinstance(node, OperationDefinitionNode) and not _required(node):
                name = node.name.value if node.name else None
                found.append((f"{path.parent.name}/{path.stem}", text, name))
    return found


def _required(node: OperationDefinitionNode) -> bool:
    variables = node.variable_definitions or ()
    return any(isinstance(each.type, NonNullTypeNode) and each.default_value is None for each in variables)


async def executions(url: str, org: str, query: str, name: str | None, times: int) -> list[float]:
    """Seconds of each execution of all statements of an operation, on a connection of its own."""
    database = await open_database(url, readers=1)
    try:
        values, plan = graph_engine(database).plan(Request(query, name, None), Caller(org, SCOPES))
        moment = Moment(values, org, micros(UNTIL))
        made = [(root.statement.sql, root.statement.bind(moment)) for root in plan.roots if root.statement is not None]
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            for sql, binds in made:
                await database.rows(sql, binds)
            taken.append(time.perf_counter() - began)
        return taken
    finally:
        await database.close()


async def measured(url: str, org: str, rounds: int) -> dict[str, Timed]:
    """Each operation by its label."""
    found: dict[str, Timed] = {}
    for label, query, name in operations():
        timed = found.setdefault(f"{label} {name or ''}".strip(), Timed())
        for _ in range(rounds):
            await executions(url, org, query, name, 1)
            taken = await executions(url, org, query, name, TIMES)
            timed.first.append(taken[0])
            timed.twentieth.append(taken[-1])
    return found


async def rolled_up(url: str, org: str) -> None:
    """Builds the roll-ups of a store, and has PostgreSQL count it."""
    database = await open_database(url, readers=1)
    try:
        await build(database, org)
        await analyze(database, [*NOUNS, *ROLLUP_TABLES])
    finally:
        await database.close()


def table(found: dict[str, Timed]) -> str:
    """One row for each operation, the highest ratio first."""
    lines = ["| | first, ms | twentieth, ms | twentieth / first |", "|---|--:|--:|--:|"]
    for label, timed in sorted(found.items(), key=lambda each: -each[1].ratio):
        times = (f"{median(each) * 1000:.1f}" for each in (timed.first, timed.twentieth))
        lines.append(f"| {label} | {' | '.join(times)} | {timed.ratio:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Prepares, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="a store that is there, rolled up; default: one of its own")
    parser.add_argument("--org", default=ORG, help="the organization in that store")
    parser.add_argument("--days", type=int, default=110, help="length of the history (110)")
    parser.add_argument("--scale", type=float, default=10, help="scale of the demo (10)")
    parser.add_argument("--rounds", type=int, default=5, help="times that everything is measured")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        url = chosen.url
        if url is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))) / "postgresql"
            url = stack.enter_context(postgresql(folder)).url
            options = ["--days", str(chosen.days), "--scale", str(chosen.scale), "--until", UNTIL.isoformat(), "--org", ORG]
            subprocess.run([PENTAGRAPH, "demo", "--database", url, *options], check=True, stderr=subprocess.DEVNULL)
            asyncio.run(rolled_up(url, ORG))
        found = asyncio.run(measured(url, chosen.org, chosen.rounds))
    ratios = [timed.ratio for timed in found.values()]
    print(f"{machine()}; medians of {chosen.rounds} rounds\n\n{table(found)}")
    print(f"\ntwentieth / first: median {median(ratios):.2f}, highest {max(ratios):.2f}")


if __name__ == "__main__":
    main()
