"""Noting who else is in a case, changing it and taking it out again."""

from typing import Any

from alongside.casework.cases.models import APART, Case, Party
from alongside.casework.people.before import before
from alongside.casework.people.commands import oppose
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.audit.versions import claim_version
from alongside.foundation.clock import now
from alongside.foundation.vault.keys import key_for_compartment

COMPARTMENT = "opposed"


@command("party.added")
def add_party(case: Case, *, kind: str, by: User, **facts: Any) -> Party:
    """Somebody else in the case. What belongs to one she is not safe from is from now on nobody's
    way to be reached, in any case."""
    apart = kind in APART
    sealed_with = key_for_compartment(case.pk, COMPARTMENT) if apart else case.key_id
    party = Party(case=case, kind=kind, sealed_with=sealed_with, **facts)
    party.save(force_insert=True)
    if apart:
        oppose(party.pk, party.ways, by=by)
    return party


@command("party.changed")
def change_party(party: Party, *, version: int, by: User, **facts: Any) -> Party:
    """Raises ChangedMeanwhile. Who it is stays: somebody else is added anew."""
    claim_version(party, version)
    before(party, facts, of=party.case.person_id, case=party.case_id, by=by)
    for name, fact in facts.items():
        setattr(party, name, fact)
    party.save(update_fields=list(facts))
    if party.is_apart:
        oppose(party.pk, party.ways, by=by)
    return party


@command("party.withdrawn")
def withdraw_party(party: Party, *, by: User) -> Party:
    """Noted by mistake, or no longer of any concern."""
    before(party, None, of=party.case.person_id, case=party.case_id, by=by)
    party.withdrawn_at = now()
    party.save(update_fields=["withdrawn_at"])
    if party.is_apart:
        oppose(party.pk, [], by=by)
    return party
