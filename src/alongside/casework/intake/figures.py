"""What may be counted of referrals: how they came, what was decided, and how long it took."""

from datetime import date

from django.db.models import Case, ExpressionWrapper, F, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from alongside.casework.intake.models import DECLINED, Call, Referral
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


def _calls(first: date) -> QuerySet:
    led_to = CodedField(_("what it led to"), vocabulary="call_led_to")
    counted = When(referral=None, then=Value("counted"))
    return Call.objects.annotate(
        led_to=Case(counted, default=Value("referral"), output_field=led_to)
    )


CALLS = Figure(
    name="calls",
    title=_("Calls to the line"),
    said=_("Calls by the day they came in, with or without a name. No person is counted here."),
    queryset=_calls,
    dated="began_at",
    by=(By(_("Calls by kind and what they led to"), "kind", "led_to"),),
    order=19,
    within=(),
)
