"""Steps of runs in the graph."""

import resolvers.process_instance
import resolvers.run
import resolvers.step
from schema.declare.field import leaf, one
from schema.declare.named_types import nullable
from schema.declare.node import Node, natural, node
from schema.declare.scalars import BigInt, DateTime, Duration, Usd
from schema.declare.statistics import described_enum
from schema.spend import SpendSource
from storage import tables
from storage.nouns.step import StepKind

described_enum(
    StepKind,
    {
        StepKind.SPAN: "A span of work.",
        StepKind.GENERATION: "A model call.",
        StepKind.TOOL: "A tool call.",
        StepKind.AGENT: "Work of an agent.",
        StepKind.EVENT: "A point in time.",
        StepKind.OTHER: "Any other kind.",
    },
)


@node(
    tables.step,
    order=["started_at", "duration"],
    groups=["kind", "name", "model", "provider", "spend_source"],
    duration=resolvers.process_instance.duration,
    sums=["input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "reasoning_tokens", "spend"],
)
class Step(Node):
    """One step of a run."""

    step_id: str = natural("Id of the step, assigned by the sender.")
    run_id: str | None
    parent_id: str | None
    name: str | None
    kind: StepKind | None
    model: str | None
    provider: str | None
    started_at: DateTime | None
    ended_at: DateTime | None
    input_tokens: BigInt | None
    output_tokens: BigInt | None
    cache_read_tokens: BigInt | None
    cache_write_tokens: BigInt | None
    reasoning_tokens: BigInt | None
    spend: Usd | None
    spend_source: SpendSource | None
    inputs: str | None
    outputs: str | None
    error: str | None
    duration = leaf(
        nullable(Duration),
        resolvers.process_instance.duration,
        "Time from start to end. Null: not ended, a point in time, or ended before its start.",
    )
    run = one("Run", resolvers.run.of_row, "Run that the step belongs to. Null: not received yet.")
    parent = one("Step", resolvers.step.parent, "Enclosing step. Null: top level of the run.")
