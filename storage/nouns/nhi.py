"""Non-human identities."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Fraction, Record, Small, Text, Time, says


class Nhi(Record):
    """A non-human identity (NHI): a service account, machine or agent that acts on its own."""

    moments = ("created_at",)

    label: Annotated[Text, says("Display name. Null: use the id.")] = UNSET
    kind: Annotated[Text, says("Kind of identity, such as `service_account` or `agent`. Null: unknown.")] = UNSET
    owner: Annotated[Text, says("Person or team responsible for the identity. Null: no owner, which is itself a finding.")] = (
        UNSET
    )
    tier: Annotated[Small, says("Privilege tier; 0 is the lowest. Null: unknown.")] = UNSET
    tier_ceiling: Annotated[Small, says("Highest tier that the identity may hold. Null: no ceiling is set.")] = UNSET
    tier_compliance: Annotated[
        Fraction, says("Share of time that the identity stayed within its ceiling, from 0 to 1. Null: unknown.")
    ] = UNSET
    federation_status: Annotated[Fraction, says("Degree of federation, from 0 (static secrets only) to 1. Null: unknown.")] = (
        UNSET
    )
    created_at: Annotated[Time, says("When the identity was created. Null: unknown.")] = UNSET


nhi = noun(Nhi)
