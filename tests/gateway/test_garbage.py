"""The garbage collector of a server: short collections, and nothing stays for good."""

import gc
from collections.abc import Iterator

import pytest

from gateway import garbage
from gateway.garbage import Garbage

pytestmark = pytest.mark.slow


class Cycle:
    """Something that only the garbage collector frees."""

    alive = 0

    def __init__(self) -> None:
        self.itself = self
        Cycle.alive += 1

    def __del__(self) -> None:
        Cycle.alive -= 1


@pytest.fixture
def collector() -> Iterator[Garbage]:
    """At work, on whatever the tests have left."""
    thresholds = gc.get_threshold()
    found = Garbage()
    found.settle()
    yield found
    found.close()
    gc.set_threshold(*thresholds)


def test_a_full_collection_does_not_visit_again_what_was_in_use(collector: Garbage) -> None:
    kept = [[] for _ in range(1_000)]  # type: ignore[var-annotated]
    gc.collect()
    assert gc.get_objects(2) == []
    assert gc.get_freeze_count() > len(kept)


def test_frozen_objects_without_cycles_are_freed_at_once(collector: Garbage) -> None:
    plain = Cycle()
    gc.collect()
    plain.itself = None  # type: ignore[assignment]
    del plain
    assert Cycle.alive == 0


@pytest.mark.parametrize("patience", [1, 4])
def test_frozen_cycles_are_freed_once_there_are_many(collector: Garbage, patience: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "GROWTH", 1_000)
    cycles = [Cycle() for _ in range(1_000 * patience)]
    gc.collect()
    cycles.clear()
    for _ in range(garbage.FULL_COLLECTIONS):
        gc.collect()
        collector.tidy(idle=patience == 1)
        gc.collect()
    assert Cycle.alive == 0


def test_while_requests_are_under_way_it_waits(collector: Garbage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "GROWTH", 1_000)
    cycles = [Cycle() for _ in range(1_000)]
    gc.collect()
    cycles.clear()
    for _ in range(2 * garbage.FULL_COLLECTIONS):
        gc.collect()
        collector.tidy(idle=False)
    assert Cycle.alive == 1_000
    collector.tidy(idle=True)
    assert Cycle.alive == 0
