"""What runs beside the process instances: schedules, endpoints, chats, and the nights of the compromised identity."""

from random import Random

from storage.demo.calendar import Cell, hour_of_day, load, weekday
from storage.demo.catalog import USERS
from storage.demo.identity import COMPROMISED, TAKEN_OVER
from storage.demo.options import MINUTE, SECOND, DemoOptions
from storage.demo.row import Rows
from storage.demo.run import Runs
from storage.demo.tool import STOLEN_TOOLS, Sessions
from storage.demo.workflow import WORKFLOW_BY_ID, WORKFLOWS, WorkflowPlan
from storage.nouns.record import HOUR

NIGHT = (1, 2, 3)
"""Hours, UTC, in which the compromised identity is at work."""

BUSIEST = 100 * 112


class Background:
    """Tells one hour."""

    def __init__(self, rows: Rows, options: DemoOptions, cell: Cell) -> None:
        self._random = Random(f"{options.seed}/background/{cell.start}")  # noqa: S311
        self._rows = rows
        self._until = options.until
        self._taken_over = options.midnight - TAKEN_OVER
        self._hour = cell.start
        self._stamp = f"{cell.start // HOUR}"
        self._runs = Runs(rows, options, self._random)
        self._sessions = Sessions(rows, options, self._random)

    def tell(self) -> None:
        """Runs that fall into the hour, with calls of endpoints, and the burst of a night."""
        for plan in WORKFLOWS:
            if hour_of_day(self._hour) in plan.hours and weekday(self._hour) in plan.days:
                if plan.endpoint:
                    self._called(plan, plan.endpoint)
                else:
                    self._scheduled(plan)
        if self._hour >= self._taken_over and hour_of_day(self._hour) in NIGHT:
            self._burst()
        if self._hour + HOUR >= self._until:
            self._under_way()

    def _moment(self) -> int:
        return self._hour + int(self._random.random() * 50 * MINUTE)

    def _scheduled(self, plan: WorkflowPlan) -> None:
        start = self._hour + int(self._random.random() * 20 * SECOND)
        if start > self._until:
            return
        end = start + int(plan.minutes * MINUTE * self._random.lognormvariate(0, 0.3))
        run = f"run-{plan.id}-{self._stamp}"
        self._runs.add(run, plan, start, end, plan.nhi, links={}, trigger="SCHEDULED", run_type="SCHEDULED")
        begun = start + MINUTE
        if plan.child and begun < self._until:
            child = WORKFLOW_BY_ID[plan.child]
            self._runs.add(
                f"{run}.child",
                child,
                begun,
                min(end, begun + 2 * MINUTE),
                child.nhi,
                links={"parent_id": run},
                trigger="SCHEDULED",
                run_type="SUB_WORKFLOW",
            )

    def _under_way(self) -> None:
        """Runs that are still open at the end of the window, and one that a person stopped."""
        start = self._until - 12 * MINUTE
        for name, state in (("supplier-sync", "RUNNING"), ("contract-drafting", "PAUSED"), ("usage-report", "PENDING")):
            plan = WORKFLOW_BY_ID[name]
            self._runs.add(
                f"run-{name}-open", plan, start, None, plan.nhi, links={}, trigger="MANUAL", state=state, user="sam.jones"
            )
        plan = WORKFLOW_BY_ID["nightly-reconciliation"]
        self._runs.add(
            f"run-{plan.id}-stopped",
            plan,
            start,
            start + 4 * MINUTE,
            plan.nhi,
            links={},
            trigger="MANUAL",
            state="CANCELLED",
            user="dana.scott",
        )

    def _called(self, plan: WorkflowPlan, slug: str) -> None:
        random = self._random
        people = USERS["Sales"]
        for number in range(int(random.random() * 4 * load(self._hour) / BUSIEST + 0.5)):
            start = self._moment()
            latency = int(1_400_000 * random.lognormvariate(0, 0.5))
            if start + latency > self._until:
                continue
            name = f"{plan.id}-{self._stamp}.{number}"
            refused = random.random() < 0.03
            if not refused:
                user = people[int(random.random() * len(people))]
                trigger, door = ("MANUAL", "CHAT_ASSISTANT") if plan.chat else ("ENDPOINT", "API")
                end = start + latency
                self._runs.add(f"run-{name}", plan, start, end, plan.nhi, links={}, trigger=trigger, run_type=door, user=user)
            self._rows.add(
                "endpoint_call",
                f"endpoint-{name}",
                workflow_id=plan.id,
                run_id=None if refused else f"run-{name}",
                slug=slug,
                method="POST",
                status_code=429 if refused else 200,
                succeeded=not refused,
                called_at=start,
                latency_us=9_000 if refused else latency,
            )

    def _burst(self) -> None:
        """Sessions with many calls, one of them inside a run of its own pipeline that nobody asked for."""
        random = self._random
        plan = WORKFLOW_BY_ID["release-pipeline"]
        for number in range(2 + int(random.random() * 2)):
            start = self._moment()
            if start > self._until:
                continue
            run = None
            if number == 0:
                run = f"run-{plan.id}-{self._stamp}.night"
                links = {"external_id": f"gha-{self._stamp}"}
                self._runs.add(run, plan, start, start + 11 * MINUTE, COMPROMISED, links=links, trigger="MANUAL", rogue=True)
            tools = [STOLEN_TOOLS[int(random.random() * len(STOLEN_TOOLS))] for _ in range(6 + int(random.random() * 9))]
            session = f"mcp-night-{self._stamp}.{number}"
            self._sessions.add(session, COMPROMISED, start + SECOND, tools, run=run, rogue=True, client="curl")
