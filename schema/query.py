"""The query root: every type as a list and by its id, and any object by its global id."""

from collections.abc import Callable
from keyword import iskeyword
from typing import Any

import sqlalchemy as sa
import strawberry

import resolvers.tool
from resolvers.rows import Source
from schema.declare.field import MOST_NODES, GraphField, Role, argument, graph_field, many, one
from schema.declare.named_types import list_of, nullable, type_named
from schema.nouns import NODES

SINGULAR = {
    "ProcessGroup": "group_id",
    "ProcessModel": "model_id",
    "ProcessVersion": "version_id",
    "Activity": "activity_id",
    "Diagram": "path",
    "ProcessInstance": "instance_id",
    "InstanceMetadata": "entry_id",
    "Task": "task_id",
    "Milestone": "milestone_id",
    "Incident": "incident_id",
    "Workflow": "workflow_id",
    "Run": "run_id",
    "Step": "step_id",
    "EndpointCall": "call_id",
    "Guardian": "guardian_id",
    "GuardianBinding": "binding_id",
    "Verdict": "verdict_id",
    "McpSession": "session_id",
    "ToolCall": "tool_call_id",
    "ConfigChange": "change_id",
    "Nhi": "nhi_id",
    "RiskAssessment": "assessment_id",
    "Anomaly": "anomaly_id",
    "Import": "import_id",
    "Job": "job_id",
    "DeadLetter": "letter_id",
}
"""The nouns, and the name of the argument for their id in root fields."""

UNCOUNTABLE = {"InstanceMetadata": "all_instance_metadata"}
"""Names of lists of nouns that have no plural."""


def _plural(name: str) -> str:
    snake = NODES[name].table.name
    if name in UNCOUNTABLE:
        return UNCOUNTABLE[name]
    return f"{snake[:-1]}ies" if snake.endswith("y") else f"{snake}s"


def _all(name: str) -> Callable[[Source | None], sa.Select[Any]]:
    def resolve(_: Source | None) -> sa.Select[Any]:
        return sa.select(NODES[name].table.alias())

    return resolve


def _by_id(name: str, argument_name: str) -> Callable[..., sa.Select[Any]]:
    def resolve(_: Source | None, **ids: object) -> sa.Select[Any]:
        row = NODES[name].table.alias()
        return sa.select(row).where(row.c.id == ids[argument_name])

    return resolve


def _roots() -> dict[str, GraphField]:
    fields: dict[str, GraphField] = {
        "node": graph_field(
            nullable(type_named("Node")),
            "Object with this global id. Null: not found.",
            role=Role.NODE,
            arguments=[argument("id", strawberry.ID, "Global id.")],
        ),
        "nodes": graph_field(
            list_of(nullable(type_named("Node"))),
            f"Objects with these global ids, at most {MOST_NODES}, in the requested order. A null entry: not found.",
            role=Role.NODES,
            arguments=[argument("ids", list[strawberry.ID], "Global ids.")],
        ),
    }
    by_name = argument("name", str, "Name of the tool.")
    fields["tool"] = one("Tool", resolvers.tool.tool, "Tool with this name. Null: never called.", arguments=[by_name])
    fields["tools"] = graph_field(
        list_of(type_named("Tool")),
        "Tools that were called, sorted by name.",
        role=Role.LIST,
        sql=resolvers.tool.tools,
        arguments=[argument("first", int, "Maximum number of tools, from 1 to 1000.", 100)],
    )
    for name, natural in SINGULAR.items():
        table = NODES[name].table
        id_ = argument(natural, str, "Id assigned by the sender.")
        single = one(name, _by_id(name, natural), f"The {name} with this id. Null: not found.", arguments=[id_])
        single.graphql_name = table.name if iskeyword(table.name) else None
        fields[f"{table.name}_" if iskeyword(table.name) else table.name] = single
        fields[_plural(name)] = many(name, _all(name), f"All {name} rows, in pages.", root=True)
    return fields


Query = strawberry.type(
    type("Query", (), {"__module__": __name__, **_roots()}),
    description="The query root.",
)
