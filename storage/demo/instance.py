"""Process instances of the demo, with their tasks, metadata and milestones: most rows of a large demo are made here."""

from random import Random
from typing import NamedTuple

from storage.demo.calendar import Cell
from storage.demo.catalog import CHANNELS, MODELS, PAUSE, REGIONS, USERS, ActivityPlan, Deployment, ModelPlan
from storage.demo.failure import Failure, Failures, Place
from storage.demo.options import MINUTE, DemoOptions
from storage.demo.row import Rows
from storage.demo.run import Runs
from storage.nouns.record import DAY

SPREAD: tuple[float, ...] = tuple(map(Random("spread").lognormvariate, [0.0] * 4096, [0.85] * 4096))  # noqa: S311
"""How much longer than the median things take: lognormal, drawn once, because drawing is slower than all else here."""

URGENT = 0.04
"""Share of what people do that was marked as urgent."""

OVER = frozenset({"COMPLETE", "TERMINATED", "ERROR"})


class Work(NamedTuple):
    """An activity of one version, made ready for telling many tasks: times in microseconds, who may do it."""

    spec: str
    name: str
    kind: str
    lane: str | None
    wait: float
    work: float
    users: tuple[str, ...]
    milestone: str | None
    workflow: str | None
    calls: str | None
    chance: float
    failing: float
    bad: Deployment | None


class Course(NamedTuple):
    """A model made ready for telling many instances: when each version was deployed, and its activities."""

    id: str
    deployed: tuple[int, ...]
    versions: tuple[tuple[Work, ...], ...]


class Outcome(NamedTuple):
    """How a task or an instance went: its end, None while open; the status it leaves its instance in; what failed in it."""

    ended: int | None
    status: str
    failure: Failure | None


class Instances:
    """Tells the process instances of one cell, with a generator of random numbers of its own."""

    def __init__(self, rows: Rows, options: DemoOptions, cell: Cell) -> None:
        self._random = Random(f"{options.seed}/instances/{cell.start}")  # noqa: S311
        self._rows = rows
        self._until = options.until
        self._detail = options.detail
        self._cell = cell
        self._failures = Failures(rows, options, self._random)
        self._runs = Runs(rows, options, self._random)
        self._courses = {plan.id: course(plan, options) for plan in MODELS}
        self._by_load = [self._courses[plan.id] for plan in MODELS for _ in range(plan.load)]

    def tell(self) -> None:
        """All instances that start by themselves in the cell, those that they call, and what hangs on them."""
        start, end, first, count, _ = self._cell
        random, by_load = self._random.random, self._by_load
        for place in range(count):
            moment = start + int((end - start) * (place + random()) / count)
            model = by_load[int(random() * len(by_load))]
            self._instance(f"pi-{first + place:07d}", model, moment, None, random() < self._detail)

    def _instance(self, row_id: str, model: Course, start: int, parent: str | None, full: bool) -> Outcome:
        random, milestones = self._random.random, self._rows["milestone"]
        version = sum(deployed <= start for deployed in model.deployed)
        at, number, went = start, 0, Outcome(start, "COMPLETE", None)
        for work in model.versions[version - 1]:
            if work.chance < 1.0 and random() >= work.chance:
                continue
            if at + PAUSE > self._until:
                went = Outcome(None, "RUNNING", went.failure)
                break
            number += 1
            past = went.failure
            went = self._task(Place(f"{row_id}.t{number}", row_id, model.id, version), work, at + PAUSE, full)
            if went.failure is None and past:
                went = went._replace(failure=past)
            if went.ended is None or went.status != "COMPLETE":
                break
            at = went.ended
            if work.milestone and full:
                milestones.append(
                    (self._rows.org_id, f"{row_id}.m{number}", row_id, work.milestone, work.spec, at, model.id, version, at)
                )
        self._close(row_id, model.id, version, start, went, parent, full)
        return went

    def _task(self, place: Place, work: Work, enabled: int, full: bool) -> Outcome:
        """One task with all that hangs on it. What would happen after the end of the window has not happened yet."""
        random, until = self._random.random, self._until
        began = enabled + int(work.wait * SPREAD[int(random() * 4096)])
        if began > until:
            state, status = ("READY", "USER_INPUT_REQUIRED") if work.users else ("WAITING", "WAITING")
            self._add_task(place, work, state, None, enabled, None, None)
            return Outcome(None, status, None)
        ended, failure = self._done(place, work, began, full)
        if ended is not None and ended > until:
            ended = None
        if work.workflow and full:
            self._runs.of_task(place.id, place.instance_id, work.workflow, began, ended, failure, work.bad is not None)
        user = work.users[int(random() * len(work.users))] if work.users else None
        state, status = _standing(ended, failure, work.bad)
        self._add_task(place, work, state, user, enabled, began, ended)
        return Outcome(ended, status, failure)

    def _done(self, place: Place, work: Work, began: int, full: bool) -> tuple[int | None, Failure | None]:
        """When the work of a task ends, None where it is stuck or waits, and what failed in it."""
        random = self._random.random
        activity = (work.spec, work.name)
        if work.calls:
            called = f"{place.instance_id}-{place.id[-1]}"
            inner = self._instance(called, self._courses[work.calls], began, place.instance_id, full)
            return inner.ended, self._failures.of_call(place, activity, inner.failure) if inner.failure else None
        if work.failing and random() < work.failing:
            failure = self._failures.of_task(place, activity, began, work.bad)
            return failure.ended, failure
        return began + int(work.work * SPREAD[int(random() * 4096)]), None

    def _add_task(
        self, place: Place, work: Work, state: str, user: str | None, enabled: int, began: int | None, ended: int | None
    ) -> None:
        row_id, instance, model, version = place
        spec, name, kind, lane = work[:4]
        attributes = '{"priority":"high"}' if user and self._random.random() < URGENT else None
        at = ended or began or enabled
        whole = (instance, spec, name, kind, state, lane, user, enabled, began, ended, attributes, model, version, at)
        self._rows["task"].append((self._rows.org_id, row_id, *whole))

    def _close(self, row_id: str, model: str, version: int, start: int, went: Outcome, parent: str | None, full: bool) -> None:
        """The instance itself and its metadata."""
        random, org = self._random.random, self._rows.org_id
        employees = USERS["Employees"]
        end = went.ended if went.status in OVER else None
        at = start if end is None else end
        faulted = True if went.status == "SUSPENDED" else None
        initiator = None if parent else employees[int(random() * len(employees))]
        business_key = f"{model.rpartition('/')[2][:3].upper()}-{row_id[3:]}" if full else None
        known = (org, row_id, model, version, went.status, faulted, start, end, initiator, parent, business_key)
        self._rows["process_instance"].append((*known, None, at))
        entries = self._rows["instance_metadata"]
        entries.append((org, f"{row_id}/region", row_id, "region", REGIONS[int(random() * len(REGIONS))], at))
        if full:
            amount = str(round(80 + 900 * SPREAD[int(random() * 4096)], 2))
            entries.append((org, f"{row_id}/amount", row_id, "amount", amount, at))
            entries.append((org, f"{row_id}/channel", row_id, "channel", CHANNELS[int(random() * len(CHANNELS))], at))


def _standing(ended: int | None, failure: Failure | None, bad: Deployment | None) -> tuple[str, str]:
    """State of a task that began, and the status in which it leaves its instance: COMPLETE where it lets it go on."""
    if failure and failure.over:
        return ("ERROR", "ERROR") if bad else ("CANCELLED", "TERMINATED")
    if ended is not None:
        return "COMPLETED", "COMPLETE"
    return ("ERROR", "SUSPENDED") if failure and failure.ended is None else ("STARTED", "RUNNING")


def course(plan: ModelPlan, options: DemoOptions) -> Course:
    """A model with its times in microseconds and its versions spelled out."""
    versions = tuple(
        tuple(_work(activity, version) for activity in plan.of_version(number))
        for number, version in enumerate(plan.versions, start=1)
    )
    return Course(plan.id, deployments(plan, options), versions)


def deployments(plan: ModelPlan, options: DemoOptions) -> tuple[int, ...]:
    """When each version is deployed, in microseconds; the first one before the window, however long that is."""
    first, *later = (options.midnight - int(version.days_before * DAY) for version in plan.versions)
    return (min(first, options.since - DAY), *later)


def _work(plan: ActivityPlan, version: Deployment) -> Work:
    bad = version if version.failing == plan.element_id else None
    return Work(
        spec=plan.element_id,
        name=plan.name,
        kind=plan.type,
        lane=plan.lane,
        wait=plan.wait * MINUTE,
        work=plan.work * MINUTE,
        users=USERS[plan.lane] if plan.lane else (),
        milestone=plan.milestone,
        workflow=plan.workflow,
        calls=plan.calls,
        chance=plan.chance,
        failing=version.failure if bad else plan.failure,
        bad=bad,
    )
