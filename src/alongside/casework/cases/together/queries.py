"""The cases at other records of the same person, as far as one reader may know of them."""

from django.db.models import Exists, OuterRef, QuerySet

from alongside.casework.cases.models import Case
from alongside.casework.cases.together.circumstances import circumstances_at
from alongside.casework.keeping.guards import erased
from alongside.foundation.accounts.models import User

LONGEST = 20


def cases_elsewhere(case: Case, *, reader: User) -> QuerySet[Case]:
    """Those she sees; nobody's where the person has one record, without a statement."""
    if case.person.lead_id is None:
        return Case.objects.none()
    hers = Case.objects.visible_to(reader).filter(person__lead=case.person.lead_id)
    return hers.exclude(person=case.person_id).filter(~erased("person", "pk"))


def list_elsewhere(case: Case, *, reader: User) -> list[Case]:
    """The same for the page of the case: open ones first, the newest before all. What stands in
    them for the banner is read along."""
    if case.person.lead_id is None:
        return []
    seen = Exists(Case.objects.visible_to(reader).filter(pk=OuterRef("pk")))
    told = {"seen": seen, "gone": erased("person", "pk")}
    hers = dict(circumstances_at([case.person.lead_id], **told))
    case.in_other_cases = tuple(stands for other, stands in hers.items() if other != case)
    others = [other for other in hers if other.person_id != case.person_id]
    found = [other for other in others if other.seen and not other.gone]
    found.sort(key=lambda other: other.opened_on, reverse=True)
    return sorted(found, key=lambda other: not other.is_open)[:LONGEST]
