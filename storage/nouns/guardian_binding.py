"""Bindings of guardians to identities."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Time, says


class GuardianBinding(Record):
    """The binding of a guardian to a non-human identity."""

    moments = ("bound_at", "released_at")

    nhi_id: Annotated[Link, says("Id of the identity.")] = UNSET
    guardian_id: Annotated[Link, says("Id of the guardian.")] = UNSET
    bound_at: Annotated[Time, says("When the guardian was bound. Null: unknown.")] = UNSET
    released_at: Annotated[Time, says("When the guardian was released. Null: still bound.")] = UNSET


guardian_binding = noun(GuardianBinding, by=["nhi_id", "guardian_id"])
