"""A hold is set by one person and lifted by two."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.cases.second_eyes import LEADS
from alongside.casework.erasures.forms import HoldForm
from alongside.casework.erasures.kept import about_of, in_words_of
from alongside.casework.keeping.commands import (
    AnotherPersonMust,
    ask_to_lift_hold,
    lift_hold,
    set_hold,
)
from alongside.casework.keeping.queries import hold_of, holds_of, kept_of, kept_page_of
from alongside.foundation.access.doors import require
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds


@case_page(Permission.CASE_READ)
def listing(request, case):
    form, may_set = HoldForm(request.POST or None), holds(request.user, Permission.CASE_CHANGE)
    if request.method == "POST":
        require(Permission.CASE_CHANGE, request.user)
    if form.is_valid():
        set_hold(case.person, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("On hold. Nothing of theirs is erased or rewritten."))
        return redirect("erasures:holds", case.pk)
    context = {
        "title": _("Hold: keep everything"),
        "case": case,
        "form": form,
        "holds": holds_of(case.person),
    }
    context["may_set"] = may_set
    context["leads"] = holds(request.user, LEADS)
    if context["leads"]:
        context["kept"] = _kept_in(request, case)
    return render(request, "erasures/holds.html", context)


def _kept_in(request, case):
    page = kept_page_of(case.person, case.pk, after=request.GET.get("after"))
    for each in page.rows:
        each.about = about_of(each)
    return page


@case_page(Permission.CASE_ALLOCATE)
def kept(request, case, kept_id):
    kept = kept_of(case.person, case.pk, kept_id)
    context = {"title": _("As it stood before"), "case": case, "kept": kept}
    context |= {"about": about_of(kept), "rows": in_words_of(kept)}
    return render(request, "erasures/kept.html", context)


@case_page(Permission.CASE_ALLOCATE)
def lift(request, case, hold_id):
    hold = hold_of(case.person, hold_id)
    if request.method != "POST":
        return redirect("erasures:holds", case.pk)
    if hold.lifting_asked_by_id in (None, request.user.pk):
        ask_to_lift_hold(hold, by=request.user)
        messages.success(request, _("Asked. The hold stands until a second person agrees."))
        return redirect("erasures:holds", case.pk)
    try:
        lift_hold(hold, by=request.user)
        messages.success(request, _("The hold is lifted."))
    except AnotherPersonMust:
        messages.error(request, _("Another person must agree. The hold stands."))
    return redirect("erasures:holds", case.pk)
