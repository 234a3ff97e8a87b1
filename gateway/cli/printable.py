"""Text of others on a terminal."""


def printable(text: str) -> str:
    """Text of a file or its name as one line that any terminal shows: control characters and half surrogates are escaped."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
