"""What may be counted of referrals: how they came, what was decided, and how long it took."""

from datetime import date

from django.db.models import ExpressionWrapper, F, QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.casework.intake.models import DECLINED, Referral
from alongside.casework.intake.queries import open_to
from alongside.foundation.access.permissions import Permission
from alongside.foundation.figures import By, Figure, waited
from alongside.foundation.packs.fields import CodedField


def _received(first: date) -> QuerySet:
    decision = CodedField(_("decision"), vocabulary="decision")
    return Referral.objects.annotate(
        decision=ExpressionWrapper(F("state"), output_field=decision),
        waited=waited("received_at", "decided_at"),
    )


RECEIVED = Figure(
    name="referrals",
    title=_("Referrals received"),
    said=_(
        "Referrals by the day they reached us. The decision is the one that stands now; the "
        "waiting time runs until it."
    ),
    queryset=_received,
    dated="received_at",
    by=(
        By(_("Referrals by decision and waiting time"), "decision", "waited"),
        By(_("Referrals by crime and how they came"), "crime", "source"),
    ),
    order=20,
    asked=("crime", "danger"),
    fields={"crime": "referral.crime"},
    within=("programme",),
    behind=lambda rows, user: open_to(user, rows),
    page="intake:decide",
    permission=Permission.REFERRAL_TRIAGE,
)
NOT_TAKEN_ON = Figure(
    name="referrals_declined",
    title=_("Referrals declined"),
    said=_("By the day they reached us. For reading here only: it would give small numbers away."),
    queryset=lambda first: Referral.objects.filter(state=DECLINED),
    dated="received_at",
    by=(By(_("Referrals declined, by reason"), "decline_reason"),),
    order=21,
    within=("programme",),
    behind=RECEIVED.behind,
    page="intake:decide",
    permission=Permission.REFERRAL_TRIAGE,
    leaves=False,
)
