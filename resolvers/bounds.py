"""Limits on the number of elements that a client requests."""

from typing import Any

from storage.errors import BadUserInput
from storage.sql.statement import later


def bounded(most: int, first: Any, argument: str = "first") -> Any:
    """The number of elements that an argument requests; BAD_USER_INPUT unless it is from 1 to `most`."""

    def checked(count: int) -> int:
        if not 1 <= count <= most:
            raise BadUserInput(f"{argument}: must be from 1 to {most}", field=argument)
        return count

    return later(checked, first)
