"""What keeps two records apart, whoever asks.

It is asked when bringing them together is proposed and once more when it is confirmed; whatever
cannot be read counts as standing against it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model, Q

from alongside.casework.cases.models import Allocation, Case, NamedReader, Party
from alongside.casework.intake.alike.commands import DIFFERENT as DIFFERENT_PEOPLE
from alongside.casework.intake.doubles.queries import Pair, two_sides_of_people, weights_now
from alongside.casework.intake.models import Conflict, Double
from alongside.casework.intake.sides.among import sides_among
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.matching import names_in
from alongside.casework.people.models import Merge, Person, Wall
from alongside.casework.people.weighing.known import known_of
from alongside.casework.people.weighing.levels import DIFFERENT, agreement
from alongside.casework.people.weighing.weights import TWO_PEOPLE, Weighed, weigh
from alongside.foundation.agenda.models import Item
from alongside.foundation.vault.erasing import living_keys
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import SealBroken

NAMES = ("known_as", "given_names", "family_name", "previous_names", "spellings")
COMPARED = (*NAMES, "birth_date")


class CannotMerge(Exception):
    """Something stands against it. What, is said to nobody: it could tell of a wall, of a fear."""


class SpeakForTwo(CannotMerge):
    """What is known of them now comes to two people: a household, twins, a parent and child."""


def refuse_apart(ones: list[Person], twos: list[Person], *, but: Pair) -> None:
    """Every record of the one person against every record of the other; of the two that are named
    it is asked elsewhere what was said of them before. Raises CannotMerge."""
    people = [*ones, *twos]
    ids = [person.pk for person in people]
    if living_keys(ids) != set(ids) or Erasure.objects.under_way().filter(person__in=ids).exists():
        raise CannotMerge
    try:
        against = _two_sides(ones, twos)
    except (KeyGone, SealBroken) as unread:
        raise CannotMerge from unread
    if against or _joins_two_people(ones, twos, but):
        raise CannotMerge
    if _would_be_seen_past_a_wall(ones, twos) or _would_be_seen_past_a_wall(twos, ones):
        raise CannotMerge


def refuse_answered(one: Person, two: Person) -> None:
    """Somebody said that they are two, or parted them: that is not asked again by the way, but
    openly, from where it was said. Raises CannotMerge."""
    if said_to_be_two([one.pk, two.pk]):
        raise CannotMerge


def said_to_be_two(people: Iterable[UUID]) -> set[Pair]:
    """Which of these records people have told apart, smaller id first."""
    ids = list(people)
    merges = Merge.objects.answered().exclude(confirmed_at__isnull=False, undone_at=None)
    doubles = Double.objects.filter(answer=DIFFERENT_PEOPLE)
    found: set[Pair] = set()
    for rows in (merges, doubles):
        found |= set(rows.filter(person__in=ids, other__in=ids).values_list("person", "other"))
    return found


def _joins_two_people(ones, twos, but):
    """By way of a record of which little is known, two would become one of whom somebody has said
    that they are two, or whose names or birth dates say so."""
    told = said_to_be_two(person.pk for person in (*ones, *twos)) - {but}
    pairs = [pair for one in ones for two in twos if ids_of(pair := (one, two)) != but]
    weights, known = weights_now(), {row.pk: known_of(row) for row in (*ones, *twos)}
    for one, two in pairs:
        found = weigh(agreement(known[one.pk], known[two.pk]), weights)
        differ = DIFFERENT in (found.agreement.get("given"), found.agreement.get("birth"))
        if ids_of((one, two)) in told or (found.band == TWO_PEOPLE and differ):
            return True
    return False


def ids_of(pair: tuple[Person, Person]) -> Pair:
    """The smaller one first."""
    first, second = sorted(person.pk for person in pair)
    return first, second


def refuse_two_people(one: Person, two: Person) -> Weighed:
    """Never on an address and a family name alone. Raises SpeakForTwo."""
    found = weighed(one, two)
    if found.band == TWO_PEOPLE:
        raise SpeakForTwo
    return found


def weighed(one: Person, two: Person) -> Weighed:
    """How much speaks for one person, by what is known now and as this house weighs it."""
    return weigh(agreement(known_of(one), known_of(two)), weights_now())


def _two_sides(ones, twos):
    """As it was noted, as it is found now, and by so much as the name of somebody feared."""
    ids = {person.pk for person in (*ones, *twos)}
    pairs = {(one.pk, two.pk) for one in ones for two in twos}
    feared = list(Party.objects.standing().apart().filter(case__person__in=ids))
    for row in (*ones, *twos, *feared):
        ring.expect(row.key_id)
    _all_can_be_read((*ones, *twos), COMPARED)
    _all_can_be_read(feared, ("name", "phone", "email", "address"))
    told = Conflict.objects.filter(referral__person__in=ids, case=None, looked_at=None)
    noted = two_sides_of_people()
    met = any(pair in noted or pair[::-1] in noted for pair in pairs)
    return met or told.exists() or bool(sides_among(pairs)) or _called_alike(ones, twos, feared)


def _all_can_be_read(rows: Iterable[Model], names: Iterable[str]) -> None:
    for row in rows:
        for name in names:
            getattr(row, name)
        if isinstance(row, Person):
            _all_can_be_read(row.contact_points.all(), ("value",))


def _called_alike(ones, twos, feared):
    """Every word of the name of somebody feared is a name of the other record's person."""
    cases = Case.objects.filter(pk__in=[party.case_id for party in feared])
    person_of = dict(cases.values_list("pk", "person"))
    words = {person.pk: _every_word(person) for person in (*ones, *twos)}
    sides = {person.pk: twos for person in ones} | {person.pk: ones for person in twos}
    for party in feared:
        name = names_in(party.name)
        if name and any(name <= words[other.pk] for other in sides[person_of[party.case_id]]):
            return True
    return False


def _every_word(person):
    return frozenset().union(*(names_in(getattr(person, name) or "") for name in NAMES))


def _would_be_seen_past_a_wall(walled: list[Person], others: list[Person]) -> bool:
    """Walls will hide all of her from the next moment on. Whoever works where she is hidden would
    lose a case, which could not be undone as it was: that is settled first, by people."""
    kept_out = set(Wall.objects.standing().filter(person__in=walled).values_list("user", flat=True))
    if not kept_out:
        return False
    cases = Case.objects.filter(person__in=others).values("pk")
    working = Allocation.objects.filter(case__in=cases, until=None)
    seeing = Q(worker__in=kept_out) | Q(worker__membership__team__supervisor__in=kept_out)
    working = working.filter(seeing)
    named = NamedReader.objects.filter(case__in=cases, user__in=kept_out)
    owing = Item.objects.open().filter(Q(subject__in=cases), owner__in=kept_out)
    return working.exists() or named.exists() or owing.exists()
