"""Texts in the parameters of REST requests."""

from typing import Annotated

from pydantic import AfterValidator, StrictStr


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("must not contain the character NUL")
    return text


StorableText = Annotated[StrictStr, AfterValidator(_without_nul)]
"""A text without the character NUL, which no store can hold."""
