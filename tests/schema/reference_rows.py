"""The independent reference, part one: rows as plain dictionaries, what their fields are worth, and how they are linked.

Nothing here knows SQL or the code under test: each derived value and link is written out once more, in slow plain Python.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from storage.database.protocol import Database
from storage.nouns.noun import NOUNS
from storage.nouns.record import Blob

Table = list[dict[str, Any]]

DAY = 86_400_000_000


@dataclass(frozen=True, eq=False)
class Row:
    """One row of a type of the graph."""

    type: str
    data: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.data[column]


@dataclass(frozen=True)
class World:
    """All rows of one organization by type of the graph, and the time at which they are looked at."""

    rows: Mapping[str, list[Row]]
    now: int


async def world_of(database: Database, org_id: str, now: int) -> World:
    """Reads every row of an organization."""
    found = {}
    mark = "?" if database.dialect.name == "sqlite" else "$1"
    for name, noun in NOUNS.items():
        columns = list(noun.table.c.keys())
        listed = ", ".join(f'"{column}"' for column in columns)
        rows = await database.rows(f'SELECT {listed} FROM "{name}" WHERE org_id = {mark}', [org_id])
        type_ = noun.record.__name__
        found[type_] = [Row(type_, dict(zip(columns, row, strict=True))) for row in rows]
    return World(found, now)


def snake(name: str) -> str:
    """instanceId -> instance_id."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def camel(name: str) -> str:
    """instance_id -> instanceId."""
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def with_values(world: World, type_: str, **values: Any) -> list[Row]:
    """The rows of a type whose columns hold these values; an absent value equals nothing."""
    if any(value is None for value in values.values()):
        return []
    return [row for row in world.rows[type_] if all(row[column] == value for column, value in values.items())]


def _minus(later: int | None, earlier: int | None) -> int | None:
    return None if later is None or earlier is None or later < earlier else later - earlier


def _first(rows: list[Row]) -> Row | None:
    return min(rows, key=lambda row: row["id"]) if rows else None


def _latest(rows: list[Row], time: str) -> Row | None:
    return max(rows, key=lambda row: (-1 if row[time] is None else row[time], row["id"])) if rows else None


def _gap(world: World, row: Row) -> int | None:
    if row["reached_at"] is None:
        return None
    mates = with_values(world, "Milestone", instance_id=row["instance_id"])
    here = (row["reached_at"], row["id"])
    before = [(mate["reached_at"], mate["id"]) for mate in mates if mate["reached_at"] is not None]
    earlier = [place for place in before if place < here]
    if earlier:
        return int(row["reached_at"] - max(earlier)[0])
    instance = _first(with_values(world, "ProcessInstance", id=row["instance_id"]))
    return None if instance is None else _minus(row["reached_at"], instance["started_at"])


BADNESS = ("PASSED", "CORRECTED", "BLOCKED", "ERROR")


def _outcome(world: World, row: Row) -> str | None:
    said = [verdict["outcome"] for verdict in with_values(world, "Verdict", tool_call_id=row["id"])]
    known = [outcome for outcome in said if outcome is not None]
    return max(known, key=BADNESS.index) if known else row["outcome"]


def _decisive(*apart: str) -> Callable[[World, Row], bool]:
    def value(world: World, row: Row) -> bool:
        if row["outcome"] is None:
            return False
        mates = with_values(world, "Verdict", tool_call_id=row["tool_call_id"]) or [row]
        told = [mate for mate in mates if mate["outcome"] is not None and all(mate[name] == row[name] for name in apart)]

        def place(said: Row) -> tuple[Any, ...]:
            return (-BADNESS.index(said["outcome"]), said["decided_at"] is None, said["decided_at"], said["id"])

        return min(told, key=place) is row

    return value


def _assessed(column: str) -> Callable[[World, Row], Any]:
    def value(world: World, row: Row) -> Any:
        latest = _latest(with_values(world, "RiskAssessment", nhi_id=row["id"]), "assessed_at")
        return latest and latest[column]

    return value


def _seen(world: World, row: Row) -> list[int]:
    return [
        each[time]
        for type_, time in (("ToolCall", "called_at"), ("Verdict", "decided_at"), ("Run", "started_at"))
        for each in with_values(world, type_, nhi_id=row["id"])
        if each[time] is not None
    ]


def _signals(world: World, row: Row) -> list[str] | None:
    latest = _latest(with_values(world, "RiskAssessment", nhi_id=row["id"]), "assessed_at")
    return None if latest is None else _signals_of(world, latest)


def _signals_of(_: World, row: Row) -> list[str]:
    factors = json.loads(row["factors"] or "[]")
    named = [each.get("signal") for each in factors if isinstance(each, dict)] if isinstance(factors, list) else []
    return [name for name in named if isinstance(name, str)]


def _last_week(world: World, rows: list[Row], time: str) -> list[Row]:
    since = world.now - 7 * 86_400_000_000
    return [each for each in rows if each[time] is not None and since <= each[time] < world.now]


def _coverage(world: World, row: Row) -> float:
    bindings = with_values(world, "GuardianBinding", nhi_id=row["id"])
    bound = {each["guardian_id"] for each in bindings if each["released_at"] is None or each["released_at"] > world.now} - {None}
    calls = _last_week(world, with_values(world, "ToolCall", nhi_id=row["id"]), "called_at")
    calls = sorted(calls, key=lambda call: (call["called_at"], call["id"]))[-1000:]
    if not calls:
        return float(bool(bound))
    judged = [
        call for call in calls if {v["guardian_id"] for v in with_values(world, "Verdict", tool_call_id=call["id"])} & bound
    ]
    return round(len(judged) / len(calls), 4)


def _posture_score(world: World, row: Row) -> float | None:
    risk = _assessed("score")(world, row)
    if risk is None:
        return None
    told = (1 - risk, row["tier_compliance"] or 0, row["federation_status"] or 0, _coverage(world, row))
    exact = sum(
        Decimal(repr(float(part))) * Decimal(weight) for part, weight in zip(told, ("0.4", "0.3", "0.2", "0.1"), strict=True)
    )
    return float(Decimal(exact).quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def _posture(world: World, row: Row) -> dict[str, Any]:
    anomalies = with_values(world, "Anomaly", nhi_id=row["id"])
    return {
        "score": _posture_score(world, row),
        "guardianCoverage": _coverage(world, row),
        "tierCompliance": row["tier_compliance"],
        "federationStatus": row["federation_status"],
        "anomalyCount7d": len(_last_week(world, anomalies, "detected_at")),
    }


def _open(world: World, row: Row) -> int:
    return len(with_values(world, "Anomaly", nhi_id=row["id"], status="OPEN"))


def _span(_: World, row: Row) -> int | None:
    return _minus(row["ended_at"], row["started_at"])


def _latency(_: World, row: Row) -> Any:
    return row["latency_us"]


def entries(world: World, row: Row) -> list[Row]:
    """The metadata of an instance, those without value or name left out, in the order in which the later one counts."""
    found = with_values(world, "InstanceMetadata", instance_id=row["id"])
    return sorted(
        (each for each in found if each["value"] is not None and each["name"] is not None), key=lambda each: str(each["id"])
    )


def _metadata_keys(world: World, model: Row) -> list[str]:
    """Names of the metadata of the 500 instances of a model that started last."""
    found = with_values(world, "ProcessInstance", model_id=model["id"])
    newest = sorted(found, key=lambda each: (-1 if each["started_at"] is None else each["started_at"], each["id"]))[-500:]
    return sorted({each["name"] for instance in newest for each in entries(world, instance)})


def _stored(_: World, row: Row) -> str:
    """The row as JSON: its fields, its latest event time, and its clocks."""
    fields = {field.name: field.type for field in NOUNS[snake(row.type[0].lower() + row.type[1:])].fields}
    values = {name: _plain(row[name], type_) for name, type_ in fields.items()}
    return json.dumps({"id": row["id"], **values, "event_at": row["event_at"], "clocks": _plain(row["clocks"], Blob)})


def _plain(value: Any, type_: type) -> Any:
    return value if value is None else json.loads(value) if type_ is Blob else bool(value) if type_ is bool else value


def _activities(world: World, row: Row, column: str, label: str) -> list[Row]:
    """The records of the activity that a row refers to: by id, otherwise by a name that no other activity has."""
    drawn = with_values(world, "Activity", model_id=row["model_id"])
    versions = {each["version"] for each in drawn} - {None}
    version = row["version"] if row["version"] is not None else min(versions) if len(versions) == 1 else None
    drawn = [each for each in drawn if version is not None and each["version"] == version and each["element_id"] is not None]
    by_id = [each for each in drawn if each["element_id"] == row[column]]
    name = row[column] if row[label] is None else row[label]
    named = [each for each in drawn if name is not None and each["name"] == name]
    return by_id or (named if len({each["element_id"] for each in named}) == 1 else [])


def _referring(world: World, activity: Row, type_: str, column: str, label: str) -> list[Row]:
    rows = with_values(world, type_, model_id=activity["model_id"])
    return [row for row in rows if activity in _activities(world, row, column, label)]


def _element_id(column: str, label: str) -> Callable[[World, Row], Any]:
    def value(world: World, row: Row) -> Any:
        found = _activities(world, row, column, label)
        return found[0]["element_id"] if found else row[column]

    return value


RUN_MOMENTS = ("started_at", "last_activity_at", "ended_at")

DERIVED: Mapping[str, Callable[[World, Row], Any]] = {
    **{f"{noun.type_name}.row": _stored for noun in NOUNS.values()},
    "Import.duration": lambda _, row: _minus(row["last_at"], row["started_at"]),
    **{f"{type_}.duration": _span for type_ in ("ProcessInstance", "Task", "Run", "Step", "Job", "McpSession")},
    **{f"{type_}.latency": _latency for type_ in ("Verdict", "ToolCall", "EndpointCall")},
    "Run.latestAt": lambda _, row: max((row[name] for name in RUN_MOMENTS if row[name] is not None), default=None),
    "Incident.duration": lambda _, row: _minus(row["ended_at"], row["created_at"]),
    "Incident.createdDay": lambda _, row: None if row["created_at"] is None else row["created_at"] - row["created_at"] % DAY,
    "Incident.isRootCause": lambda _, row: row["root_cause_id"] in (None, row["id"]),
    "Run.datedAt": lambda _, row: next(
        row[name] for name in ("started_at", "last_activity_at", "ended_at", "event_at") if row[name] is not None
    ),
    "Incident.elementId": _element_id("activity_id", "activity_name"),
    "Task.elementId": _element_id("task_spec", "name"),
    "Task.waiting": lambda _, row: _minus(row["started_at"], row["enabled_at"]),
    "Milestone.gap": _gap,
    "ToolCall.outcome": _outcome,
    "Verdict.decisive": _decisive(),
    "Verdict.decisiveOfGuardian": _decisive("guardian_id"),
    "RiskAssessment.signals": _signals_of,
    "Nhi.riskScore": _assessed("score"),
    "Nhi.riskLevel": _assessed("level"),
    "Nhi.lastSeenAt": lambda world, row: max(_seen(world, row), default=None),
    "Nhi.firstSeenAt": lambda world, row: min(_seen(world, row), default=None),
    "Nhi.riskSignals": _signals,
    "Nhi.openAnomalies": _open,
    "Nhi.postureScore": _posture_score,
    "Nhi.posture": _posture,
    "ProcessModel.metadataKeys": _metadata_keys,
    "ProcessInstance.metadata": lambda world, row: json.dumps({e["name"]: e["value"] for e in entries(world, row)}),
}


def raw(world: World, row: Row, field: str) -> Any:
    """The value of a leaf as it is stored: microseconds, nano-dollars, text."""
    known = f"{row.type}.{field}"
    if known in DERIVED:
        return DERIVED[known](world, row)
    # Whatever is neither derived nor a column is the id that the sender assigned: `taskId` of a task, `path` of a diagram.
    return row[snake(field) if snake(field) in row.data else "id"]


def _by(target: str, **columns: str) -> Callable[[World, Row], list[Row]]:
    return lambda world, row: with_values(world, target, **{there: row[here] for there, here in columns.items()})


def _through(target: str, via: str, here: str, there: str, at: str = "id") -> Callable[[World, Row], list[Row]]:
    def linked(world: World, row: Row) -> list[Row]:
        named = {between[there] for between in with_values(world, via, **{here: row["id"]})} - {None}
        return [each for each in world.rows[target] if each[at] in named]

    return linked


def _runs_behind(world: World, row: Row) -> list[Row]:
    arose = row["created_at"]
    runs = with_values(world, "Run", instance_id=row["instance_id"])
    return [run for run in runs if arose is None or run["started_at"] is None or run["started_at"] <= arose]


_DEPLOYED = {"model_id": "model_id", "version": "version"}

MANY: Mapping[str, Callable[[World, Row], list[Row]]] = {
    "ProcessGroup.groups": _by("ProcessGroup", parent_id="id"),
    "ProcessGroup.models": _by("ProcessModel", group_id="id"),
    "ProcessModel.versions": _by("ProcessVersion", model_id="id"),
    "ProcessModel.instances": _by("ProcessInstance", model_id="id"),
    "ProcessModel.tasks": _by("Task", model_id="id"),
    "ProcessModel.milestones": _by("Milestone", model_id="id"),
    "ProcessModel.incidents": _by("Incident", model_id="id"),
    "ProcessVersion.activities": _by("Activity", **_DEPLOYED),
    "ProcessVersion.instances": _by("ProcessInstance", **_DEPLOYED),
    "ProcessVersion.tasks": _by("Task", **_DEPLOYED),
    "ProcessVersion.incidents": _by("Incident", **_DEPLOYED),
    "Activity.tasks": lambda world, row: _referring(world, row, "Task", "task_spec", "name"),
    "Activity.incidents": lambda world, row: _referring(world, row, "Incident", "activity_id", "activity_name"),
    "ProcessInstance.children": _by("ProcessInstance", parent_id="id"),
    "ProcessInstance.metadataEntries": _by("InstanceMetadata", instance_id="id"),
    "ProcessInstance.tasks": _by("Task", instance_id="id"),
    "ProcessInstance.milestones": _by("Milestone", instance_id="id"),
    "ProcessInstance.incidents": _by("Incident", instance_id="id"),
    "ProcessInstance.runs": _by("Run", instance_id="id"),
    "ProcessInstance.identities": _through("Nhi", "Run", "instance_id", "nhi_id"),
    "Task.incidents": _by("Incident", task_id="id"),
    "Task.runs": _by("Run", task_id="id"),
    "Incident.runsBehind": _runs_behind,
    "Workflow.runs": _by("Run", workflow_id="id"),
    "Workflow.endpointCalls": _by("EndpointCall", workflow_id="id"),
    "Run.children": _by("Run", parent_id="id"),
    "Run.steps": _by("Step", run_id="id"),
    "Run.verdicts": _by("Verdict", run_id="id"),
    "Run.toolCalls": _by("ToolCall", run_id="id"),
    "Run.sessions": _by("McpSession", run_id="id"),
    "Run.endpointCalls": _by("EndpointCall", run_id="id"),
    "Guardian.verdicts": _by("Verdict", guardian_id="id"),
    "Guardian.nhis": _through("Nhi", "GuardianBinding", "guardian_id", "nhi_id"),
    "Guardian.bindings": _by("GuardianBinding", guardian_id="id"),
    "McpSession.toolCalls": _by("ToolCall", session_id="id"),
    "ToolCall.verdicts": _by("Verdict", tool_call_id="id"),
    "Tool.calls": _by("ToolCall", tool="name"),
    "Tool.nhis": lambda world, row: [
        nhi
        for nhi in world.rows["Nhi"]
        if any(call["nhi_id"] == nhi["id"] for call in with_values(world, "ToolCall", tool=row["name"]))
    ],
    "Nhi.runs": _by("Run", nhi_id="id"),
    "Nhi.sessions": _by("McpSession", nhi_id="id"),
    "Nhi.toolCalls": _by("ToolCall", nhi_id="id"),
    "Nhi.verdicts": _by("Verdict", nhi_id="id"),
    "Nhi.guardians": _through("Guardian", "GuardianBinding", "nhi_id", "guardian_id"),
    "Nhi.bindings": _by("GuardianBinding", nhi_id="id"),
    "Nhi.assessments": _by("RiskAssessment", nhi_id="id"),
    "Nhi.anomalies": _by("Anomaly", nhi_id="id"),
    "Nhi.instances": _through("ProcessInstance", "Run", "nhi_id", "instance_id"),
    "Nhi.tasks": _through("Task", "Run", "nhi_id", "task_id"),
    "Nhi.incidents": _through("Incident", "Run", "nhi_id", "instance_id", at="instance_id"),
}

STATS: Mapping[str, str] = {
    "ProcessModel.stats": "ProcessModel.instances",
    "ProcessVersion.stats": "ProcessVersion.instances",
    "Activity.stats": "Activity.tasks",
    "Workflow.stats": "Workflow.runs",
    "Guardian.stats": "Guardian.verdicts",
    "Nhi.stats": "Nhi.toolCalls",
    "Tool.stats": "Tool.calls",
}


def _newest_version(world: World, row: Row) -> Row | None:
    found = with_values(world, "ProcessVersion", model_id=row["id"])
    numbered = [each for each in found if each["version"] is not None]
    best = max((each["version"] for each in numbered), default=None)
    return _first([each for each in numbered if each["version"] == best])


def _named(target: str, column: str) -> Callable[[World, Row], Row | None]:
    return lambda world, row: _first(with_values(world, target, id=row[column]))


def _names() -> Iterator[tuple[str, Callable[[World, Row], Row | None]]]:
    """The plain links to one row: each names its target by id."""
    plain = {
        "ProcessGroup": "parent:ProcessGroup:parent_id",
        "ProcessModel": "group:ProcessGroup:group_id",
        "ProcessVersion": "model:ProcessModel:model_id diagram:Diagram:diagram_id",
        "Activity": "model:ProcessModel:model_id",
        "Diagram": "model:ProcessModel:model_id",
        "ProcessInstance": "model:ProcessModel:model_id parent:ProcessInstance:parent_id",
        "Task": "instance:ProcessInstance:instance_id model:ProcessModel:model_id",
        "Milestone": "instance:ProcessInstance:instance_id model:ProcessModel:model_id",
        "Incident": "instance:ProcessInstance:instance_id task:Task:task_id model:ProcessModel:model_id "
        "rootCause:Incident:root_cause_id",
        "Run": "workflow:Workflow:workflow_id instance:ProcessInstance:instance_id task:Task:task_id parent:Run:parent_id "
        "nhi:Nhi:nhi_id",
        "Step": "run:Run:run_id parent:Step:parent_id",
        "EndpointCall": "workflow:Workflow:workflow_id run:Run:run_id",
        "Verdict": "guardian:Guardian:guardian_id toolCall:ToolCall:tool_call_id run:Run:run_id nhi:Nhi:nhi_id",
        "McpSession": "nhi:Nhi:nhi_id run:Run:run_id",
        "ToolCall": "session:McpSession:session_id run:Run:run_id nhi:Nhi:nhi_id",
        "RiskAssessment": "nhi:Nhi:nhi_id",
        "GuardianBinding": "nhi:Nhi:nhi_id guardian:Guardian:guardian_id",
        "InstanceMetadata": "instance:ProcessInstance:instance_id",
        "Anomaly": "nhi:Nhi:nhi_id",
    }
    for type_, links in plain.items():
        for link in links.split():
            field, target, column = link.split(":")
            yield f"{type_}.{field}", _named(target, column)


ONE: Mapping[str, Callable[[World, Row], Row | None]] = {
    **dict(_names()),
    "ProcessModel.latestVersion": _newest_version,
    "ProcessInstance.deployment": lambda world, row: _first(_by("ProcessVersion", **_DEPLOYED)(world, row)),
    "ProcessInstance.lastMilestone": lambda world, row: _latest(
        with_values(world, "Milestone", instance_id=row["id"]), "reached_at"
    ),
    "Task.activity": lambda world, row: _first(_activities(world, row, "task_spec", "name")),
}
