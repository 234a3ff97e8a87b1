"""Texts in the parameters of REST requests."""

from typing import Annotated

from pydantic import AfterValidator, StrictStr

from storage.storable import REASON, is_storable


def _storable(text: str) -> str:
    if not is_storable(text):
        raise ValueError(REASON)
    return text


StorableText = Annotated[StrictStr, AfterValidator(_storable)]
"""A text that every store can hold."""
