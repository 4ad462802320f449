"""The other people of a case, those she is not safe from apart."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import APART, Case, Party

LONGEST = 50


def involved_in(case: Case, *, apart: bool) -> list[Party]:
    """One side or the other, in the order in which they were noted."""
    standing = Party.objects.standing().filter(case=case)
    asked = standing.apart() if apart else standing.exclude(kind__in=APART)
    return list(asked[:LONGEST])


def party_of(case: Case, party_id: UUID, *, apart: bool) -> Party:
    """One of this case and of this side; else 404."""
    standing = Party.objects.standing().filter(case=case)
    asked = standing.apart() if apart else standing.exclude(kind__in=APART)
    party = get_object_or_404(asked, pk=party_id)
    party.case = case
    return party


def never_to_be_told(case: Case) -> list[Party]:
    """Whom nobody may contact or tell anything, of those who do not stand apart anyway."""
    return [party for party in involved_in(case, apart=False) if party.never_contact]
