"""Non-human identities."""

from typing import Annotated

from msgspec import UNSET

from storage.nouns.noun import noun
from storage.nouns.record import Fraction, Record, Small, Text, Time, says


class Nhi(Record):
    """A non-human identity: a service account, machine or agent that acts on its own."""

    moments = ("created_at",)

    label: Annotated[Text, says("Name for people. Null: show the id.")] = UNSET
    kind: Annotated[Text, says("What it is, such as `service_account` or `agent`. Null: unknown.")] = UNSET
    owner: Annotated[Text, says("Person or team that answers for it. Null: nobody, which is a finding.")] = UNSET
    tier: Annotated[Small, says("Privilege tier, 0 the lowest. Null: unknown.")] = UNSET
    tier_ceiling: Annotated[Small, says("Highest tier that it may hold. Null: no ceiling was set.")] = UNSET
    tier_compliance: Annotated[Fraction, says("Share of its time within its ceiling, 0 to 1. Null: unknown.")] = UNSET
    federation_status: Annotated[Fraction, says("How far it is federated, 0 (static secrets) to 1. Null: unknown.")] = UNSET
    created_at: Annotated[Time, says("When it was created. Null: unknown.")] = UNSET


nhi = noun(Nhi)
