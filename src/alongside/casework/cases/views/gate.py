"""The gate: a number is shown once, when it may be rung, or when somebody says why it must be."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.commands import (
    look_at_override,
    override_safe_contact,
)
from alongside.casework.cases.forms import OverrideForm
from alongside.casework.cases.models import OVERRIDE_REVIEW
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.queries import (
    override_of,
    overrides_of,
    standing_of,
    waiting_for,
    works_on,
)
from alongside.casework.cases.second_eyes import second_eyes_on
from alongside.casework.people.commands import show_contact_point
from alongside.casework.people.safe_contact import DIED, FIRST_CONTACT
from alongside.foundation.access.permissions import Permission
from alongside.foundation.clock import now

FRESH = timedelta(minutes=1)


@case_page(Permission.NUMBER_SEE)
def number(request, case, point_id):
    if request.method != "POST":
        return redirect("cases:safe_contact", case.pk)
    standing = standing_of(case, point_id)
    if standing.code == DIED:
        return redirect("cases:safe_contact", case.pk)
    first = standing.point.state == "first_contact"
    if not (case.is_open and standing.may_ring) or (first and not works_on(request.user, case)):
        return redirect("cases:override", case.pk, point_id)
    show_contact_point(standing.point, by=request.user)  # each look is a line of its own
    return _shown(request, case, standing)


@case_page(Permission.NUMBER_SEE)
def override(request, case, point_id):
    standing, form = standing_of(case, point_id), OverrideForm(request.POST or None)
    if standing.code == DIED:  # no reason opens it: whoever is left is not reached by this
        return redirect("cases:safe_contact", case.pk)
    own = standing.code != FIRST_CONTACT or works_on(request.user, case)
    if request.method != "POST" and case.is_open and standing.may_ring and own:
        return redirect("cases:safe_contact", case.pk)
    if form.is_valid():
        why = form.values()
        made = override_safe_contact(
            case, point=standing.point, **why, by=request.user, once=form.once
        )
        if now() - made.at > FRESH:  # an old form sent again opens nothing
            return redirect("cases:safe_contact", case.pk)
        return _shown(request, case, standing, overridden=True)
    context = {"title": _("Not safe to contact now"), "case": case, "form": form}
    return render(request, "cases/override.html", {**context, "standing": standing})


def _shown(request, case, standing, *, overridden=False):
    context = {"title": _("Shown this once"), "case": case, "standing": standing}
    context["second_eyes"] = second_eyes_on(case, request.user).name if overridden else ""
    return render(request, "cases/number.html", {**context, "overridden": overridden})


@case_page(Permission.CASE_READ)
def overrides(request, case):
    waiting = waiting_for(request.user, case, OVERRIDE_REVIEW)
    context = {"title": _("Contact outside what was called safe"), "case": case}
    found = overrides_of(case)
    others = {override.pk for override in found if override.by != request.user}
    context |= {"overrides": found, "waiting": waiting & others}
    return render(request, "cases/overrides.html", context)


@case_page(Permission.CASE_READ)
def look(request, case, override_id):
    override = override_of(case, override_id)
    waiting = waiting_for(request.user, case, OVERRIDE_REVIEW)
    asked = override.pk in waiting and override.by != request.user
    if request.method == "POST" and asked:
        look_at_override(override, by=request.user)
        messages.success(request, _("Noted that you have looked at it."))
        return redirect("cases:overrides", case.pk)
    context = {"title": _("Look at an override"), "case": case, "asked": asked}
    return render(request, "cases/look.html", {**context, "override": override})
