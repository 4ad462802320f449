"""What whoever covers should know: each case she may see, its brief, and what is next."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.casework.cases.models import Case
from alongside.casework.desk.cover.models import Covered
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.packs.loader import words
from alongside.foundation.vault.reading import told
from alongside.organisation.workforce.away.models import Absence


@dataclass(frozen=True)
class BriefLine:
    """One case of somebody who is away."""

    covered: Covered
    case: Case
    brief: str
    ahead: list[tuple[Item, str]]


def brief_of(absence: Absence, reader: User) -> list[BriefLine]:
    """The cases of this absence that the reader may see, in the order of danger; before it began
    also those that will be opened to whoever covers, without a word of them."""
    visible = Case.objects.visible_to(reader).filter(ended_on=None)
    covered = Covered.objects.filter(absence=absence, case__in=visible.values("pk"))
    rows = list(covered.select_related("case__person", "stand_in"))
    ahead = _ahead_of([row.case_id for row in rows])
    return [
        BriefLine(row, row.case, told(row, "brief"), ahead.get(row.case_id, [])[:3]) for row in rows
    ]


def _ahead_of(cases: Iterable[UUID]) -> dict[UUID, list[tuple[Item, str]]]:
    found: dict[UUID, list[tuple[Item, str]]] = {}
    for item in Item.objects.open().filter(subject__in=list(cases)):
        found.setdefault(item.subject, []).append((item, words("agenda", item.kind)))
    return found


def those_who_can_cover(user: User) -> QuerySet[User]:
    """Colleagues whose role leads a case, but for the one who is away."""
    roles = [role for role, held in ROLES.items() if Permission.CASE_CHANGE in held]
    able = Q(role__in=roles) | Q(other_role__in=roles)
    return User.objects.who_may_sign_in().filter(able).exclude(pk=user.pk)
