"""Attacks a server on this machine, and measures whether others are answered meanwhile.

    python -m bench.attack [--gap 250] [--growth 400] [--only WORD]

Starts a server in a process of its own over a fresh demo store, with timeouts of two seconds. While each attack runs, another
process asks for /healthz and a small query. The table shows what the attack was answered, the longest time that these two
waited, the longest time for which the server's event loop did nothing else, the processor time that the server used meanwhile,
how long its loop only waited for a processor that others had, the longest full garbage collection, and the server's memory
before, at its peak, and after. The exit code is 1 if an attack had an answer that it must not have, if the loop did nothing else
for longer than `--gap` milliseconds, not counting that waiting, or if memory grew by more than `--growth` MB and stayed so. On a
quiet machine /healthz waits about as long as the loop does nothing else.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.attack import raw
from bench.attack.cases import cases, generated
from bench.attack.gaps import Gaps
from bench.attack.raw import Attack
from bench.attack.target import Beats, Target, target
from bench.attack.uploads import uploads

LARGE = "{ " + " ".join(f"a{n}: tasks(first: 10000) {{ nodes {{ id name lane startedAt endedAt }} }}" for n in range(15)) + " }"
"""Its answer has about 22 MB."""
SETTLE_SECONDS = 3


@dataclass(frozen=True)
class Kind:
    """An attack, and which answers are right."""

    name: str
    attack: Attack
    is_right: Callable[[str], bool]


def answers(*allowed: str) -> Callable[[str], bool]:
    """Whether each answer has one of the statuses, or is `closed`."""
    return lambda told: all(each.split()[0] in allowed for each in told.split(", "))


def kinds() -> Iterator[Kind]:
    """The campaign."""
    for name, (sent, statuses) in raw.FLOODS.items():
        yield Kind(name, raw.flood(sent), answers(*map(str, statuses)))
    for name, sent in {"nothing": b"", "half a header": raw.GET, "half a body": raw.POST + b"Content-Length: 9\r\n\r\n"}.items():
        yield Kind(f"200 clients that send {name}", raw.waiting(sent), answers("408", "401", "closed"))
    yield Kind("1,200 connections", raw.waiting(raw.GET, 1200), answers("408", "503", "closed"))
    yield Kind("20 clients that do not read", raw.unread(LARGE), answers("200", "503", "closed"))
    yield Kind("smuggling", raw.smuggle, lambda told: told.startswith("0 of"))
    yield Kind("gzip of 50 MB", raw.posts("/graphql", raw.BOMB), answers("415", "413"))
    yield Kind("200 logins", raw.posts("/token", raw.LOGINS), answers("400", "429", "503"))
    yield Kind("wrong credentials", raw.posts("/graphql", raw.CREDENTIALS), answers("401"))
    for name, upload in uploads():
        attack = raw.posts(upload.path, [(upload.headers, upload.body)] * upload.times)
        yield Kind(name, attack, answers(*upload.allowed))
    for name, body in (*cases().items(), *generated(1, 10)):
        request = ({**raw.JSON, "X-API-Key": "KEY"}, json.dumps(body).encode())
        yield Kind(f"query: {name}", raw.posts("/graphql", [request]), answers("200", "400", "413", "503"))


@dataclass(frozen=True)
class Harm:
    """What an attack did to others. Memory is in MB."""

    answer: str
    beats: Beats
    gaps: Gaps
    before: int
    peak: int
    after: int

    def row(self) -> str:
        """The row of the table, after the name."""
        waited = f"{self.beats.health:10.0f} {self.beats.query:9.0f}"
        gaps = f"{self.gaps.gap:8.0f} {self.gaps.busy:8.0f} {self.gaps.waiting:8.0f} {self.gaps.collection:6.0f}"
        return f"{self.answer:34.34} {waited} {gaps} {self.before:9} {self.peak:6} {self.after:6}"


HEADING = (
    f"{'attack':40} {'answer':34} {'healthz ms':>10} {'query ms':>9} {'loop ms':>8} {'its CPU':>8} {'no CPU':>8} {'gc ms':>6}"
)
HEADING += f" {'MB before':>9} {'peak':>6} {'after':>6}"


async def attacked(victim: Target, kind: Kind) -> Harm:
    """Attacks once."""
    victim.beats()
    before = victim.memory("VmRSS")
    victim.forget_peak()
    victim.gaps.clear()
    answer = await kind.attack(victim.port, victim.key)
    beats = victim.beats()
    peak = victim.memory("VmHWM")
    await asyncio.sleep(SETTLE_SECONDS if peak - before > 50 else 0)
    return Harm(answer, beats, victim.gaps.read(), before, peak, victim.memory("VmRSS"))


async def campaign(victim: Target, arguments: argparse.Namespace) -> list[str]:
    """Runs the attacks, prints the table, and returns the names of those that did harm."""
    print(HEADING)
    harmful = []
    first = victim.memory("VmRSS")
    for kind in kinds():
        if arguments.only not in kind.name:
            continue
        harm = await attacked(victim, kind)
        is_harmful = harm.beats.failed or harm.gaps.gap - harm.gaps.waiting > arguments.gap
        is_harmful = is_harmful or harm.after - first > arguments.growth
        is_harmful = is_harmful or not kind.is_right(harm.answer)
        harmful += [kind.name] * bool(is_harmful)
        print(f"{kind.name:40} {harm.row()}{'  !' if is_harmful else ''}", flush=True)
    return harmful


def main() -> None:
    """Runs the campaign from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gap", type=float, default=250, help="longest gap of the event loop that is accepted, in milliseconds")
    parser.add_argument("--growth", type=float, default=400, help="memory that may stay after all attacks so far, in MB")
    parser.add_argument("--only", default="", help="run the attacks whose names contain this")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, target(Path(folder), is_monitored=True) as victim:
        harmful = asyncio.run(campaign(victim, arguments))
    if harmful:
        sys.exit(f"did harm: {', '.join(harmful)}")


if __name__ == "__main__":
    main()
