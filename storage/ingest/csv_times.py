"""Recognizes the form of times in the cells of a CSV file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import product

DAY_FIRST = ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%d/%m/%y", "%d-%m-%y")
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%m-%d-%y")
CLEAR = (
    "%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d %Y", "%b %d, %Y", "%B %d, %Y",
)  # fmt: skip
CLOCKS = (
    "", " %H:%M:%S", " %H:%M", " %H:%M:%S.%f", " %H:%M:%S,%f", "T%H:%M:%S", "T%H:%M", "T%H:%M:%S.%f", ", %H:%M:%S", ", %H:%M",
    " %I:%M:%S %p", " %I:%M %p", " %I:%M:%S%p", " %I:%M%p", " %H.%M", " %H.%M.%S",
)  # fmt: skip
ZONES = ("", "%z", " %z")
"""Dates, times of day and zones that are tried in all combinations, as patterns of strptime."""

NUMBERS, WORDS = re.compile(r"[0-9]+"), re.compile(r"[^\W\d_]+")
NEGATIVE = re.compile(r"-(?=[0-9]{2}:?[0-9]{2}\Z)(?<=[0-9 ]-)(?<!^[0-9]{4}-)")
"""The sign of a zone west of Greenwich."""

EPOCHS = {"epoch_s": range(100_000_000, 10_000_000_000), "epoch_ms": range(100_000_000_000, 10_000_000_000_000)}
"""Numbers that count as times: from 1973 on."""


@dataclass(frozen=True, slots=True)
class TimeForm:
    """The form of the times of a column."""

    format: str
    """As a mapping names it."""
    other: str | None
    """The format with day and month exchanged, if that fits all cells too. None: no other fits."""
    has_zone: bool
    """Whether each of the cells names its zone."""


@cache
def _formats() -> Mapping[str, Sequence[str]]:
    """The patterns by the outline of the cells that they may fit."""
    found: dict[str, list[str]] = {}
    for parts in product((*CLEAR, *DAY_FIRST, *MONTH_FIRST), CLOCKS, ZONES):
        if parts[1] or not parts[2]:
            format_ = "".join(parts)
            text = datetime(2026, 11, 23, 13, 14, 15).strftime(format_.replace("%z", "%%z"))
            for outline in {_outline(text.replace("%z", zone)) for zone in ("+0000", "+00:00", "Z")}:
                found.setdefault(outline, []).append(format_)
    return found


def _outline(text: str) -> str:
    """The text with one sign for each number and each word."""
    return WORDS.sub("a", NUMBERS.sub("0", NEGATIVE.sub("+", text)))


def is_time(cell: str) -> bool:
    """Whether a cell is a time in any form. Numbers are none."""
    return any(character.isdigit() for character in cell) and (
        _iso(cell) or any(_fits(cell, each) for each in _formats().get(_outline(cell), ()))
    )


def time_form(cells: Iterable[str], *, day_first: bool) -> TimeForm | None:
    """The form of all cells. None: not all are times. If day and month cannot be distinguished, `day_first` decides."""
    texts = list(dict.fromkeys(cell.strip() for cell in cells))
    if not texts or not all(any(character.isdigit() for character in text) for text in texts):
        return None
    if all(map(_iso, texts)):
        return TimeForm("iso", None, all(datetime.fromisoformat(text.upper()).tzinfo is not None for text in texts))
    for name, numbers in EPOCHS.items():
        if all(text.isascii() and text.isdecimal() and int(text) in numbers for text in texts):
            return TimeForm(name, None, has_zone=True)
    outlines = {_outline(text) for text in texts}
    likely = [each for each in _formats().get(_outline(texts[0]), ()) if all(each in _formats().get(one, ()) for one in outlines)]
    fitting = [each for each in likely if all(_fits(text, each) for text in texts)]
    if not fitting:
        return None
    firsts = [each for each in fitting if each.startswith(DAY_FIRST if day_first else MONTH_FIRST)]
    chosen = (firsts or fitting)[0]
    other = next((each for each in fitting if _exchanged(each) == chosen), None)
    return TimeForm(chosen, other, "%z" in chosen)


def _exchanged(format_: str) -> str:
    """The pattern with day and month exchanged."""
    return format_.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")


def _iso(cell: str) -> bool:
    if len(cell) < 10 or cell[4:5] != "-":  # week dates and the basic form are seldom times
        return False
    try:
        datetime.fromisoformat(cell.upper())
    except ValueError:
        return False
    return True


def _fits(cell: str, format_: str) -> bool:
    try:
        datetime.strptime(cell, format_)
    except ValueError:
        return False
    return True
