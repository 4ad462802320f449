"""Who may be somebody who came in: those with whom a sign is shared, and no others, are weighed.

Everybody here is opened once for each batch, some hundred at a time, and nobody is kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Q

from alongside.casework.intake.models import Referral
from alongside.casework.people.models import Person
from alongside.casework.people.weighing.known import known_of
from alongside.casework.people.weighing.levels import Known
from alongside.foundation.vault.ring import ring

AT_ONCE = 400
Candidate = tuple[Referral, Known, Person, Known]


def candidates_of(fresh: Iterable[Referral]) -> Iterator[Candidate]:
    """Each with somebody else who has a case here or a referral that waits."""
    mine = [(referral, known_of(referral.person)) for referral in fresh]
    by_sign = defaultdict(set)
    for number, (_referral, known) in enumerate(mine):
        for sign in _signs(known):
            by_sign[sign].add(number)
    for person, theirs in _everybody():
        for number in {number for sign in _signs(theirs) for number in by_sign.get(sign, ())}:
            referral, known = mine[number]
            if referral.person_id != person.pk:
                yield referral, known, person, theirs


def _signs(known: Known) -> Iterator[object]:
    """A word of a name but for a letter, a birth date with day and month either way, a number, a
    mailbox, a postcode."""
    for word in {word for name in (known.given, known.family, *known.others) for word in name}:
        yield word
        yield from (word[:at] + word[at + 1 :] for at in range(len(word)) if len(word) > 1)
    if born := known.born:
        yield born.year, *sorted((born.month, born.day))
    yield from known.numbers | known.mails
    if known.postcode:
        yield known.postcode


def _everybody():
    here = Q(cases__isnull=False) | Q(referrals__state="waiting")
    ids = list(Person.objects.filter(here).distinct().values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        people = list(Person.objects.filter(pk__in=some).prefetch_related("contact_points"))
        for person in people:
            ring.expect(person.key_id)
        for person in people:
            yield person, known_of(person)
        ring.clear()
