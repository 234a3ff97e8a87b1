"""The kinds of sources that can be pulled."""

from storage.pull import langfuse
from storage.pull.kind import Opened, PullKind

KINDS: dict[str, tuple[PullKind, Opened]] = {
    langfuse.KIND.name: (langfuse.KIND, langfuse.LangfuseSource),
}
"""Kinds by name, each with what opens a source."""
