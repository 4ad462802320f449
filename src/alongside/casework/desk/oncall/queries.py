"""The on-call log, as far as the reader may know."""

from alongside.casework.cases.models import Allocation, Case
from alongside.casework.desk.oncall.models import NightEntry
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.ui.paging import Page, page_of


def nights_of(user: User, *, after: str | None) -> Page:
    """The lines that this user may read, the newest first."""
    lines = NightEntry.objects.visible_to(user)
    return page_of(lines.select_related("by", "taken_by", "case__person"), by=["-at"], after=after)


def handed_to(user: User) -> list[NightEntry]:
    """For Today: what came and nobody has taken into the day. To whoever leads all she may read,
    to others what belongs to a case of theirs; not what she wrote herself."""
    waiting = NightEntry.objects.visible_to(user).waiting().exclude(by=user)
    if not holds(user, Permission.CASE_ALLOCATE):
        own = Allocation.objects.filter(worker=user, until=None).values("case")
        waiting = waiting.filter(case__in=own)
    return list(waiting.select_related("by", "case__person")[:20])


def case_by_reference(user: User, typed: str) -> Case | None:
    """The case of this reference, if this user may see it; a missing and a hidden one alike."""
    reference = "".join(typed.split()).upper()
    return Case.objects.visible_to(user).filter(reference=reference).first()
