"""Writing into the ledger: given, used, taken back; and what was said of the rest."""

from collections.abc import Iterable
from datetime import date, timedelta

from alongside.casework.cases.models import Case
from alongside.casework.cases.moments import happened
from alongside.casework.consents.ledger import agreed
from alongside.casework.consents.models import (
    CONSENT_ENDS,
    LONGEST,
    Consent,
    Said,
    Unreachable,
    Use,
    Withdrawal,
)
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today
from alongside.foundation.packs.loader import choices

NEAR = timedelta(days=14)


class OpenEnded(Exception):
    """A consent ends, after it begins and within a year."""


class NotInThisWay(Exception):
    """Here a consent does not count when it is given like this."""


class NotAgreed(Exception):
    """She has not agreed to it, or not any more: nothing is told."""


@command("consent.given")
def give_consent(
    case: Case,
    *,
    purpose: str,
    recipient: str,
    items: Iterable[str],
    given_on: date,
    until: date,
    how: str,
    by: User,
) -> Consent:
    """She agreed. Before it ends it comes back on the worker's day. Raises OpenEnded and
    NotInThisWay."""
    if not given_on < until <= given_on + LONGEST:
        raise OpenEnded
    if how not in dict(choices("consent_how")):
        raise NotInThisWay
    told = {"purpose": purpose, "recipient": recipient, "items": sorted(items), "how": how}
    consent = Consent(case=case, given_on=given_on, until=until, told_by=by, **told)
    consent.save(force_insert=True)
    happened(case, "consent_given", on=given_on, record=consent, by=by)
    due = max(today(), until - NEAR)
    put(case, CONSENT_ENDS, due=due, source=consent.pk, owner=by.pk, by=by)
    return consent


@command("consent.withdrawn", when_full=True)
def withdraw_consent(consent: Consent, *, by: User) -> Withdrawal:
    """In one step, said in whatever way: whatever waited on it is settled. What was told before
    cannot be called back."""
    withdrawal, new = Withdrawal.objects.get_or_create(consent=consent, defaults={"by": by})
    if new:
        settle(Item.objects.open().asked_for_by([consent]), outcome="withdrawn", by=by)
        happened(consent.case, "consent_withdrawn", on=today(), record=consent, by=by)
    return withdrawal


@command("consent.used")
def use_consent(case: Case, *, purpose: str, recipient: str, items: Iterable[str], by: User) -> Use:
    """Asked at the moment in which something is told, and noted. Raises NotAgreed."""
    consent = agreed(case, purpose, recipient, items, now())
    if consent is None:
        raise NotAgreed
    return Use.objects.create(consent=consent, by=by)


@command("consent.said")
def say(
    case: Case, *, what: str, by: User, answer: str = "", basis: str = "", words: str = ""
) -> Said:
    """Whether she agrees to our support or to be asked, or our legal ground; earlier lines stay."""
    said = Said(case=case, what=what, answer=answer, basis=basis, words=words, by=by)
    said.save(force_insert=True)
    return said


@command("unreachable.agreed")
def agree_if_unreachable(
    case: Case, *, after_days: int, ask: str, police: str, tries: int, message: str, by: User
) -> Unreachable:
    """What we do if we cannot reach her; agreed anew it takes the place of the line before."""
    told = {"after_days": after_days, "ask": ask, "police": police, "tries": tries}
    plan = Unreachable(case=case, message=message, by=by, **told)
    plan.save(force_insert=True)
    happened(case, "unreachable_agreed", on=today(), record=plan, by=by)
    return plan
