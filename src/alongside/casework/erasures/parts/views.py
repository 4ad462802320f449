"""One person orders that the words of a part are taken out; another agrees, and it is done."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.casework.cases.pages import case_page
from alongside.casework.erasures.commands import CalledOff, UnderWay
from alongside.casework.erasures.forms import TakingOutForm
from alongside.casework.erasures.parts.commands import (
    StillNeeded,
    agree_to_taking_out,
    call_off_taking_out,
    order_taking_out,
    take_out,
)
from alongside.casework.erasures.parts.queries import order_of, part_of, still_in_backups
from alongside.casework.keeping.commands import AnotherPersonMust, ErasedAlready
from alongside.casework.keeping.guards import OnHold
from alongside.foundation.access.doors import require
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.hands import one_hand

WHY_NOT: dict[type[Exception], Any] = {
    OnHold: gettext_lazy("A hold stands on this person. Nothing is taken out until it is lifted"),
    StillNeeded: gettext_lazy(
        "This consent stands. Note first that it is taken back, then its words can go"
    ),
    UnderWay: gettext_lazy("This was ordered before. It waits for a second person"),
    ErasedAlready: gettext_lazy("This was taken out before"),
    AnotherPersonMust: gettext_lazy("Another person must agree. Nothing was taken out"),
    CalledOff: gettext_lazy("It was called off before you agreed. Nothing was taken out"),
}


@case_page(Permission.CASE_CHANGE)
def order(request, case, what, part_id):
    found = part_of(case, what, part_id)
    if found is None:
        raise Http404
    require(found.kind.read, request.user)
    if found.order:
        return redirect("erasures:part", case.pk, found.order.pk)
    form = TakingOutForm(request.POST or None)
    if form.is_valid() and (ordered := _ordered(request, case, form, (what, part_id))):
        return redirect("erasures:part", case.pk, ordered.pk)
    context = {"title": _("Take the words out"), "case": case, "form": form, "found": found}
    context["back"] = found.kind.back_to(case, found.row)
    return render(request, "erasures/take_out.html", context)


def _ordered(request, case, form, part):
    why = form.cleaned_data["ground"]
    try:
        ordered = order_taking_out(case, *part, ground=why, by=request.user, once=form.once)
    except tuple(WHY_NOT) as trouble:
        form.add_error(None, WHY_NOT[type(trouble)])
        return None
    messages.success(request, _("Ordered. The words go once a second person has agreed."))
    return ordered


@case_page(Permission.CASE_CHANGE)
def part(request, case, taking_id):
    """What was ordered; once it is done, what became of it."""
    order, found = _standing(request, case, taking_id)
    context = {"title": _("Take the words out"), "case": case, "order": order, "found": found}
    context["back"] = found.kind.back_to(case, found.row)
    leads = holds(request.user, Permission.CASE_ALLOCATE)
    context["may_agree"] = leads and not one_hand(order.ordered_by_id, request.user.pk)
    context["in_backups"] = still_in_backups(order)
    return render(request, "erasures/part.html", context)


def _standing(request, case, taking_id):
    order = order_of(case, taking_id)
    found = part_of(case, order.what, order.part)
    if found is None:
        raise Http404
    require(found.kind.read, request.user)
    return order, found


@case_page(Permission.CASE_ALLOCATE)
def agree(request, case, taking_id):
    """Also pressed once more to go on after somebody was reading the database for long."""
    order, _found = _standing(request, case, taking_id)
    if request.method != "POST":
        return redirect("erasures:part", case.pk, order.pk)
    try:
        if not order.agreed_at:
            agree_to_taking_out(order, case, by=request.user)
        done = take_out(order, by=request.user)
    except tuple(WHY_NOT) as trouble:
        messages.error(request, WHY_NOT[type(trouble)])
    else:
        said = _("The words are taken out.") if done.completed_at else _("The words are gone.")
        messages.success(request, said)
    return redirect("erasures:part", case.pk, order.pk)


@case_page(Permission.CASE_CHANGE)
def call_off(request, case, taking_id):
    order, found = _standing(request, case, taking_id)
    if request.method != "POST":
        return redirect("erasures:part", case.pk, order.pk)
    try:
        call_off_taking_out(order, by=request.user)
        messages.success(request, _("Called off. Nothing was taken out."))
    except ErasedAlready:
        messages.error(request, _("It was agreed already and cannot be called off."))
        return redirect("erasures:part", case.pk, order.pk)
    return redirect(found.kind.back_to(case, found.row))
