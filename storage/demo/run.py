"""Runs of the demo: with their steps, tokens, spend and errors, and the MCP session in which each one called its tools."""

from random import Random
from typing import Any

from storage.demo.failure import Failure
from storage.demo.identity import COMPROMISED
from storage.demo.options import MINUTE, SECOND, DemoOptions
from storage.demo.row import Rows
from storage.demo.tool import STOLEN_TOOLS, Sessions
from storage.demo.workflow import LARGE, PRICE, SMALL, WORKFLOW_BY_ID, WorkflowPlan

ERRORS: tuple[tuple[str, str], ...] = (
    ("timeout", "No answer within 30 s from the system behind."),
    ("rate_limit", "429: too many requests, try again later."),
    ("validation", "The answer has no field `amount`."),
    ("permission", "403: the identity may not do this."),
    ("tool_error", "The tool answered 503."),
)

FEEDBACK = ("Right at once.", "Helpful.", "Took too long.", "Wrong supplier.", "Had to correct the amount.")

QUESTION, ANSWER = "When is our invoice paid?", "On Thursday."

PROVIDERS = {LARGE: "anthropic", SMALL: "openai"}

UNLUCKY = 0.02
"""Share of the runs that no task starts which fail."""

CALLING = 0.7
"""Share of runs that call their tools."""


class Runs:
    """Tells runs: those that tasks start, and those that start by themselves."""

    def __init__(self, rows: Rows, options: DemoOptions, random: Random) -> None:
        self._rows = rows
        self._until = options.until
        self._random = random
        self._sessions = Sessions(rows, options, random)

    def of_task(
        self,
        task_id: str,
        instance_id: str,
        workflow: str,
        began: int,
        ended: int | None,
        failure: Failure | None,
        rogue: bool,
    ) -> None:
        """The runs of a task: one where all goes well; else those that failed, and at last the one that brought it home."""
        plan = WORKFLOW_BY_ID[workflow]
        links = {"instance_id": instance_id, "task_id": task_id}
        nhi = COMPROMISED if rogue else plan.nhi
        base = f"run-{task_id[3:]}"
        if failure is None:
            self.add(base, plan, began, ended, nhi, links=links, rogue=rogue)
            return
        self.add(base, plan, began, failure.created, nhi, links=links, rogue=rogue, error=failure.error)
        moment = failure.created
        for attempt in range(1, 2 + int(self._random.random() * 3)):
            moment += int(4 * MINUTE * self._random.lognormvariate(0, 0.5) * attempt)
            stop = moment + int(20 * SECOND * self._random.lognormvariate(0, 0.4))
            if stop > (ended or self._until) - 5 * MINUTE:
                break
            self.add(f"{base}.r{attempt}", plan, moment, stop, nhi, links=links, rogue=rogue, error=failure.error)
        if ended is not None:
            start = max(moment, ended - int(50 * SECOND * self._random.lognormvariate(0, 0.3)))
            if start < ended:
                self.add(f"{base}.final", plan, start, ended, plan.nhi, links=links)

    def add(
        self,
        row_id: str,
        plan: WorkflowPlan,
        start: int,
        end: int | None,
        nhi: str | None,
        *,
        links: dict[str, str],
        trigger: str = "ENDPOINT",
        run_type: str = "API",
        rogue: bool = False,
        error: tuple[str, str] | None = None,
        user: str | None = None,
        state: str | None = None,
    ) -> None:
        """One run with all that hangs on it; `error` is its category and message.

        An end after the window is none: the run is still under way. Its state follows from these unless it is given.
        """
        random = self._random
        if end is not None and end > self._until:
            end = None
        if error is None and end is not None and random.random() < UNLUCKY and "task_id" not in links:
            error = ERRORS[int(random.random() * len(ERRORS))]
        values: dict[str, Any] = dict(links)
        if error is not None:
            values |= {"error_category": error[0], "error": error[1]}
        if state != "PENDING":
            values |= self._tokens(row_id, plan, start, end, values.get("error")) if plan.flow else self._gestures()
        if plan.chat:
            values |= {"conversation_id": f"conversation-{row_id[4:]}", "inputs": QUESTION, "outputs": ANSWER}
        if user and random.random() < 0.2:
            values["feedback"] = FEEDBACK[int(random.random() * len(FEEDBACK))]
        self._rows.add(
            "run",
            row_id,
            workflow_id=plan.id,
            nhi_id=nhi,
            trigger=trigger,
            run_type=run_type,
            started_at=start,
            ended_at=end,
            state=state or ("RUNNING" if end is None else "FAILED" if error else "COMPLETED"),
            user_id=user,
            last_activity_at=end if end is not None else min(self._until, start + SECOND),
            ran_by_type="USER" if user else "ORG_API_KEY" if "task_id" in links else "SYSTEM",
            ran_by_id=user or f"key-{plan.project}",
            ran_by_name=f"{user}@example.com" if user else f"{plan.project} engine key",
            **values,
        )
        tools = STOLEN_TOOLS[: 2 + int(random.random() * 3)] if rogue else plan.tools
        if tools and state != "PENDING" and (rogue or random.random() < CALLING):
            client = "pipeline" if nhi == COMPROMISED else "flow-engine" if plan.flow else "robot"
            self._sessions.add(
                f"mcp-{row_id[4:]}", nhi or plan.nhi, start + SECOND // 2, tools, run=row_id, rogue=rogue, client=client
            )

    def _gestures(self) -> dict[str, Any]:
        """What an automation does at a screen."""
        random = self._random.random
        return {
            "clicks": int(random() * 60),
            "keystrokes": int(random() * 400),
            "scrolls": int(random() * 25),
            "screenshots": int(random() * 9),
            "total_steps": 3 + int(random() * 12),
        }

    def _tokens(self, row_id: str, plan: WorkflowPlan, start: int, end: int | None, error: str | None) -> dict[str, Any]:
        """Steps of a flow's run, an agent that holds its model calls; what they add up to is the run's own."""
        random = self._random
        model = plan.model or SMALL
        known = end if end is not None else self._until
        span = known - start
        calls = 1 + int(random.random() * 2)
        total_in = total_out = spend = cached = reasoned = 0
        self._rows.add(
            "step", f"{row_id}.s0", run_id=row_id, name=plan.name, kind="AGENT", started_at=start, ended_at=end, error=error
        )
        for number in range(1, calls + 1):
            tokens_in = int(plan.tokens * random.lognormvariate(0, 0.45)) + 50
            tokens_out = int(tokens_in * (0.08 + 0.2 * random.random()))
            price = tokens_in * PRICE[model][0] + tokens_out * PRICE[model][1]
            total_in, total_out, spend = total_in + tokens_in, total_out + tokens_out, spend + price
            cached, reasoned = cached + tokens_in // 4, reasoned + tokens_out // 3
            self._rows.add(
                "step",
                f"{row_id}.s{number}",
                run_id=row_id,
                parent_id=f"{row_id}.s0",
                name=("plan", "answer")[number > 1],
                kind="GENERATION",
                model=model,
                provider=PROVIDERS[model],
                started_at=start + span * (number - 1) // calls,
                ended_at=start + span * number // calls,
                input_tokens=tokens_in,
                output_tokens=tokens_out,
                cache_read_tokens=tokens_in // 4,
                cache_write_tokens=0,
                reasoning_tokens=tokens_out // 3,
                spend=price,
                inputs=QUESTION if plan.chat else None,
                outputs=ANSWER if plan.chat else None,
            )
        return {
            "input_tokens": total_in,
            "output_tokens": total_out,
            "cache_read_tokens": cached,
            "cache_write_tokens": 0,
            "reasoning_tokens": reasoned,
            "total_tokens": total_in + total_out,
            "spend": spend,
            "total_steps": calls + 1,
            "total_iterations": calls,
            "llms": model if model == LARGE else f"{model}, text-embedding-3-small",
        }
