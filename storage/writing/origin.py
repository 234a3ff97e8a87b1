"""Where records come from."""

from dataclasses import dataclass

from storage.nouns.channel import Channel

__all__ = ["Channel", "Origin"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where records come from: the organization that receives them, the channel, and who or what sent them."""

    org_id: str
    channel: Channel
    sender: str | None = None
    """Name of the key, webhook or pull. None: the command line."""
    source: str | None = None
    """Name of the file or stream, such as `tasks.ndjson`. None: a request."""
