"""Holding a conference, telling a partner, and doing what was decided."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from alongside.casework.cases.models import Case
from alongside.casework.cases.moments import happened
from alongside.casework.consents.commands import use_consent
from alongside.casework.desk.conference.models import ACTION, Action, Conference, Partner
from alongside.casework.desk.conference.record import CONFERENCES
from alongside.casework.desk.conference.sharing import (
    consent_for,
    never_without_consent,
    told_with,
)
from alongside.casework.records.commands import add_record, withdraw_record
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today


class ReasonFirst(Exception):
    """She has not agreed that this agency is told this: it wants a ground and a reason."""


class NeverWithoutConsent(Exception):
    """Whatever the reason: this is told with her consent or not at all."""


@command("conference.held")
def hold_conference(case: Case, *, by: User, staff: Iterable[User] = (), **note: Any) -> Conference:
    """It enters the file; whoever writes it down took part."""
    conference = add_record(CONFERENCES, case, by=by, **note)
    conference.staff.set({by, *staff})
    return conference


@command("conference.partner_told")
def tell_partner(
    conference: Conference,
    *,
    agency: str,
    purpose: str,
    items: Iterable[str],
    by: User,
    name: str = "",
    ground: str = "",
    reason: str = "",
) -> Partner:
    """What somebody of another agency was told. On her consent it is noted as used; without one
    only what safety needs, with the ground and the reason. Raises ReasonFirst and
    NeverWithoutConsent."""
    case, items = conference.case, told_with(items)
    consent = consent_for(case, purpose, agency, items, now())
    partner = Partner(conference=conference, case=case, agency=agency, name=name, by=by)
    partner.purpose, partner.items = purpose, items
    if consent:
        use_consent(case, purpose=purpose, recipient=agency, items=items, by=by)
        partner.consent = consent.pk
    else:
        if never_without_consent(items):
            raise NeverWithoutConsent
        if not (ground and reason.strip()):
            raise ReasonFirst
        partner.ground, partner.reason = ground, reason
    partner.save(force_insert=True)
    if not consent:
        happened(case, "told_without_consent", on=today(), record=partner, by=by)
    return partner


@command("conference.action_agreed")
def agree_action(
    conference: Conference, *, words: str, owner: User, due: date, by: User, partner: str = ""
) -> Action:
    """It stands on the day of whoever does it, or of whoever asks a partner after it."""
    told = {"words": words, "owner": owner, "due": due, "partner": partner}
    action = Action(conference=conference, case=conference.case, made_by=by, **told)
    action.save(force_insert=True)
    put(conference.case, ACTION, due=due, source=action.pk, owner=owner.pk, by=by)
    return action


@command("conference.action_done")
def finish_action(action: Action, *, by: User) -> Action:
    """Done, by whoever did it."""
    if action.done_at is None:
        action.done_at = now()
        action.save(update_fields=["done_at"])
        settle(Item.objects.open().asked_for_by([action]), outcome="done", by=by)
    return action


@command("conference.withdrawn")
def withdraw_conference(conference: Conference, *, by: User) -> Conference:
    """It should not stand here; nobody need do what was agreed in it. What was told without her
    consent was told all the same, and stays in the chronology. Raises OnHold."""
    withdraw_record(conference, by=by)
    settle(Item.objects.open().asked_for_by(conference.actions.all()), outcome="withdrawn", by=by)
    return conference
