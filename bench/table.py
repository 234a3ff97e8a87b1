"""The table of figures, in Markdown. Ratios are taken within each round, between neighbours in time; then comes the median."""

import os
import platform
import sqlite3
import time
from statistics import median

from bench.contender import LIMIT, PENTAGRAPH
from bench.measuring import Figure, Figures

HEAD = (
    "| | database | contender | ms, 1 client | x limit | x Pentagraph | answers/s, 8 clients | limit / it | Pentagraph / it |"
    " CPU ms | x Pentagraph |"
)


def table(figures: Figures) -> str:
    """One row for each question, database and contender. All ratios say how many times as slow it is, or as much processor
    time an answer takes with one client."""
    lines = [HEAD, "|---|---|---|" + "--:|" * 8]
    for database, question, name, clients in figures:
        if clients != 1:
            continue
        one, eight = figures[database, question, name, 1], figures[database, question, name, 8]
        limit_one, limit_eight, our_one, our_eight = (
            figures.get((database, question, other, count), []) for other in (LIMIT.name, PENTAGRAPH.name) for count in (1, 8)
        )
        cells = [question.upper(), database, name]
        cells += [
            f"{_median(one, 'milliseconds'):.2f}",
            _ratio(one, limit_one, "milliseconds"),
            _ratio(one, our_one, "milliseconds"),
        ]
        cells += [f"{_median(eight, 'rate'):,.0f}", _ratio(limit_eight, eight, "rate"), _ratio(our_eight, eight, "rate")]
        cells += [f"{_median(one, 'processor'):.2f}", _ratio(one, our_one, "processor")]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _median(figures: list[Figure], field: str) -> float:
    return float(median(getattr(figure, field) for figure in figures))


def _ratio(above: list[Figure], below: list[Figure], field: str) -> str:
    pairs = [(getattr(a, field), getattr(b, field)) for a, b in zip(above, below, strict=False)]
    return f"{median(a / b for a, b in pairs):.2f}" if pairs and all(b for _, b in pairs) else ""


def machine() -> str:
    """The hardware and software of the measurement."""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC"
    )
