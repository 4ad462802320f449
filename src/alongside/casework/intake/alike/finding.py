"""Comparing who came in with those who are here, in the background and once for each referral.

Names are opened in memory and weighed there; what is kept is who may be whom, how much speaks for
it, and in which kinds of things they agree, never in which name or number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Prefetch

from alongside.casework.cases.models import Case, Party
from alongside.casework.intake.alike.candidates import paired
from alongside.casework.intake.doubles.queries import weights_now
from alongside.casework.intake.models import Conflict, Likeness, Referral
from alongside.casework.keeping.guards import still_here
from alongside.casework.people.finding.cards import FOUND_BY
from alongside.casework.people.matching import Traits, traits_of, traits_of_party
from alongside.casework.people.models import ContactPoint
from alongside.casework.people.weighing.levels import agreement
from alongside.casework.people.weighing.weights import TWO_PEOPLE, weigh
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.vault.ring import ring

TOGETHER = 500  # referrals in one pass
PERSON = tuple(f"person__{name}" for name in ("key_id", *FOUND_BY))
POINT = ("person_id", "kind", "value", "withdrawn_at")
Apart = list[tuple[Referral, UUID]]


def compare_referrals(*, by: User) -> None:
    """Those that wait and were not compared yet: possible duplicates, and conflicts, are noted.
    Nothing is locked while names are compared, so that saving goes on beside a long list."""
    while fresh := _not_compared():
        apart = list(_apart(fresh))
        alike = list(_alike(fresh, _two_sides(apart)))
        ring.clear()
        note_what_is_alike(fresh, alike, apart, by=by)


@command("referrals.compared")
def note_what_is_alike(
    fresh: list[Referral], alike: list[Likeness], apart: Apart, *, by: User
) -> list[Referral]:
    """What comparing these found, each with whom it may be and whose other side; nothing of whom
    was erased since she was read."""
    here = still_here({pk for one in alike for pk in _both(one)})
    alike = [one for one in alike if here.issuperset(_both(one))]
    Likeness.objects.bulk_create(alike, ignore_conflicts=True)
    for referral, case in apart:
        Conflict.objects.get_or_create(referral=referral, case_id=case)
    Referral.objects.filter(pk__in=[each.pk for each in fresh]).update(compared_at=now())
    return fresh


def _both(likeness):
    return likeness.person_id, likeness.referral.person_id


def _not_compared():
    waiting = Referral.objects.undecided().filter(compared_at=None)
    points = Prefetch("person__contact_points", ContactPoint.objects.only(*POINT))
    waiting = waiting.select_related("person").only("person", *PERSON)
    return list(waiting.prefetch_related(points)[:TOGETHER])


def _alike(fresh: list[Referral], two_sides: set[tuple[UUID, UUID]]) -> Iterator[Likeness]:
    by, waiting = weights_now(), defaultdict(list)
    for referral in fresh:
        waiting[referral.person_id].append(referral)
    people = {referral.person_id: referral.person for referral in fresh}
    for came, mine, person, theirs in paired(people.values()):
        weighed = weigh(agreement(mine, theirs), by)
        told = {"band": weighed.band, "bits": weighed.bits, "agreement": weighed.agreement}
        for referral in waiting[came.pk] if weighed.band != TWO_PEOPLE else ():
            if (referral.pk, person) not in two_sides:
                yield Likeness(referral=referral, person_id=person, **told)


def _apart(fresh: list[Referral]) -> Iterator[tuple[Referral, UUID]]:
    signs: dict[str | frozenset[str], dict[Referral, Traits]] = defaultdict(dict)
    for referral in fresh:
        traits = traits_of(referral.person)
        for sign in _signs(traits):
            signs[sign][referral] = traits
    for party, theirs in _everybody_apart():
        met = {
            one: traits
            for sign in signs.keys() & _signs(theirs)
            for one, traits in signs[sign].items()
        }
        yield from ((one, party.case_id) for one, traits in met.items() if traits.may_be(theirs))


def _signs(traits):
    """One of which two have to share before they may be the same."""
    return {*traits.numbers, *traits.every_name}


def _two_sides(apart: Iterable[tuple[Referral, UUID]]) -> set[tuple[UUID, UUID]]:
    """Who may be the other side of a case is never shown beside its person, as a household's
    number would have it: that goes to a manager alone."""
    cases = Case.objects.filter(pk__in={case for _referral, case in apart})
    person_of = dict(cases.values_list("pk", "person"))
    return {(referral.pk, person_of[case]) for referral, case in apart}


def _everybody_apart() -> Iterator[tuple[Party, Traits]]:
    """The suspects, and whoever else a person is not safe from."""
    apart = Party.objects.standing().apart()
    for party in apart:
        ring.expect(party.key_id)
    for party in apart:
        yield party, traits_of_party(party)
