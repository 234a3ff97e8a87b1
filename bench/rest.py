"""Measures REST routes against the same answers by hand-written Starlette on SQLAlchemy Core, over the same demo store.

    python -m bench.rest [--rounds 7] [--seconds 0.3] [--scale 1] [--postgresql]

Both are served by uvicorn and asked by one client over a kept connection. In a round both are asked about each route, one
after the other, and ratios are taken within the round. Before a route is timed both must answer the same JSON; percentiles may
differ by one per cent, as roll-ups serve them. The batch route is measured against its sections, and against the root fields
of its document, asked for one after the other over GraphQL.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.contender import PENTAGRAPH, Running, serving
from bench.postgres import postgresql
from bench.rest_batch import ROUTE, names, parts
from bench.rest_rounds import Line, asked, compare, rounds_of, table
from bench.rest_sections import sections
from bench.rest_store import PEER, ROUTES, Request, fill
from bench.table import machine

SETTINGS = {"PENTAGRAPH_RATE_LIMIT": "0", "PENTAGRAPH_WORK_RATE_LIMIT": "0", "PENTAGRAPH_WORKER": "false"}


def measured(database: str, url: str, rounds: int, seconds: float) -> list[Line]:
    """Every route on one database: our milliseconds and those of the peer, by round."""
    with ExitStack() as stack:
        ours = stack.enter_context(serving(PENTAGRAPH, url))
        peer = stack.enter_context(serving(PEER, url))
        lines = []
        for name, request in ROUTES.items():
            compare(name, ours, peer, request)
            lines.append(Line(name, database, rounds_of([(ours, [request]), (peer, [request])], rounds, seconds)))
            print(f"{database} {name}", file=sys.stderr)
        return [*lines, *batch(ours, rounds, seconds, database)]


def batch(ours: Running, rounds: int, seconds: float, database: str) -> list[Line]:
    """The batch route, against its twelve sections and against the root fields of its document, asked for in turn; once all
    agree on what they count.

    The root fields do not tell when the best workflows last ran, which the batch route looks up too.
    """
    whole, requests = json.loads(asked(ours, ROUTE)), parts()
    answers = {name: data(ours, request)[name] for name, request in requests.items()}
    ids = [group["key"] for group in answers["workflows"]["stats"]["figures"] if group["key"] is not None]
    named = names(ids)
    workflows = data(ours, named)["workflows"]["nodes"]
    told = (whole["summary"]["total_executions"], whole["failure_breakdown"]["total_failures"], set(whole["workflows"]))
    executions, failures = answers["executions"]["stats"]["total"], answers["failures"]["totalCount"]
    apart = {name: data(ours, request) for name, request in sections().items()}
    counted = (apart["summary"]["all"]["stats"]["count"], apart["failure_breakdown"]["failures"]["totalCount"])
    called = {node["name"] or node["workflowId"] for node in workflows}
    if told != (executions, failures, called) or told[:2] != counted:
        raise SystemExit("the batch route and its parts count differently")
    others = {"its 12 sections": list(sections().values()), f"its {len(requests)} root fields": [*requests.values(), named]}
    return [
        Line(f"automation batch / {name}, in turn", database, rounds_of([(ours, [ROUTE]), (ours, several)], rounds, seconds))
        for name, several in others.items()
    ]


def data(ours: Running, request: Request) -> dict[str, Any]:
    """The data of a GraphQL response; stops the benchmark if it has errors."""
    answer = json.loads(asked(ours, request))
    if "errors" in answer:
        raise SystemExit(f"refused: {request.body[:500]}: {answer['errors']}")
    return dict(answer["data"])


def main() -> None:
    """Fills, serves, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="times that everything is measured")
    parser.add_argument("--seconds", type=float, default=0.3, help="about how long one measurement takes")
    parser.add_argument("--scale", type=float, default=1, help="size of the made-up company, see `pentagraph demo`")
    parser.add_argument("--postgresql", action="store_true", help="measure on PostgreSQL too")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ.update(SETTINGS)
    lines: list[Line] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        urls = {"sqlite": f"sqlite:///{folder}/rest.db"}
        if arguments.postgresql:
            urls["postgresql"] = stack.enter_context(postgresql()).url
        for database, url in urls.items():
            asyncio.run(fill(url, arguments.scale))
            lines += measured(database, url, arguments.rounds, arguments.seconds)
    print(f"{machine()}; demo at scale {arguments.scale:g}, 30 days; medians of {arguments.rounds} rounds\n\n{table(lines)}")


if __name__ == "__main__":
    main()
