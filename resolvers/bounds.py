"""Limits on the number of elements that a client requests."""

from storage.errors import BadUserInput
from storage.sql.statement import Later, later


def bounded(most: int, first: int | Later, argument: str = "first") -> int | Later:
    """The number of elements that an argument requests; BAD_USER_INPUT unless it is from 1 to `most`."""

    def checked(count: int) -> int:
        if not 1 <= count <= most:
            raise BadUserInput(f"{argument}: must be from 1 to {most}", field=argument)
        return count

    return later(checked, first)
