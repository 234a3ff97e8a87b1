"""Numbered pages of a list, as `skip` of the graph."""

MOST_SKIPPED = 2**31 - 1
"""Largest Int of GraphQL, the maximum number of rows to skip."""


def skipped(pages: int, size: int) -> int:
    """Number of rows on this number of pages, at most MOST_SKIPPED."""
    return min(pages * size, MOST_SKIPPED)
