"""The queries over years of data, as documents for the servers and as groups of rows for SQL."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

DOCUMENTS = Path(__file__).parent / "questions"
UNTIL = datetime(2026, 11, 1, tzinfo=UTC)
"""End of the generated history."""

MODEL = "finance/invoice-review"
TIMES = {"process_instance": "started_at", "task": "started_at", "incident": "created_at"}
HOUR = "started_at - started_at % 3600000000"
WEEK = "started_at - (started_at - 345600000000) % 604800000000"
"""Start of the week, a Monday: the first one of the epoch was its fifth day."""


@dataclass(frozen=True)
class Window:
    """From, inclusive, to, exclusive."""

    start: datetime
    end: datetime

    @property
    def micros(self) -> tuple[int, int]:
        """Both in microseconds since 1970."""
        return round(self.start.timestamp() * 1_000_000), round(self.end.timestamp() * 1_000_000)


@dataclass(frozen=True)
class Grouped:
    """Rows of a table in groups: counts, and percentiles of durations."""

    place: str
    """Path of the same figures in the response to the document."""
    table: str
    keys: tuple[str, ...] = ()
    percentiles: tuple[int, ...] = ()
    equal: tuple[tuple[str, str | int], ...] = ()
    """Columns and their required values."""


@dataclass(frozen=True)
class Question:
    """A question of a dashboard; its documents are in `questions/`."""

    name: str
    title: str
    groups: tuple[Grouped, ...]
    window: Window | None = None
    model: str | None = None
    aim: float | None = None
    """At most this part of the time of raw SQL at ten million tasks."""

    def document(self, spelling: str) -> str:
        """The GraphQL document in a server's spelling."""
        return (DOCUMENTS / f"{self.name}.{spelling}.graphql").read_text()

    def body(self, spelling: str) -> str:
        """The request body."""
        variables = {} if self.model is None else {"model": self.model}
        if self.window and spelling == "pentagraph":
            variables |= {"from": self.window.start.isoformat(), "to": self.window.end.isoformat()}
        elif self.window:
            variables |= dict(zip(("from", "to"), map(str, self.window.micros), strict=True))
        return json.dumps({"query": self.document(spelling), "variables": variables})


PAST_YEAR = Window(UNTIL - timedelta(days=365), UNTIL)
PAST_MONTH = Window(UNTIL - timedelta(days=30), UNTIL)
ODD = Window(datetime(2026, 8, 3, 7, 23, 11, tzinfo=UTC), datetime(2026, 10, 13, 7, 23, 11, tzinfo=UTC))
"""Seventy-one days whose bounds lie within hours."""

OF_MODEL = (("model_id", MODEL),)
OF_VERSION = (*OF_MODEL, ("version", 1))
ALL_THREE = (50, 95, 99)
OVERVIEW = (
    Grouped("instances", "process_instance", (), ALL_THREE, OF_MODEL),
    Grouped("instances.statuses", "process_instance", ("status",), (), OF_MODEL),
    Grouped("tasks", "task", (), ALL_THREE, OF_MODEL),
    Grouped("tasks.states", "task", ("state",), (), OF_MODEL),
    Grouped("tasks.weeks", "task", (WEEK,), (), OF_MODEL),
    Grouped("incidents", "incident", (), (), OF_MODEL),
    Grouped("incidents.states", "incident", ("state",), (), OF_MODEL),
)
OF_EACH_MODEL = (
    Grouped("tasks.models", "task", ("model_id",), ALL_THREE),
    Grouped("tasks.states", "task", ("model_id", "state")),
    Grouped("instances.statuses", "process_instance", ("model_id", "status")),
)
HEATMAP = (
    Grouped("tasks.activities", "task", ("task_spec",), (50, 95), OF_VERSION),
    Grouped("incidents.states", "incident", ("activity_id", "state"), (), OF_VERSION),
)
QUESTIONS = (
    Question("q3a", "every model, all time", OF_EACH_MODEL, aim=1 / 100),
    Question("q3b", "30 days by the hour", (Grouped("tasks.hours", "task", (HOUR,), (50, 95)),), PAST_MONTH),
    Question("q3c", "one model, a year", OVERVIEW, PAST_YEAR, MODEL, aim=1 / 100),
    Question(
        "q3d", "71 days, all tasks", (Grouped("tasks", "task", (), ALL_THREE), Grouped("tasks.states", "task", ("state",))), ODD,
        aim=1 / 20,
    ),
    Question("q3e", "71 days, one model", OVERVIEW[2:4], ODD, MODEL, aim=1 / 20),
    Question("q3f", "heatmap of a version, all time", HEATMAP, model=MODEL),
)  # fmt: skip
