"""Which files are to be looked at, as far as this reader may know of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from alongside.casework.cases.models import Case, CaseCrime
from alongside.casework.erasures.due.periods import months_after, months_before, spans
from alongside.casework.keeping.guards import erased, on_hold
from alongside.casework.keeping.models import Erasure, KeptLonger
from alongside.casework.people.about.children import BANDS, CHILD
from alongside.casework.people.models import Child, Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.foundation.ui.paging import Page, page_of

AHEAD = timedelta(days=31)


@dataclass(frozen=True)
class Due:
    """One file, named by its reference: when support ended, and until when it is kept."""

    case: Case
    until: date


def due_cases(user: User) -> QuerySet[Case]:
    """Ended, and their time over within a month, at every record of the person. None on hold, for
    a hold stops the clock; none that was kept until a later day, is erased or ordered to be; none
    past a wall, and no sensitive one of which she may not know."""
    orders = Erasure.objects.under_way().of_case(OuterRef("person"), OuterRef("pk"))
    over = _time_is_over()
    elsewhere = _reckoned().filter(person__lead=OuterRef("person__lead")).exclude(over)
    cases = _reckoned().annotate(held=on_hold("person")).filter(over)
    cases = cases.exclude(Exists(elsewhere.filter(~erased("person", "pk"))))
    cases = cases.filter(~erased("person", "pk"), ~Exists(orders), held=False)
    known = Case.objects.visible_to(user).values("pk")
    return cases.exclude(person__in=Wall.objects.of(user)).filter(
        Q(sensitive=False) | Q(pk__in=known)
    )


def _reckoned():
    longer = KeptLonger.objects.filter(case=OuterRef("pk")).order_by("-at").values("until")[:1]
    return Case.objects.annotate(kept_until=Subquery(longer), childs=_of_a_child())


def _time_is_over():
    over = Q(pk__in=[])
    for span in spans():
        if span.months is not None:
            last = months_before(today() + AHEAD, span.months)
            over |= Q(ended_on__lte=last, childs=span.kind == CHILD)
    return over & (Q(kept_until=None) | Q(kept_until__lte=today() + AHEAD))


def _of_a_child():
    """By what is not sealed: the age somebody thought, who decides, what she was to the crime."""
    asked = Exists(Child.objects.filter(person=OuterRef("person")))
    as_child = Exists(CaseCrime.objects.filter(case=OuterRef("pk"), client_kind=CHILD))
    young = Exists(Case.objects.filter(pk=OuterRef("pk"), person__age_band__in=BANDS))
    return asked | as_child | young


def due_page(user: User, *, after: str | None) -> Page:
    """Those opened first come first."""
    page = page_of(due_cases(user), by=["opened_on"], after=after)
    by_kind = {span.kind: span for span in spans()}
    rows = [Due(case, _until(case, by_kind)) for case in page.rows]
    return Page(rows, page.next_after)


def _until(case, by_kind):
    span = by_kind[CHILD if case.childs else "adult"]  # what is due has a span
    reckoned = months_after(case.ended_on, span.months or 0)
    return max(filter(None, (reckoned, case.kept_until)))


def chosen(user: User, ids: list[str]) -> list[Case]:
    """Those of the list that were ticked."""
    wanted = [UUID(each) for each in ids if _is_id(each)]
    return list(due_cases(user).filter(pk__in=wanted).select_related("person"))


def _is_id(words):
    try:
        return bool(UUID(words))
    except ValueError:
        return False
