"""The incidents that somebody may know of."""

from uuid import UUID

from django.db.models import F
from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Case
from alongside.casework.desk.incidents.models import Incident, Step
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.models import User
from alongside.foundation.ui.paging import Page, page_of


def incidents_of(user: User, *, after: str | None) -> Page:
    """The newest first."""
    seen = Incident.objects.visible_to(user).select_related("by")
    return page_of(seen, by=["-known_at"], after=after)


def incident_of(user: User, incident_id: UUID) -> Incident:
    """One of those; else 404, as if there were none."""
    seen = Incident.objects.visible_to(user).select_related("by", "about", "case__person")
    return get_object_or_404(seen, pk=incident_id)


def steps_of(incident: Incident) -> list[Step]:
    """What was done about it, in the order in which it was done."""
    steps = list(Step.objects.filter(incident=incident).select_related("by").order_by(F("at")))
    for step in steps:
        step.incident = incident
    return steps


def open_for(user: User) -> list[Incident]:
    """For Today: what others told and is not closed, for whoever handles it."""
    seen = Incident.objects.visible_to(user).open().exclude(by=user)
    return list(seen[:20])


def who_would_handle(case: Case | None, about: User | None, by: User) -> bool:
    """Whether anybody but whoever tells it, and whom it is about, would know of it."""
    roles = [role for role, held in ROLES.items() if Permission.INCIDENT_HANDLE in held]
    others = User.objects.who_may_sign_in().filter(role__in=roles).exclude(pk=by.pk)
    if about:
        others = others.exclude(pk=about.pk)
    reads = [one for one in others if Permission.CASE_READ in ROLES[one.role]]
    if case is None:
        return bool(reads)
    return any(Case.objects.visible_to(one).filter(pk=case.pk).exists() for one in reads)
