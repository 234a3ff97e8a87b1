"""The `Server-Timing` header: how long each stage of a request took."""

from collections.abc import Mapping


def server_timing(stages: Mapping[str, float], total: float) -> str:
    """The header's value, with `total` last; all times in milliseconds."""
    return ", ".join([*(f"{stage};dur={spent:.3f}" for stage, spent in stages.items()), f"total;dur={total:.3f}"])
