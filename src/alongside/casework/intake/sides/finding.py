"""Whether two people we support are the two sides of one crime: looked for in the background.

Somebody may become an opponent long after both came in: a suspect is named, a number is noted, a
police reference turns up. Everything is opened in memory, some hundred people at a time, and what
is kept is a pair of cases, never in what they met."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

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


def two_sides() -> set[Pair]:
    """Pairs of cases that nobody was told of yet; of two that have ended, none. Everybody is read,
    and nobody kept: a million need no more memory than a thousand."""
    if not (apart := _apart()):
        return set()
    met = set(_by_digest(apart)) | set(_by_name_and_number(apart)) | set(_by_one_crime(apart))
    return _that_matter(met) - _told_before()


def _that_matter(pairs: Iterable[Pair]) -> set[Pair]:
    """Of two people, with support under way for one of them at least."""
    ordered = {_ordered(*pair) for pair in pairs}
    about = {
        pk: (person, ended)
        for some in _portions({pk for pair in ordered for pk in pair})
        for pk, person, ended in Case.objects.filter(pk__in=some).values_list(
            "pk", "person", "ended_on"
        )
    }
    return {pair for pair in ordered if _both_matter(*map(about.get, pair))}


def _both_matter(one, two):
    return one and two and one[0] != two[0] and None in (one[1], two[1])


def _portions(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    told = iter(ids)
    while some := list(islice(told, AT_ONCE)):
        yield some


def _all(rows: QuerySet) -> Iterator[list[Any]]:
    """In the order of their ids, some hundred at a time."""
    rows, last = rows.order_by("pk"), None
    while some := list((rows if last is None else rows.filter(pk__gt=last))[:AT_ONCE]):
        yield some
        last = some[-1].pk


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


def _by_name_and_number(apart: Apart) -> Iterator[Pair]:
    by_sign: dict[Any, set[UUID]] = defaultdict(set)
    for pk, (_case, traits, _names) in apart.items():
        for sign in (*traits.numbers, *traits.every_name):
            by_sign[sign].add(pk)
    for own, traits in _everybody():
        signs = (*traits.numbers, *traits.every_name)
        for party in {pk for sign in signs for pk in by_sign.get(sign, ())}:
            case, theirs, _names = apart[party]
            if traits.may_be(theirs):
                yield from ((each, case) for each in own)


def _everybody() -> Iterator[tuple[list[UUID], Traits]]:
    """Of each client: her cases, and what she compares by."""
    for people in _all(Person.objects.prefetch_related("contact_points")):
        own: dict[UUID, list[UUID]] = defaultdict(list)
        cases = Case.objects.filter(person__in=[person.pk for person in people])
        for person, case in cases.values_list("person", "pk"):
            own[person].append(case)
        clients = [person for person in people if person.pk in own]
        for person in clients:
            ring.expect(person.key_id)
        for person in clients:
            yield own[person.pk], traits_of(person)
        ring.clear()


def _by_one_crime(apart: Apart) -> Iterator[Pair]:
    """Two clients of one crime event, or of one police reference, are mostly a family. Where the
    other one bears so much as a first name of somebody apart, they may be its two sides."""
    feared: dict[UUID, set[str]] = defaultdict(set)
    for case, _traits, names in apart.values():
        feared[case] |= names
    together = _that_matter(
        pair
        for group in _clients_of_one_crime(feared)
        for pair in combinations(sorted(group, key=str), 2)
        if feared.keys() & set(pair)
    )
    called = _called({pk for pair in together for pk in pair})
    for one, two in together:
        if feared[one] & called.get(two, set()) or feared[two] & called.get(one, set()):
            yield one, two


def _called(cases: Iterable[UUID]) -> dict[UUID, set[str]]:
    """By case, every word of its client's names."""
    found: dict[UUID, set[str]] = {}
    for some in _portions(cases):
        rows = list(Case.objects.filter(pk__in=some).select_related("person").only("person"))
        for case in rows:
            ring.expect(case.person.key_id)
        found |= {case.pk: _names_of(case.person) for case in rows}
        ring.clear()
    return found


def _names_of(person):
    told = ("known_as", "given_names", "family_name", "previous_names", "spellings")
    return set().union(*(names_in(words_if_readable(person, name)) for name in told))


def _clients_of_one_crime(feared: Collection[UUID]) -> Iterable[set[UUID]]:
    """The groups of cases in which somebody is apart from somebody, by event and by reference."""
    theirs = CaseCrime.objects.filter(case__in=feared)
    links = list(theirs.select_related("event"))
    known = {sign for link in links for sign in (link.event_id, _reference(link.event))} - {""}
    ring.clear()
    groups: dict[Any, set[UUID]] = defaultdict(set)
    for links in _all(CaseCrime.objects.select_related("event")):
        for link in links:
            ring.expect(link.event.key_id)
        for link in links:
            reference = _reference(link.event)
            for sign in {link.event_id, reference} & known:
                groups[sign].add(link.case_id)
        ring.clear()
    return [group for group in groups.values() if len(group) > 1]


def _reference(event):
    """As written by the police, without its signs; none where it is too short to tell."""
    written = re.sub(r"[\W_]", "", plain(words_if_readable(event, "reference")))
    return written if len(written) >= TELLS else ""


def _told_before() -> set[Pair]:
    """Also when one of them came in, and has become a case since."""
    told = Conflict.objects.exclude(case=None).values_list("case", "other", "referral__case")
    return {
        _ordered(case, second)
        for case, other, came_in in told
        for second in (other, came_in)
        if second
    }
