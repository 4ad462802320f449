"""Whether something may be told: the one function that is asked each time before it is."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from alongside.casework.cases.models import Case
from alongside.casework.consents.models import Consent, Unreachable
from alongside.foundation.packs.loader import choices
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken

WELFARE_CHECK, THAT_SHE_IS_HERE = "welfare_check", "is_client"


def agreed(
    case: Case, purpose: str, recipient: str, items: Iterable[str], at: datetime
) -> Consent | None:
    """The consent on which these items may be told to this one, for this purpose, at this moment;
    none where she has not said so, where it is over, taken back, or cannot be read."""
    for consent in _given({case.pk: case}, purpose, at):
        if _covers(consent, items) and _same(recipient, consent.recipient):
            return consent
    return None


def written_only() -> bool:
    """Whether only what she signs counts here, as for a release in the United States."""
    return "spoken" not in dict(choices("consent_how"))


def police_may_be_asked(case: Case, plan: Unreachable, at: datetime) -> bool:
    """She agreed to it; where a release is written, a signed one stands for it too. To ask them
    tells them that she is with us."""
    return case.pk in where_police_may_be_asked([(case, plan)], at)


def where_police_may_be_asked(plans: Iterable[tuple[Case, Unreachable]], at: datetime) -> set[UUID]:
    """The ids of those cases; one statement for them all where a release is written, else none."""
    agreed = {case.pk: case for case, plan in plans if plan.police == "yes"}
    if not agreed or not written_only():
        return set(agreed)
    signed = _given(agreed, WELFARE_CHECK, at)
    return {each.case_id for each in signed if _covers(each, [THAT_SHE_IS_HERE])}


def _given(cases, purpose, at):
    on = localtime(at).date()
    given = Consent.objects.filter(case__in=cases, purpose=purpose)
    given = given.filter(given_on__lte=on, until__gte=on)
    standing = given.exclude(withdrawal__at__lte=at).select_related("withdrawal")
    for consent in standing:
        consent.case = cases[consent.case_id]
        yield consent


def _covers(consent, items):
    items = set(items)
    try:
        return bool(items) and items <= set(consent.items)
    except (KeyGone, SealBroken):
        return False


def _same(one, other):
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
