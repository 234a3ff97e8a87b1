"""Whether JSON text has too many objects and lists to decode it in one go, which would stop everything else for long.

A decoder in C holds Python's lock until it is done, and the garbage collector visits what it made: a million bytes of empty lists
take 0.3 seconds, which no thread can take over.
"""

MOST_CONTAINERS = 50_000
"""Objects and lists that are decoded in one go: some 20 milliseconds at worst."""
PIECE = 65_536


def is_heavy(text: bytes) -> bool:
    """Whether the text has more than `MOST_CONTAINERS` objects and lists. Brackets in strings count too."""
    found = 0
    for begin in range(0, len(text), PIECE):
        end = begin + PIECE
        found += text.count(b"{", begin, end) + text.count(b"[", begin, end)
        if found > MOST_CONTAINERS:
            return True
    return False


def is_dense(text: str, shortest: int) -> bool:
    """Whether the text has more than `MOST_CONTAINERS` objects and lists, and more than records have: one in `shortest`
    characters."""
    found = text.count("{") + text.count("[")
    return found > MOST_CONTAINERS and found > len(text) // shortest
