"""Erasing somebody who was declined: no case was ever opened, so it is ordered at the referral."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.casework.erasures.carrying import carry_out
from alongside.casework.erasures.commands import (
    agree_to_erasure,
    call_off_erasure,
    order_erasure,
)
from alongside.casework.erasures.forms import GroundForm
from alongside.casework.erasures.queries import order_on_person
from alongside.casework.erasures.views.ordering import WHY_NOT, WHY_NOT_AGREED
from alongside.casework.intake.models import DECLINED
from alongside.casework.intake.pages import referral_page
from alongside.casework.keeping.commands import ErasedAlready
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.hands import one_hand


@referral_page(Permission.REFERRAL_TRIAGE)
def order(request, referral):
    if not _only_declined(referral):
        return redirect("intake:decide", referral.pk)
    standing, form = order_on_person(referral.person_id), GroundForm(request.POST or None)
    may_order = holds(request.user, Permission.RECORD_ERASE)
    if may_order and form.is_valid() and _ordered(request, referral, form):
        return redirect("erasures:declined", referral.pk)
    context = {"title": _("Erase for good"), "referral": referral, "form": form, "order": standing}
    context["may_order"] = may_order
    context["may_agree"] = standing and not one_hand(standing.ordered_by_id, request.user.pk)
    return render(request, "erasures/declined.html", context)


@referral_page(Permission.REFERRAL_TRIAGE)
@require_POST
def agree(request, referral):
    try:
        erasure = agree_to_erasure(_order_on(referral), by=request.user)
        done = carry_out(erasure, by=request.user)
    except tuple(WHY_NOT_AGREED) as trouble:
        messages.error(request, WHY_NOT_AGREED[type(trouble)])
        return redirect("erasures:declined", referral.pk)
    messages.success(request, _("Erased.") if done.completed_at else _("The keys are destroyed."))
    return redirect("intake:triage")


@referral_page(Permission.REFERRAL_TRIAGE)
@require_POST
def call_off(request, referral):
    try:
        call_off_erasure(_order_on(referral), by=request.user)
        messages.success(request, _("Called off. Nothing was erased."))
    except ErasedAlready:
        messages.error(request, _("It was agreed already and cannot be called off."))
    return redirect("erasures:declined", referral.pk)


def _only_declined(referral):
    """Whoever has a case is erased from there, with every case of theirs in sight."""
    return referral.state == DECLINED and not referral.person.cases.exists()


def _order_on(referral):
    standing = order_on_person(referral.person_id)
    if standing is None or not _only_declined(referral):
        raise Http404
    return standing


def _ordered(request, referral, form):
    ground = form.cleaned_data["ground"]
    try:
        order_erasure(referral.person, case=None, ground=ground, by=request.user, once=form.once)
    except tuple(WHY_NOT) as trouble:
        form.add_error(None, WHY_NOT[type(trouble)])
        return False
    messages.success(request, _("Ordered. Nothing is erased before a second person agrees."))
    return True
