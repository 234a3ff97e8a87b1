"""Answers to the questions over years, from whichever server, as figures that can be compared with those of raw SQL."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bench.history_raw import Figures

PERCENTILES = ("p50", "p95", "p99")
ACCURACY = 0.01
"""Maximum relative error of a percentile from a sketch."""

WRAPPINGS = {"data", "stats", "aggregates", "processModel"}
"""Fields that say nothing of whose figures they hold."""


def figures(answer: dict[str, Any]) -> Figures:
    """The figures of an answer by place and keys, without those of groups that hold no row. Durations in microseconds: a
    server says `duration`, in milliseconds, or `took`, in microseconds."""
    return {place: found for place, found in _walk(answer, (), ()) if found["count"]}


def _walk(node: Any, path: tuple[str, ...], keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, float]]]:
    if isinstance(node, list):
        for each in node:
            yield from _walk(each, path, (*keys, *_keys(each)))
    elif isinstance(node, dict):
        if "count" in node:
            yield (".".join(path), *keys), _own(node)
        for name, value in node.items():
            if name not in {"count", "duration", "keys", *PERCENTILES}:
                yield from _walk(value, path if name in WRAPPINGS else (*path, name), keys)


def _keys(node: dict[str, Any]) -> list[str]:
    if "start" in node:
        return [str(round(datetime.fromisoformat(node["start"]).timestamp() * 1_000_000))]
    return [str(key) for key in node["keys"]]


def _own(node: dict[str, Any]) -> dict[str, float]:
    count = node["count"]
    found = {"count": float(count["rowId"] if isinstance(count, dict) else count)}
    for name in PERCENTILES:
        value = node[name]["took"] if name in node else node.get("duration", {}).get(name)
        if value is not None:
            found[name] = float(value) * (1 if name in node else 1000)
    return found


def differences(expected: Figures, found: Figures, accuracy: float = ACCURACY) -> list[str]:
    """Differences from the results of raw SQL: counts must be equal, percentiles within the accuracy."""
    expected = {place: values for place, values in expected.items() if values["count"]}
    told = [f"{place}: missing" for place in expected.keys() - found.keys()]
    told += [f"{place}: too much" for place in found.keys() - expected.keys()]
    for place in expected.keys() & found.keys():
        for name, value in expected[place].items():
            other = found[place].get(name)
            allowed = 0 if name == "count" else accuracy * abs(value) + 1
            if other is None or abs(other - value) > allowed:
                told.append(f"{place}: {name} is {other}, raw SQL says {value}")
    return sorted(told)
