"""Error responses in the shape of FastAPI, which several published documents use."""

from typing import Annotated

from pydantic import BaseModel, Field


class Detail(BaseModel):
    """An error."""

    detail: str


class Problem(BaseModel):
    """An invalid parameter or field."""

    loc: Annotated[list[str | int], Field(description="Location: `query` or `body`, followed by the name.")]
    msg: Annotated[str, Field(description="What is wrong.")]
    type: str


class Invalid(BaseModel):
    """A request with invalid parameters or an invalid body."""

    detail: list[Problem]
