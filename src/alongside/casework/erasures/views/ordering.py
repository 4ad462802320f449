"""One person orders that a person or case is erased; another agrees, and it is done."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.casework.cases.pages import case_page
from alongside.casework.erasures.carrying import carry_out_everywhere
from alongside.casework.erasures.commands import (
    CalledOff,
    NotYet,
    UnderWay,
    agree_to_erasure,
    call_off_erasure,
    order_erasure,
)
from alongside.casework.erasures.forms import WHOLE, ErasureForm
from alongside.casework.erasures.queries import order_on, who_orders
from alongside.casework.keeping.commands import AnotherPersonMust, ErasedAlready
from alongside.casework.keeping.guards import OnHold
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.hands import one_hand

WHY_NOT: dict[type[Exception], Any] = {
    OnHold: gettext_lazy(
        "A hold stands on this person. Nothing is erased until two people lift it"
    ),
    NotYet: gettext_lazy(
        "Support, a referral or a second look is still open. Bring that to its end first"
    ),
    UnderWay: gettext_lazy("An erasure was ordered before. It waits for a second person"),
    ErasedAlready: gettext_lazy("This was erased before"),
}
WHY_NOT_AGREED: dict[type[Exception], Any] = {
    OnHold: gettext_lazy("A hold stands on this person. Nothing was erased."),
    AnotherPersonMust: gettext_lazy("Another person must agree. Nothing was erased."),
    NotYet: gettext_lazy(
        "Something has come up since it was ordered: support, a referral or a second look is open. "
        "Nothing was erased. Bring that to its end first."
    ),
    CalledOff: gettext_lazy("It was called off before you agreed. Nothing was erased."),
}


@case_page(Permission.CASE_ALLOCATE)
def order(request, case):
    standing = order_on(case)
    may_order = holds(request.user, Permission.RECORD_ERASE)
    form = ErasureForm(request.POST or None)
    if may_order and form.is_valid() and _ordered(request, case, form):
        return redirect("erasures:order", case.pk)
    context = {"title": _("Erase for good"), "case": case, "form": form, "order": standing}
    context |= {"may_order": may_order, "who_orders": ""}
    if not may_order and not standing:
        context["who_orders"] = who_orders(case)
    context["may_agree"] = standing and not one_hand(standing.ordered_by_id, request.user.pk)
    return render(request, "erasures/order.html", context)


def _ordered(request, case, form):
    only = None if form.cleaned_data["reach"] == WHOLE else case
    ground = form.cleaned_data["ground"]
    try:
        order_erasure(case.person, case=only, ground=ground, by=request.user, once=form.once)
    except tuple(WHY_NOT) as trouble:
        form.add_error(None, WHY_NOT[type(trouble)])
        return False
    messages.success(request, _("Ordered. Nothing is erased before a second person agrees."))
    return True


def _order_of(case, erasure_id):
    standing = order_on(case)
    if standing is None or standing.pk != erasure_id:
        raise Http404
    return standing


@case_page(Permission.CASE_ALLOCATE)
def agree(request, case, erasure_id):
    erasure = _order_of(case, erasure_id)
    if request.method != "POST":
        return redirect("erasures:order", case.pk)
    try:
        agree_to_erasure(erasure, by=request.user)
        done = carry_out_everywhere(erasure, by=request.user)
    except tuple(WHY_NOT_AGREED) as trouble:
        messages.error(request, WHY_NOT_AGREED[type(trouble)])
        return redirect("erasures:order", case.pk)
    messages.success(request, _what_was_done(done))
    if not done.destroyed_at:
        return redirect("erasures:order", case.pk)
    if holds(request.user, Permission.RECORD_ERASE):
        return redirect("erasures:certificate", erasure.pk)
    return redirect("desk:caseload")


def _what_was_done(erasure):
    if not erasure.destroyed_at:
        return _("Agreed. Nothing is erased before everybody has agreed who has to.")
    return _("Erased.") if erasure.completed_at else _("The keys are destroyed.")


@case_page(Permission.CASE_ALLOCATE)
def call_off(request, case, erasure_id):
    erasure = _order_of(case, erasure_id)
    if request.method == "POST":
        try:
            call_off_erasure(erasure, by=request.user)
            messages.success(request, _("Called off. Nothing was erased."))
        except ErasedAlready:
            messages.error(request, _("It was agreed already and cannot be called off."))
    return redirect("erasures:order", case.pk)
