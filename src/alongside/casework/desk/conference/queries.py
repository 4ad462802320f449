"""What the page of a conference shows, and who may be asked to do something."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Case
from alongside.casework.consents.models import Consent
from alongside.casework.desk.conference.models import Action, Conference, Partner
from alongside.casework.people.queries import unwalled
from alongside.foundation.accounts.models import User
from alongside.foundation.packs.loader import words
from alongside.foundation.vault.reading import told
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken

LONGEST = 50


@dataclass(frozen=True)
class Told:
    """One partner: what was told, in words, and the consent it was told on."""

    partner: Partner
    items: list[str]
    consent: Consent | None


def those_in_sight(case: Case) -> QuerySet[User]:
    """Colleagues who may see the case: only they sit in a meeting about it."""
    about = Q(allocations__case=case, allocations__until=None)
    leading = User.objects.filter(about)
    seeing = about | Q(supervised_teams__memberships__user__in=leading)
    named = Q(pk__in=case.named_readers.values("user"))
    asked = named if case.sensitive else seeing | named
    return unwalled(User.objects.filter(asked, is_active=True).distinct(), case.person)


def partners_of(conference: Conference) -> list[Told]:
    """Whoever of other agencies took part, in the order they were told."""
    partners = list(conference.partners.select_related("by")[:LONGEST])
    ids = [partner.consent for partner in partners if partner.consent]
    consents = Consent.objects.in_bulk(ids)
    found = []
    for partner in partners:
        partner.case = conference.case
        found.append(Told(partner, _items_of(partner), consents.get(partner.consent)))
    return found


def _items_of(partner):
    try:
        return [words("consent_item", item) for item in partner.items]
    except (KeyGone, SealBroken):
        return [told(partner, "items")]


def actions_of(conference: Conference) -> list[Action]:
    """What was to be done, the earliest first."""
    found = list(conference.actions.select_related("owner")[:LONGEST])
    for action in found:
        action.case = conference.case
    return found


def action_of(case: Case, action_id: UUID) -> Action:
    """One of this case that was not withdrawn with its conference; else 404."""
    standing = Action.objects.filter(case=case, conference__withdrawn_at=None)
    action = get_object_or_404(standing.select_related("owner", "conference"), pk=action_id)
    action.case = case
    return action


def actions_by_id(ids: Iterable[UUID], cases: dict[UUID, Case]) -> dict[UUID, Action]:
    """The actions behind some rows of the agenda, in one statement."""
    found = Action.objects.select_related("owner").in_bulk(list(ids))
    for action in found.values():
        action.case = cases[action.case_id]
    return found
