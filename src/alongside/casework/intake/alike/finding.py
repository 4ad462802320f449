"""Comparing who came in with everybody who is here, in the background and once for each referral.

Names are opened in memory and compared there; what is kept is who may be whom, and by which kind
of thing, never by which name or number."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q

from alongside.casework.cases.models import Party
from alongside.casework.intake.models import Conflict, Likeness, Referral
from alongside.casework.people.matching import Traits, names_in, numbers_in, traits_of
from alongside.casework.people.models import Person
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.vault.reading import told
from alongside.foundation.vault.ring import ring

AT_ONCE = 400
TOGETHER = 500  # referrals in one pass over everybody


def compare_referrals(*, by: User) -> None:
    """Those that wait and were not compared yet: possible duplicates, and conflicts, are noted.
    Nothing is locked while names are compared, so that saving goes on beside a long list."""
    while fresh := _not_compared():
        mine = [(referral, traits_of(referral.person)) for referral in fresh]
        alike = [found for person, theirs in _everybody() for found in _like(mine, person, theirs)]
        apart = [
            (referral, party.case_id)
            for party, theirs in _everybody_apart()
            for referral, traits in mine
            if traits.may_be(theirs)
        ]
        ring.clear()
        note_what_is_alike(fresh, alike, apart, by=by)


@command("referrals.compared")
def note_what_is_alike(
    fresh: list[Referral],
    alike: list[Likeness],
    apart: list[tuple[Referral, UUID]],
    *,
    by: User,
) -> list[Referral]:
    """What comparing these found, each with whom it may be and whose other side."""
    Likeness.objects.bulk_create(alike, ignore_conflicts=True)
    for referral, case in apart:
        Conflict.objects.get_or_create(referral=referral, case_id=case)
    Referral.objects.filter(pk__in=[each.pk for each in fresh]).update(compared_at=now())
    return fresh


def _not_compared():
    waiting = Referral.objects.undecided().filter(compared_at=None)
    return list(waiting.select_related("person")[:TOGETHER])


def _like(mine, person, theirs):
    for referral, traits in mine:
        found = traits.alike(theirs) if person.pk != referral.person_id else []
        if found:
            born = bool(traits.born and traits.born == theirs.born)
            told = {f"by_{what}": True for what in found} | {"by_birth": born}
            yield Likeness(referral=referral, person=person, **told)


def _everybody() -> Iterator[tuple[Person, Traits]]:
    """With a case here, or a referral that waits."""
    here = Q(cases__isnull=False) | Q(referrals__state="waiting")
    ids = list(Person.objects.filter(here).distinct().values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        people = list(Person.objects.filter(pk__in=some).prefetch_related("contact_points"))
        for person in people:
            ring.expect(person.key_id)
        for person in people:
            yield person, traits_of(person)
        ring.clear()


def _everybody_apart() -> Iterator[tuple[Party, Traits]]:
    """The suspects, and whoever else a person is not safe from."""
    apart = Party.objects.standing().apart()
    for party in apart:
        ring.expect(party.key_id)
    for party in apart:
        yield party, Traits(names_in(told(party, "name")), numbers_in([told(party, "phone")]))
