"""Keeps the garbage collector from stopping the server for long: a full collection visits every object that it knows.

What is in use after a full collection is frozen: later ones pass over it, so they are short, and cached documents and plans
are visited once. Frozen objects are freed when their last reference goes, but frozen cycles are not. When the frozen objects
have become many more, everything is visited, if possible while no request is under way.
"""

import gc
from collections.abc import Mapping

THRESHOLDS = (700, 10, 30)
"""Young collections before a full one, which then visits 200,000 new objects at most: some ten milliseconds."""
FULL_COLLECTIONS = 5
"""Full collections between two counts of the frozen objects. Counting takes milliseconds."""
GROWTH = 500_000
"""Additional frozen objects that make a thorough collection due."""
PATIENCE = 4
"""Multiple of GROWTH at which it no longer waits until no request is under way."""


class Garbage:
    """The garbage collector of a server."""

    def __init__(self) -> None:
        self._in_use = 0
        """Frozen objects after the last thorough collection."""
        self._frozen = 0
        self._full_collections = 0

    def settle(self) -> None:
        """Visits and freezes everything, and freezes what is in use after each full collection from now on."""
        gc.set_threshold(*THRESHOLDS)
        self._visit_everything()
        gc.callbacks.append(self._collected)

    def close(self) -> None:
        """Ends that."""
        gc.callbacks.remove(self._collected)
        gc.unfreeze()

    def tidy(self, *, idle: bool) -> None:
        """Visits everything if that is due. `idle`: whether no request is under way."""
        if self._full_collections >= FULL_COLLECTIONS:
            self._full_collections = 0
            self._frozen = gc.get_freeze_count()
        if self._frozen - self._in_use > GROWTH * (1 if idle else PATIENCE):
            self._visit_everything()

    def _visit_everything(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._in_use = self._frozen = gc.get_freeze_count()
        self._full_collections = 0

    def _collected(self, phase: str, info: Mapping[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2:
            self._full_collections += 1
            gc.freeze()
