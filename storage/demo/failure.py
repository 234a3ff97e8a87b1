"""What goes wrong in the tasks of the demo: incidents, how long a failed task is stuck, and how it ends."""

from random import Random
from typing import Any, NamedTuple

from storage.demo.catalog import LONGEST_STUCK, Deployment
from storage.demo.options import MINUTE, SECOND, DemoOptions
from storage.demo.row import Rows
from storage.nouns.record import DAY, HOUR


class Failure(NamedTuple):
    """A failed task, with category and message of its error.

    `ended` is when it went on or was given up, None while it is stuck; `over` is true where it was given up.
    """

    incident_id: str
    created: int
    ended: int | None
    over: bool
    error: tuple[str, str]
    activity: tuple[str, str]


class Place(NamedTuple):
    """Where a task belongs."""

    id: str
    instance_id: str
    model_id: str
    version: int


FAILED_JOBS: tuple[tuple[str, str, str], ...] = (
    (
        "network",
        "Connection to the system behind was reset",
        "java.net.SocketException: Connection reset\n\tat ServiceTaskActivityBehavior.execute",
    ),
    ("timeout", "No retries left: timed out after 30000 ms", "java.util.concurrent.TimeoutException\n\tat JobExecutor.runJob"),
    ("permission", "401: the token has expired", "HttpClientErrorException: 401 Unauthorized\n\tat RestConnector.invoke"),
    ("conflict", "Row was updated by another transaction", "OptimisticLockingException\n\tat DbEntityManager.flush"),
)

OPEN_FOR = 12 * DAY
"""An incident is open for at most so long before somebody gives up on the instance."""


class Failures:
    """Tells incidents."""

    def __init__(self, rows: Rows, options: DemoOptions, random: Random) -> None:
        self._rows = rows
        self._until = options.until
        self._random = random

    def of_task(self, task: Place, activity: tuple[str, str], began: int, bad: Deployment | None) -> Failure:
        """The failure of a task that began at a time, as a bad version has them or as they happen any day."""
        random = self._random
        created = min(began + int(25 * SECOND * random.lognormvariate(0, 0.6)), self._until)
        stuck, given_up = (9 * HOUR, 0.28) if bad else (40 * MINUTE, 0.3)
        chance = random.random()
        ended: int | None = created + min(LONGEST_STUCK, MINUTE + int(stuck * random.lognormvariate(0, 0.9)))
        if chance < 0.16:
            ended = created + OPEN_FOR
        over = chance < given_up
        if ended is not None and ended > self._until:
            ended, over = None, False
        if bad:
            error, values = ("script", bad.message), _script_error(bad)
        else:
            category, message, trace = FAILED_JOBS[int(random.random() * len(FAILED_JOBS))]
            error = (category, message)
            values = {"type": "failedJob", "trace": trace}
        failure = Failure(f"incident-{task.id[3:]}", created, ended, over, error, activity)
        self._add(failure, task, activity, values)
        return failure

    def of_call(self, task: Place, activity: tuple[str, str], cause: Failure) -> Failure:
        """The incident that shows at a call activity when the called instance fails; its root cause is the one inside."""
        failure = cause._replace(incident_id=f"incident-{task.id[3:]}", activity=activity)
        values: dict[str, Any] = {
            "type": "failedJob",
            "root_cause_id": cause.incident_id,
            "failed_activity_id": cause.activity[0],
            "failed_activity_name": cause.activity[1],
        }
        self._add(failure, task, activity, values)
        return failure

    def _add(self, failure: Failure, task: Place, activity: tuple[str, str], values: dict[str, Any]) -> None:
        state = "OPEN" if failure.ended is None else "DELETED" if failure.over else "RESOLVED"
        self._rows.add(
            "incident",
            failure.incident_id,
            instance_id=task.instance_id,
            task_id=task.id,
            activity_id=activity[0],
            activity_name=activity[1],
            state=state,
            created_at=failure.created,
            ended_at=failure.ended,
            message=failure.error[1],
            model_id=task.model_id,
            version=task.version,
            **values,
        )


def _script_error(bad: Deployment) -> dict[str, Any]:
    """Where in its script a bad version fails."""
    line, column, content = bad.line
    trace = f'Traceback:\n  File "script", line {line}\n    {content}\n{bad.message}'
    return {"type": "taskError", "line_number": line, "line_offset": column, "line_content": content, "trace": trace}
