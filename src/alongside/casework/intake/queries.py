"""What triage shows: who waits, how long still, and what came in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Case, CrimeEvent
from alongside.casework.cases.queries import those_who_can_take_a_case
from alongside.casework.intake.models import Call, Referral, ReferralQuerySet
from alongside.casework.people.models import Wall
from alongside.casework.people.queries import unwalled
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now
from alongside.foundation.packs.time_left import TimeLeft, in_words, working_time_left
from alongside.foundation.ui.paging import Page, page_of


@dataclass(frozen=True)
class Waiting:
    """A referral that waits for a decision, and how its clock stands."""

    referral: Referral
    left: TimeLeft

    @property
    def words(self) -> str:
        return in_words(self.left)


def waiting_page(*, for_user: User, after: str | None) -> Page:
    """Those who wait, the highest danger first, then the clock; one page of them."""
    waiting = in_sight_of(for_user).waiting().select_related("person")
    page = page_of(waiting, by=["-urgency", "decide_by"], after=after)
    at = now()
    rows = [Waiting(r, working_time_left(at, r.decide_by)) for r in page.rows]
    return Page(rows, page.next_after)


def in_sight_of(user: User) -> ReferralQuerySet:
    """All but those of people behind a wall for this user. What she brought in herself stays until
    people raise one: that it had gone would tell her that the person is here."""
    return Referral.objects.filter(_in_sight(user))


def _in_sight(user):
    raised, carried = Wall.objects.raised_before(user), Wall.objects.carried_before(user)
    return ~Q(person__in=raised) & (~Q(person__in=carried) | Q(brought_by=user))


def counts_waiting(for_user: User) -> dict[str, int]:
    """How many wait, and for how many of them the clock has run out."""
    late = Count("pk", filter=Q(decide_by__lt=now()))
    high = Count("pk", filter=Q(danger="high"))
    return in_sight_of(for_user).waiting().aggregate(waiting=Count("pk"), late=late, high=high)


def referral_of(referral_id: UUID, *, for_user: User) -> Referral:
    """One referral, decided or not; else 404. Where it became a sensitive case, only those who
    may know of the case still find it."""
    referrals = open_to(for_user).select_related("person", "programme", "decided_by", "case")
    return get_object_or_404(referrals, pk=referral_id)


def open_to(user: User, referrals: QuerySet | None = None) -> QuerySet:
    """Of all, or of these, the referrals in sight; those that became a sensitive case for those
    alone who may know it."""
    some = Referral.objects.all() if referrals is None else referrals
    known = Q(case__in=Case.objects.visible_to(user).values("pk"))
    return some.filter(_in_sight(user)).filter(Q(case=None) | Q(case__sensitive=False) | known)


def workers_for(referral: Referral, *, reader: User) -> QuerySet[User]:
    """Who could take it on. For a reader who is behind a wall herself nobody is left out because
    of one: who is missing would tell her."""
    workers = those_who_can_take_a_case()
    behind = Wall.objects.hide(referral.person_id, reader)
    return workers if behind else unwalled(workers, referral.person)


def first_contact_of(case: Case) -> Item | None:
    """The first contact that a worker was asked to make, while it waits."""
    return Item.objects.open().about(case, "first_contact").first()


def crime_of_case(reference: str, *, for_user: User) -> CrimeEvent | None:
    """The crime of a case that this user may see. A case out of sight answers as a missing one."""
    case = Case.objects.visible_to(for_user).filter(reference=reference).first()
    events = CrimeEvent.objects.filter(clients__case=case) if case else CrimeEvent.objects.none()
    return events.order_by(F("on").desc(nulls_last=True), "pk").first()


def owner_of_referral(referral_id: UUID) -> UUID | None:
    """Under whose key what is typed about it lies: the case that it became, or the person."""
    owners = Referral.objects.filter(pk=referral_id).values_list("case", "person").first()
    return owners and (owners[0] or owners[1])


def owner_of_wait(wait_id: UUID) -> UUID | None:
    """The same for whoever waits."""
    owners = Referral.objects.filter(waits=wait_id).values_list("case", "person").first()
    return owners and (owners[0] or owners[1])


def owner_of_call(call_id: UUID) -> UUID | None:
    """A call has a key of its own, until it is forgotten."""
    return Call.objects.filter(pk=call_id).values_list("pk", flat=True).first()
