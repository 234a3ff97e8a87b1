"""Where records come from."""

from dataclasses import dataclass

from storage.nouns.channel import Channel
from storage.storable import replaced

__all__ = ["Channel", "Origin"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where records come from: the organization that receives them, the channel, and who or what sent them.

    Characters of names that no store can hold, as file names may have, become U+FFFD.
    """

    org_id: str
    channel: Channel
    sender: str | None = None
    """Name of the key, webhook or pull. None: the command line."""
    source: str | None = None
    """Name of the file or stream, such as `tasks.ndjson`. None: a request."""

    def __post_init__(self) -> None:
        for name in ("sender", "source"):
            object.__setattr__(self, name, replaced(getattr(self, name))[0])
