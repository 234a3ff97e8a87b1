"""The meaning of life-cycle transitions of events: those of the XES standard and of BPAF, and common words of vendors.

Sources: IEEE 1849-2016, section 6.2 (standard model and BPAF model of the life-cycle extension).
"""

import re
from enum import Enum, auto
from functools import lru_cache


class Transition(Enum):
    """What a transition does to a task."""

    ENABLE = auto()
    START = auto()
    PAUSE = auto()
    """Suspends or resumes. It is not stored."""
    COMPLETE = auto()
    CANCEL = auto()
    UNKNOWN = auto()
    """An event without duration."""


WORDS = {
    Transition.ENABLE: (
        "schedule scheduled assign assigned reassign reassigned enable enabled create created ready new queue queued offer"
        " offered allocate allocated reserve reserved opennotrunning opennotrunningready opennotrunningassigned"
        " opennotrunningreserved"
    ),
    Transition.START: (
        "start started starting begin began begun inprogress running open active activate activated openrunning"
        " openrunninginprogress"
    ),
    Transition.PAUSE: (
        "suspend suspended resume resumed pause paused hold onhold wait waiting opennotrunningsuspended"
        " opennotrunningsuspendedassigned opennotrunningsuspendedreserved openrunningsuspended"
    ),
    Transition.COMPLETE: (
        "complete completed end ended finish finished done close closed success succeeded resolve resolved closedcompleted"
        " closedcompletedsuccess closedcompletedfailed"
    ),
    Transition.CANCEL: (
        "ateabort piabort withdraw withdrawn autoskip manualskip skip skipped abort aborted cancel canceled cancelled terminate"
        " terminated closedcancelled closedcancelledaborted closedcancellederror closedcancelledexited closedcancelledobsolete"
        " closedcancelledterminated closedcanceled"
    ),
}
_BY_WORD = {word: transition for transition, words in WORDS.items() for word in words.split()}


STATUSES = frozenset(
    "new open ready queued assigned reassigned offered allocated reserved active running inprogress".split()  # noqa: SIM905 - read more easily
)
"""Words of no standard that name the state of a case, such as a ticket, rather than what happens to an activity."""


@lru_cache(maxsize=256)
def transition_of(word: str) -> Transition:
    """The transition that a word names. Case, spaces, dots and dashes do not matter."""
    return _BY_WORD.get(_plain(word), Transition.UNKNOWN)


def is_status(word: str) -> bool:
    """Whether a word may name the state of the whole case."""
    return _plain(word) in STATUSES


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.lower())
