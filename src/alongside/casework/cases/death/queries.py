"""Who has died, what stopped, and who works with those left behind."""

from collections import Counter
from collections.abc import Iterable
from uuid import uuid5

from alongside.casework.cases.death.stopping import BEREAVEMENT, MISTAKEN
from alongside.casework.cases.models import Case, CaseCrime
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.models import Death, Person
from alongside.casework.people.queries import unwalled
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.packs.loader import words

# Of one crime event: those who lived through it with her, or through her. Not a business or a
# neighbourhood, and nobody who only saw it.
LEFT_BEHIND = ("harmed", "family", "bereaved", "child")


def death_of(person: Person) -> Death | None:
    """The one that stands: at this record, else at another of hers."""
    standing = Death.objects.standing().filter(person__in=records_of(person.pk))
    deaths = standing.select_related("by", "person").order_by("noted_at")
    return min(deaths, key=lambda death: death.person_id != person.pk, default=None)


def mistakes_about(person: Person) -> list[Death]:
    """What was noted and taken back, the newest first."""
    taken_back = Death.objects.filter(person=person).exclude(taken_back_at=None)
    found = list(taken_back.select_related("taken_back_by").order_by("-taken_back_at")[:20])
    for death in found:
        death.person = person
    return found


def stopped_in(case: Case, death: Death) -> list[tuple[str, int]]:
    """In words, what of this case stopped, and how much of each."""
    stopped = Item.objects.filter(subject=case.pk, settled_by=death.pk)
    kinds = Counter(stopped.values_list("kind", flat=True))
    return sorted((words("agenda", kind), number) for kind, number in kinds.items())


def connected_cases(cases: Iterable[Case]) -> list[Case]:
    """The open cases of others to whom the same happened."""
    hers = CaseCrime.objects.filter(case__in=list(cases))
    people = {case.person_id for case in cases}
    beside = CaseCrime.objects.filter(event__in=hers.values("event"), client_kind__in=LEFT_BEHIND)
    others = Case.objects.open().filter(pk__in=beside.values("case"), person__dead=False)
    return list(others.exclude(person__in=people).order_by("pk"))


def who_may_learn(other: Case, person: Person, cases: Iterable[Case]) -> User | None:
    """Whoever works on the other case, else whoever leads her; never anybody behind a wall before
    the one who died, nor, where a case of that one is sensitive, anybody who does not see it."""
    working = User.objects.filter(allocations__case=other, allocations__until=None)
    leading = User.objects.filter(supervised_teams__memberships__user__in=working)
    sensitive = [case.pk for case in cases if case.sensitive]
    for asked in (working.order_by("allocations__since", "pk"), leading.order_by("pk")):
        for user in unwalled(asked.filter(is_active=True), person):
            seen = Case.objects.visible_to(user)
            if not seen.filter(pk=other.pk).exists():
                continue
            if seen.filter(pk__in=sensitive).count() == len(sensitive):
                return user
    return None


def told_of(death: Death) -> list[Item]:
    """The rows by which somebody was asked to think of those left behind by this death."""
    asked = Item.objects.filter(kind=BEREAVEMENT)
    return [item for item in asked if item.source == uuid5(death.pk, str(item.subject))]


def asked_to_look(case: Case) -> list[Item]:
    """What is still open of it in this case."""
    return list(Item.objects.open().about(case).filter(kind__in=(BEREAVEMENT, MISTAKEN)))
