"""What a kind of job is: its name, the prefix of its ids, and the work that it does."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from storage.database.protocol import Database


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the work of a job is given."""

    database: Database
    org_id: str
    request: Mapping[str, Any]
    """The request, as JSON; `from` and `to`, in microseconds since 1970, if the kind works on a window."""
    now: int
    """When the work began, in microseconds since 1970."""
    progress: Callable[[float], None]
    """Takes the completed share, 0 to 1; costs nothing, since it is written with the next sign of life."""

    @property
    def window(self) -> tuple[int, int]:
        """Start (inclusive) and end (exclusive) of the window."""
        return self.request["from"], self.request["to"]


Work = Callable[[Assignment], Awaitable[Mapping[str, Any] | None]]
"""Does a job and returns what it found. It may be stopped anywhere and begun again, by another worker too: doing it twice
has to leave the same as doing it once. A `storage.errors.Failure` that it raises is what people see."""


class Postponed(Exception):
    """Raised by work that is to go on later, by any worker: it gives way to other jobs, or is done again and again."""

    def __init__(self, seconds: float, result: Mapping[str, Any]) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.result = result
        """What it has found so far."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job."""

    name: str
    work: Work
    prefix: str = "job_"
    windowed: bool = False
    """Whether it works on a window, which the request contains."""
    alone: str | None = None
    """What an organization has only one of at a time; jobs that share the word wait for each other. None: nothing."""
