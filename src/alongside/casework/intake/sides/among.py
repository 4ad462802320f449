"""Whether two people are two sides of one crime as things stand now, whatever was noted.

The walk over everybody comes some hours later, and notes nothing of two cases that have ended."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from alongside.casework.cases.models import CaseCrime, Party
from alongside.casework.people.matching import Traits, traits_of, traits_of_party
from alongside.casework.people.models import ContactPoint, OpposedPoint, Person
from alongside.foundation.vault.ring import ring

Pair = tuple[UUID, UUID]


def sides_among(pairs: Iterable[Pair]) -> set[Pair]:
    """Of these pairs of people, where one is or may be whom the other is not safe from. The same
    statements however many there are; opened in memory."""
    pairs = set(pairs)
    ids = {who for pair in pairs for who in pair}
    people = {p.pk: p for p in Person.objects.filter(pk__in=ids).prefetch_related("contact_points")}
    feared = Party.objects.standing().apart().filter(case__person__in=ids)
    parties = list(feared.select_related("case"))
    for row in (*people.values(), *parties):
        ring.expect(row.key_id)
    traits = {pk: traits_of(person) for pk, person in people.items()}
    theirs: dict[UUID, list[Traits]] = defaultdict(list)
    for party in parties:
        theirs[party.case.person_id].append(traits_of_party(party))
    met = _by_digest(ids, parties) | _by_one_crime(ids, traits, theirs)

    def may_be(one, other):
        return any(traits[other].may_be(party) for party in theirs[one]) or (one, other) in met

    return {(one, two) for one, two in pairs if may_be(one, two) or may_be(two, one)}


def _by_digest(ids, parties):
    """Whose number, address or mailbox is that of somebody whom the other fears."""
    fears = {party.pk: party.case.person_id for party in parties}
    points = OpposedPoint.objects.filter(party__in=fears.keys() or [UUID(int=0)])
    by_token: dict[bytes, set[UUID]] = defaultdict(set)
    for token, party in points.values_list("token", "party"):
        by_token[bytes(token)].add(fears[party])
    hers = ContactPoint.objects.current().filter(person__in=ids, token__in=points.values("token"))
    return {
        (one, person)
        for token, person in hers.values_list("token", "person")
        for one in by_token[bytes(token)]
    }


def _by_one_crime(ids, traits, theirs):
    """Clients of one crime, where one bears so much as a first name of somebody apart."""
    clients: dict[UUID, set[UUID]] = defaultdict(set)
    links = CaseCrime.objects.filter(case__person__in=ids)
    for event, person in links.values_list("event", "case__person"):
        clients[event].add(person)
    called = {pk: one.names.union(*one.other_names) for pk, one in traits.items()}
    return {
        (one, other)
        for group in clients.values()
        for one in group
        for other in group - {one}
        if any(party.names & called[other] for party in theirs[one])
    }
