"""Dead letters in the graph."""

from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, BigInt, DateTime
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.channel import Channel
from storage.nouns.dead_letter import BodyEncoding

described_enum(
    Channel,
    {
        Channel.LOAD: "`pentagraph load`.",
        Channel.INGEST: "Records and files sent to `/ingest`.",
        Channel.OTLP: "Traces and logs of OpenTelemetry.",
        Channel.CLOUDEVENTS: "CloudEvents.",
        Channel.WEBHOOK: "Webhooks.",
        Channel.LISTEN: "A stream that `pentagraph listen` receives.",
        Channel.PULL: "Data that `pentagraph pull` fetched.",
    },
)

described_enum(BodyEncoding, {BodyEncoding.TEXT: "As it arrived.", BodyEncoding.BASE64: "As Base64, since it is not text."})


@node(
    tables.dead_letter,
    order=["last_at", "first_at", "times", "size"],
    groups=["channel", "sender", "source", "format", "reason", "field"],
    sums=["times"],
    scope="dead-letters:read",
)
class DeadLetter(Node):
    """Something that arrived and could not be read."""

    letter_id: str = natural("Id of the dead letter.")
    channel: Channel | None
    sender: str | None
    source: str | None
    format: str | None
    options: JSON | None
    reason: str | None
    field: str | None
    encoding: BodyEncoding | None
    body_hash: str | None
    size: BigInt | None
    kept_bytes: BigInt | None
    is_cut: bool | None
    times: BigInt | None
    first_at: DateTime | None
    last_at: DateTime | None
    body: str | None
