"""Which guardians are bound to which identity."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Time, says


class GuardianBinding(Record):
    """A guardian bound to a non-human identity."""

    moments = ("bound_at", "released_at")

    nhi_id: Annotated[Link, says("Id of the identity.")] = UNSET
    guardian_id: Annotated[Link, says("Id of the guardian.")] = UNSET
    bound_at: Annotated[Time, says("When it was bound. Null: unknown.")] = UNSET
    released_at: Annotated[Time, says("When it was released. Null: still bound.")] = UNSET


guardian_binding = noun(GuardianBinding, by=["nhi_id", "guardian_id"])
