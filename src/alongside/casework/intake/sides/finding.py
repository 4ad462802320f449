"""Whether two people we support are the two sides of one crime: looked for in the background.

Somebody may become an opponent long after both came in: a suspect is named, a number is noted, a
police reference turns up. Everything is opened in memory, some hundred people at a time, and what
is kept is a pair of cases, never in what they met."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any
from uuid import UUID

from alongside.casework.cases.models import Case, CaseCrime, Party
from alongside.casework.intake.models import Conflict
from alongside.casework.people.matching import (
    Traits,
    names_in,
    plain,
    traits_of,
    traits_of_party,
)
from alongside.casework.people.models import ContactPoint, OpposedPoint, Person
from alongside.foundation.vault.reading import words_if_readable
from alongside.foundation.vault.ring import ring

AT_ONCE = 400
TELLS = 4  # signs of a police reference that are too few to tell one crime from another
Pair = tuple[UUID, UUID]
Apart = dict[UUID, tuple[UUID, Traits, frozenset[str]]]
Cases = dict[UUID, Case]


def two_sides() -> set[Pair]:
    """Pairs of cases that nobody was told of yet; of two that have ended, none."""
    cases = {case.pk: case for case in Case.objects.only("person", "ended_on", "key_id")}
    apart = _apart()
    met = set(_by_digest(apart)) | set(_by_name_and_number(apart, cases))
    met |= set(_by_one_crime(apart, cases))
    found = {_ordered(one, two) for one, two in met if _both_matter(one, two, cases)}
    return found - _told_before()


def _both_matter(one, two, cases):
    if one not in cases or two not in cases:
        return False
    apart = cases[one].person_id != cases[two].person_id
    return apart and (cases[one].is_open or cases[two].is_open)


def _ordered(one, two):
    first, second = sorted((one, two), key=str)
    return first, second


def _apart() -> Apart:
    """Each suspect or opponent: in which case, by what they compare, and every word of the name."""
    parties = list(Party.objects.standing().apart())
    for party in parties:
        ring.expect(party.key_id)
    found = {}
    for party in parties:
        traits = traits_of_party(party)
        found[party.pk] = (party.case_id, traits, traits.names)
    ring.clear()
    return found


def _by_digest(apart: Apart) -> Iterator[Pair]:
    """A number, an address or a mailbox of somebody apart is a contact point of a client."""
    theirs = OpposedPoint.objects.filter(party__in=list(apart))
    party_of: dict[bytes, set[UUID]] = defaultdict(set)
    for point in theirs:
        party_of[bytes(point.token)].add(point.party)
    points = ContactPoint.objects.current().filter(token__in=theirs.values("token"))
    for token, case in points.values_list("token", "person__cases"):
        for party in party_of[bytes(token)]:
            yield case, apart[party][0]


def _by_name_and_number(apart: Apart, cases: Cases) -> Iterator[Pair]:
    by_sign: dict[Any, set[UUID]] = defaultdict(set)
    for pk, (_case, traits, _names) in apart.items():
        for sign in (*traits.numbers, *traits.every_name):
            by_sign[sign].add(pk)
    for person, traits in _everybody(cases):
        signs = (*traits.numbers, *traits.every_name)
        for party in {pk for sign in signs for pk in by_sign.get(sign, ())}:
            case, theirs, _names = apart[party]
            if traits.may_be(theirs):
                yield from ((own, case) for own in person.own_cases)


def _everybody(cases: Cases) -> Iterator[tuple[Any, Traits]]:
    own: dict[UUID, list[UUID]] = defaultdict(list)
    for case in cases.values():
        own[case.person_id].append(case.pk)
    ids = list(own)
    for start in range(0, len(ids), AT_ONCE):
        some = Person.objects.filter(pk__in=ids[start : start + AT_ONCE])
        people = list(some.prefetch_related("contact_points"))
        for person in people:
            ring.expect(person.key_id)
        for person in people:
            person.own_cases = own[person.pk]  # type: ignore[attr-defined]
            yield person, traits_of(person)
        ring.clear()


def _by_one_crime(apart: Apart, cases: Cases) -> Iterator[Pair]:
    """Two clients of one crime event, or of one police reference, are mostly a family. Where the
    other one bears so much as a first name of somebody apart, they may be its two sides."""
    together = {
        _ordered(*pair)
        for group in _clients_of_one_crime()
        for pair in combinations(sorted(group, key=str), 2)
        if _both_matter(*pair, cases)
    }
    if not together:
        return
    feared: dict[UUID, set[str]] = defaultdict(set)
    for case, _traits, names in apart.values():
        feared[case] |= names
    people = {cases[pk].person_id for pair in together for pk in pair}
    called = {person.pk: _names_of(person) for person in Person.objects.filter(pk__in=people)}
    for one, two in together:
        theirs = (called.get(cases[two].person_id, set()), called.get(cases[one].person_id, set()))
        if feared[one] & theirs[0] or feared[two] & theirs[1]:
            yield one, two
    ring.clear()


def _names_of(person):
    told = ("known_as", "given_names", "family_name", "previous_names", "spellings")
    return set().union(*(names_in(words_if_readable(person, name)) for name in told))


def _clients_of_one_crime() -> Iterable[set[UUID]]:
    groups: dict[Any, set[UUID]] = defaultdict(set)
    links = list(CaseCrime.objects.select_related("event"))
    for link in links:
        ring.expect(link.event.key_id)
    for link in links:
        groups[link.event_id].add(link.case_id)
        written = re.sub(r"[\W_]", "", plain(words_if_readable(link.event, "reference")))
        if len(written) >= TELLS:
            groups[written].add(link.case_id)
    ring.clear()
    return [group for group in groups.values() if len(group) > 1]


def _told_before() -> set[Pair]:
    """Also when one of them came in, and has become a case since."""
    told = Conflict.objects.exclude(case=None).values_list("case", "other", "referral__case")
    return {
        _ordered(case, second)
        for case, other, came_in in told
        for second in (other, came_in)
        if second
    }
