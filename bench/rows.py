"""Rows of a generated company, the same in every run: enough tasks to measure, inserted directly into the tables."""

import random
from collections.abc import Iterator
from typing import Any

INSTANCES, TASKS, MODELS, NHIS = 50_000, 22, 10, 200
START = 1_767_225_600_000_000
"""2026-01-01T00:00:00Z in microseconds."""
MINUTE = 60_000_000
SPECS = [(f"Activity_{n:02}", f"Step {n} of the case", "userTask" if n % 3 else "serviceTask") for n in range(TASKS)]
Row = dict[str, Any]


def rows(seed: int = 1, instances: int = INSTANCES) -> Iterator[tuple[str, Row]]:
    """(table name, row) of models, identities, instances and all that hangs on them, in order of time."""
    dice = random.Random(seed)
    org: Row = {"org_id": "demo", "clocks": None}
    for number in range(MODELS):
        yield "process_model", org | {"id": f"company/model-{number}", "key": f"model-{number}", "event_at": START}
    for number in range(NHIS):
        yield "nhi", org | {"id": f"nhi-{number:04}", "label": f"Agent {number}", "kind": "agent", "event_at": START}
    yield "workflow", org | {"id": "flow", "name": "Read the invoice", "kind": "FLOW", "event_at": START}
    for number in range(instances):
        yield from _instance(number, dice, org)


def _instance(number: int, dice: random.Random, org: Row) -> Iterator[tuple[str, Row]]:
    began = now = START + number * 3 * MINUTE + dice.randrange(MINUTE)
    name, model = f"instance-{number:07}", f"company/model-{dice.randrange(MODELS)}"
    common = org | {"instance_id": name, "model_id": model, "version": 1}
    for place, (spec, label, kind) in enumerate(SPECS):
        ready, now = now, now + dice.randrange(1, 30 * MINUTE)
        ended = now + dice.randrange(1, 10 * MINUTE)
        task = f"{name}/{place:02}"
        yield "task", common | {
            "id": task, "task_spec": spec, "name": label, "type": kind, "state": "COMPLETED", "lane": "clerks", "event_at": ended,
            "username": f"user{dice.randrange(40)}", "enabled_at": ready, "started_at": now, "ended_at": ended,
        }  # fmt: skip
        if dice.random() < 0.04:
            yield "incident", common | {
                "id": f"{task}/incident", "task_id": task, "activity_id": spec, "type": "taskError", "state": "RESOLVED",
                "created_at": now, "ended_at": ended, "event_at": ended, "message": f'no "amount", line {dice.randrange(90)}',
            }  # fmt: skip
        if kind == "serviceTask" and dice.random() < 0.25:
            yield "run", org | {
                "id": f"{task}/run", "workflow_id": "flow", "instance_id": name, "task_id": task, "event_at": ended,
                "nhi_id": f"nhi-{dice.randrange(NHIS):04}", "state": "COMPLETED", "started_at": now, "ended_at": ended,
                "total_tokens": dice.randrange(9000), "spend": dice.randrange(90_000_000),
            }  # fmt: skip
        now = ended
    yield "process_instance", org | {
        "id": name, "model_id": model, "version": 1, "status": "COMPLETE", "started_at": began, "ended_at": now, "event_at": now,
        "initiator": "mail", "business_key": f"INV-{number}",
    }  # fmt: skip
