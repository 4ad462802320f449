"""Who sees both records, and who of them could be the second person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from alongside.casework.cases.models import Case, EmergencyAccess
from alongside.casework.cases.second_eyes import JUDGES, leads, others_who_could_look
from alongside.casework.cases.sight.queries import standing_cases, workers_of
from alongside.casework.people.merging.models import PROPOSED
from alongside.casework.people.models import Merge, Person
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.hands import one_hand
from alongside.foundation.accounts.hats.commands import hats_of
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.organisation.workforce.away.queries import away_today


@dataclass(frozen=True)
class Record:
    """One of the two, with her cases; those in sight come first, and of these the open ones."""

    person: Person
    cases: list[Case]
    seen: set[UUID]
    workers: dict[UUID, list[User]] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        return self.cases[0]

    def sees(self, case: Case) -> bool:
        return case.pk in self.seen

    @property
    def beside(self) -> set[str]:
        """The names of those who work with her by this record."""
        return {worker.name for case in self.cases for worker in self.workers.get(case.pk, [])}

    def with_whom(self, case: Case) -> str:
        """Their names; nobody's where nobody stands beside her now."""
        return ", ".join(worker.name for worker in self.workers.get(case.pk, []))


def records_in_sight(pair: Iterable[Person], *, reader: User) -> list[Record] | None:
    """None unless both are in her sight."""
    pair = list(pair)
    found = records_shown(pair, reader=reader)
    return [found[person.pk] for person in pair] if all(p.pk in found for p in pair) else None


def records_shown(people: Iterable[Person], *, reader: User) -> dict[UUID, Record]:
    """Of these, each of whom she sees a case and of whom none is kept from her: past a wall and of
    a sensitive case nothing shows. An hour of emergency access is too short a sight for what
    always waits. The same statements however many they are, and where there is nobody."""
    people = list(people)
    cases = standing_cases([person.pk for person in people])
    visible = Case.objects.visible_to(reader).filter(person__in=people)
    hour = EmergencyAccess.objects.running().filter(by=reader).values_list("case", flat=True)
    lasting = set(visible.values_list("pk", flat=True)) - set(hour)
    workers = workers_of([case.pk for some in cases.values() for case in some] or [UUID(int=0)])
    found = {}
    for person in people:
        hers = sorted(cases.get(person.pk, []), key=lambda case: case.pk not in lasting)
        seen = {case.pk for case in hers} & lasting
        if seen and not any(case.sensitive and case.pk not in seen for case in hers):
            found[person.pk] = Record(person, hers, seen, workers)
    return found


def who_could_confirm(people: list[Person], *, by: User) -> list[User]:
    """Whoever else sees both records, judges, and is of another hand than `by`: whoever is here
    today first, then her supervisor, then whoever leads."""
    seeing = [_seeing(person, by) for person in people]
    both = {user for user in seeing[0] if all(user in others for others in seeing)}
    able = [user for user in both if not one_hand(by.pk, user.pk) and sees_both(user, people)]
    own, away = getattr(by, "membership", None), away_today()
    supervisor = own.team.supervisor_id if own else None

    def rank(user):
        return user.pk in away, user.pk != supervisor, not leads(user), user.name

    return sorted(able, key=rank)


def _seeing(person, by):
    cases = standing_cases([person.pk]).get(person.pk, [])
    return {user for case in cases for user in others_who_could_look(case, by)}


def sees_both(user: User, people: list[Person]) -> bool:
    """Whether she judges and sees a case of each, in the hat she wears or in her other one."""
    return user.is_active and any(
        holds(hat, JUDGES) and records_in_sight(people, reader=hat) is not None
        for hat in hats_of(user)
    )


def who_is_asked(merge: Merge) -> User | None:
    """On whose day it stands, if she can still see to it."""
    asked = Item.objects.open().about(merge, PROPOSED).values("owner")
    user = User.objects.filter(pk__in=asked).first()
    return user if user and sees_both(user, [merge.person, merge.other]) else None


def colleagues_of(people: Iterable[UUID]) -> set[User]:
    """Whoever stands beside this person now, by any of her records."""
    cases = [case.pk for some in standing_cases([*people]).values() for case in some]
    return {worker for some in workers_of(cases).values() for worker in some}
