"""Builds the sections of the batch response that are grouped by workflow; workflows with the same name count as one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from gateway.rest.automation_batch.success_rate import success_rate
from gateway.rest.groups import Group, whole
from gateway.rest.route import Data

TOP = 10
"""Number of workflows in `top_automations`."""

SUMS = ("clicks", "keystrokes", "scrolls", "screenshots", "totalSteps", "totalIterations")


@dataclass(slots=True)
class Workflow:
    """Totals over the runs of all workflows with one name."""

    name: str
    ids: list[str] = field(default_factory=list)
    executions: int = 0
    completed: int = 0
    failed: int = 0
    finished: int = 0
    duration: Fraction = Fraction(0)
    """Total duration of finished runs, in milliseconds."""
    parameters: int = 0
    """Number of parameters; the largest if several workflows share the name."""
    sums: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SUMS, 0))

    @property
    def rate(self) -> float:
        """Success rate: completed / (completed + failed)."""
        return success_rate(self.completed, self.failed)

    @property
    def average(self) -> float:
        """Mean duration in milliseconds, rounded to the microsecond; 0 if no run is finished."""
        return float(round(self.duration / self.finished, 3)) if self.finished else 0

    @property
    def complexity(self) -> float:
        """log2(1 + steps per run) + log2(1 + iterations per run) + parameters / 2, rounded to 2 decimals."""
        steps, rounds = (math.log2(1 + self.sums[name] / self.executions) for name in ("totalSteps", "totalIterations"))
        return round(steps + rounds + self.parameters / 2, 2)


def ids(data: Data) -> list[str]:
    """Ids of the workflows with runs in the window."""
    return [group["key"] for group in _figures(data)]


def _figures(data: Data) -> list[Group]:
    """Figures by workflow, without the runs that have no workflow id."""
    return [group for group in whole(data["workflows"]["stats"]["figures"]) if group["key"] is not None]


def workflows(data: Data, stored: Sequence[Data]) -> list[Workflow]:
    """Workflows with runs in the window, sorted by name. `stored` are the nodes of those workflows that the store has."""
    nodes = {node["workflowId"]: node for node in stored}
    completed, failed = (_counts(data[name]) for name in ("workflowsCompleted", "workflowsFailed"))
    found: dict[str, Workflow] = {}
    for group in _figures(data):
        workflow_id = group["key"]
        node = nodes.get(workflow_id, {})
        name = node.get("name") or workflow_id
        counts = completed.get(workflow_id, 0), failed.get(workflow_id, 0)
        _add(found.setdefault(name, Workflow(name)), group, *counts, node)
    return [found[name] for name in sorted(found)]


def _counts(connection: Data) -> dict[str, int]:
    return {group["key"]: group["count"] for group in connection["stats"]["groupBy"]}


def _add(to: Workflow, group: Group, completed: int, failed: int, node: Data) -> None:
    to.ids.append(group["key"])
    to.executions += group["count"]
    to.completed += completed
    to.failed += failed
    finished = group["duration"]["count"]
    to.finished += finished
    to.duration += Fraction(str(group["duration"]["avg"] or 0)) * finished
    to.parameters = max(to.parameters, node.get("parametersCount") or 0)
    for name in SUMS:
        to.sums[name] += group["sums"][name]


def top(found: Sequence[Workflow]) -> list[Workflow]:
    """The workflows with the most runs."""
    return sorted(found, key=lambda each: (-each.executions, each.name))[:TOP]


def top_automations(best: Sequence[Workflow], last: Mapping[str, str]) -> Data:
    """Builds `top_automations`. `last` maps workflow names to the start of their latest run."""
    data = [
        {
            "workflow_name": each.name,
            "executions": each.executions,
            "completed": each.completed,
            "failures": each.failed,
            "success_rate": each.rate,
            "avg_duration_ms": each.average,
            "last_execution": last[each.name],
        }
        for each in best
    ]
    return {"data": data, "sort_by": "executions"}


def actions_per_workflow(found: Sequence[Workflow]) -> Data:
    """Builds `actions_per_workflow`: totals of each kind of action by workflow."""
    shown = ("clicks", "keystrokes", "scrolls", "screenshots")
    data = [
        {"workflow_name": each.name, **{name: each.sums[name] for name in shown}, "total_steps": each.sums["totalSteps"]}
        for each in found
    ]
    return {"data": data}


def workflow_complexity(found: Sequence[Workflow]) -> Data:
    """Builds `workflow_complexity`: complexity score and its components by workflow."""
    data = [
        {
            "workflow_name": each.name,
            "complexity_score": each.complexity,
            "total_steps": each.sums["totalSteps"],
            "total_iterations": each.sums["totalIterations"],
            "parameters_count": each.parameters,
            "success_rate": each.rate,
            "avg_duration_ms": each.average,
        }
        for each in found
    ]
    return {"data": data}
