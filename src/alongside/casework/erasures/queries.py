"""What the pages about erasures show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Case
from alongside.casework.cases.queries import those_who_may_erase
from alongside.casework.cases.sight.queries import kept_from
from alongside.casework.erasures.reach import cases_of
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.models import Wall
from alongside.casework.people.queries import unwalled
from alongside.foundation.accounts.models import User
from alongside.foundation.backups.queries import still_about
from alongside.foundation.clock import today
from alongside.foundation.ui.paging import Page, page_of
from alongside.foundation.vault.erasing import retired_on


def erasure_page_of(user: User, *, after: str | None) -> Page:
    """Every erasure, the newest first; none of a person behind a wall for this user, and none of
    a sensitive case of which this user may not know."""
    with_names = _in_sight_of(user).select_related("ordered_by", "agreed_by")
    return page_of(with_names, by=["-ordered_at"], after=after)


def erasure_of(erasure_id: UUID, *, for_user: User) -> Erasure:
    """One erasure; else 404, as for one behind a wall."""
    erasures = _in_sight_of(for_user)
    return get_object_or_404(erasures.select_related("ordered_by", "agreed_by"), pk=erasure_id)


def _in_sight_of(user):
    closed = kept_from(user)
    alone = Exists(closed.filter(pk=OuterRef("case")))
    with_its_person = Q(case=None) & Exists(closed.filter(person=OuterRef("person")))
    return Erasure.objects.exclude(person__in=Wall.objects.of(user)).exclude(
        alone | with_its_person
    )


def order_on(case: Case) -> Erasure | None:
    """The order that waits for a second person, for this case or its whole person."""
    orders = Erasure.objects.under_way().of_case(case.person_id, case.pk)
    return orders.select_related("ordered_by").first()


def order_on_person(person_id: UUID) -> Erasure | None:
    """The order that waits for a second person, for all of somebody who has no case."""
    orders = Erasure.objects.under_way().filter(person=person_id, case=None)
    return orders.select_related("ordered_by").first()


def who_orders(case: Case) -> str:
    """The names of those who may order it, so that one knows whom to ask."""
    may = unwalled(those_who_may_erase(), case.person)
    return ", ".join(may.order_by("name").values_list("name", flat=True)[:5])


@dataclass(frozen=True)
class Gone:
    """From when on no copy opens. The day is not fixed before the organisation's key of that
    moment is retired; `backups` is the day on which the last old backup is thrown away. Where
    that day has passed and one still lies there, it is `overdue` and no day is fixed."""

    retired: date | None
    backups: date | None
    overdue: bool = False

    @property
    def day(self) -> date | None:
        if not self.retired or self.overdue:
            return None
        return max(filter(None, (self.retired, self.backups)))


def gone_from(erasure: Erasure) -> Gone:
    """What is known today of the copies that are still about."""
    backups, moment = erasure.gone_from_backups_on, erasure.destroyed_at
    overdue = bool(moment and backups and backups < today() and still_about(moment))
    return Gone(retired_on(erasure.wrapped_by), backups, overdue)


def codes_of(erasure: Erasure) -> Iterable[str]:
    """The references of the cases that were erased, as they are read out."""
    return [case.code for case in cases_of(erasure).order_by("opened_on", "pk")]
