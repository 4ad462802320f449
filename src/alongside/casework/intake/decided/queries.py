"""What was decided lately, so that somebody who rings back is found."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models.functions import Coalesce

from alongside.casework.cases.models import Case
from alongside.casework.cases.sight.queries import workers_of
from alongside.casework.intake.decided.commands import UNDONE_WITHIN
from alongside.casework.intake.decided.models import Undone
from alongside.casework.intake.models import ACCEPTED, DECLINED, LISTED, Referral
from alongside.casework.intake.queries import open_to
from alongside.casework.keeping.guards import erased
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now
from alongside.foundation.ui.paging import Page, page_of

LOOKED_BACK = timedelta(days=90)
ROWS = 15
STATES = (ACCEPTED, DECLINED, LISTED)


@dataclass(frozen=True)
class Decided:
    """One referral and, where it became an ordinary case, who stands beside her."""

    referral: Referral
    workers: list[User]
    sees: bool


def decided_page(*, for_user: User, state: str, after: str | None) -> Page:
    """The latest first, of the last 90 days; those who wait, whenever they came. What was erased
    is not told of any more."""
    found = _in_sight(for_user).annotate(on=Coalesce("decided_at", "received_at"))
    if state == LISTED:
        wanted = found.filter(state=LISTED)
    else:
        lately = found.filter(decided_at__gte=now() - LOOKED_BACK)
        states = [state] if state in (ACCEPTED, DECLINED) else [ACCEPTED, DECLINED]
        wanted = lately.filter(state__in=states)
    page = page_of(wanted, by=["-on"], after=after, size=ROWS)
    cases = [referral.case_id for referral in page.rows if referral.case_id]
    visible = Case.objects.visible_to(for_user).filter(pk__in=cases)
    seen, workers = set(visible.values_list("pk", flat=True)), workers_of(cases)
    rows = [Decided(r, workers.get(r.case_id, []), r.case_id in seen) for r in page.rows]
    return Page(rows, page.next_after)


def _in_sight(user):
    kept = open_to(user).exclude(erased("person", "case"))
    return kept.select_related("person", "decided_by", "case")


def may_be_undone(referral: Referral) -> bool:
    """Whether it was declined, and the days for taking that back are not over."""
    if referral.state != DECLINED or referral.decided_at is None:
        return False
    return referral.decided_at >= now() - UNDONE_WITHIN


def undone_of(referral: Referral) -> list[Undone]:
    """Every decline of it that was taken back, the newest first."""
    found = list(Undone.objects.filter(referral=referral).select_related("by", "declined_by"))
    for each in found:
        each.referral = referral
    return found
