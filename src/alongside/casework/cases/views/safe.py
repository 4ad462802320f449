"""What is safe: every way to reach the person, and what they said about it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.commands import (
    change_safe_contact,
    tell_safe_contact,
    withdraw_safe_contact,
)
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.queries import last_change_to
from alongside.casework.people.commands import confirm_contact_point
from alongside.casework.people.forms import SafeContactForm, as_it_stands
from alongside.casework.people.queries import contact_point_of
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.audit.versions import ChangedMeanwhile


@case_page(Permission.CASE_READ)
def listing(request, case):
    may_change = holds(request.user, Permission.SAFE_CONTACT_WRITE)
    context = {"title": _("Safe contact"), "case": case, "may_change": may_change}
    return render(request, "cases/safe_contact.html", context)


@case_page(Permission.SAFE_CONTACT_WRITE)
@drafted
def add(request, case):
    kept, kept_at = restored(request)
    form = SafeContactForm(request.POST or None, initial=kept, new=True)
    if form.is_valid():
        tell_safe_contact(case, by=request.user, once=form.once, **form.values())
        messages.success(request, _("Saved. The banner above every page follows it."))
        return redirect("cases:safe_contact", case.pk)
    context = {"title": _("Add a number or address"), "case": case, "form": form}
    return render(request, "cases/change_safe_contact.html", {**context, "draft_kept_at": kept_at})


@case_page(Permission.SAFE_CONTACT_WRITE)
@drafted
def change(request, case, point_id):
    point = contact_point_of(case.person, point_id)
    kept, kept_at = restored(request)
    stands = as_it_stands(point)
    form = SafeContactForm(request.POST or None, initial={**stands, **(kept or {})}, new=False)
    context = {"title": _("Change what is safe"), "case": case, "form": form}
    context |= {"draft_kept_at": kept_at}
    if form.is_valid():
        try:
            change_safe_contact(case, point, by=request.user, once=form.once, **form.values())
        except ChangedMeanwhile:
            return _somebody_else_changed_it(request, case, point_id, context)
        messages.success(request, _("Saved. The banner above every page follows it."))
        return redirect("cases:safe_contact", case.pk)
    return render(request, "cases/change_safe_contact.html", context)


def _somebody_else_changed_it(request, case, point_id, context):
    theirs = contact_point_of(case.person, point_id)
    context["form"].take_over(theirs.version)
    context |= {"theirs": theirs, "last_change": last_change_to(theirs)}
    return render(request, "cases/change_safe_contact.html", context, status=409)


@case_page(Permission.SAFE_CONTACT_WRITE)
def confirm(request, case, point_id):
    point = contact_point_of(case.person, point_id)
    if request.method == "POST":
        confirm_contact_point(point, by=request.user)
        messages.success(request, _("Noted: confirmed today."))
    return redirect("cases:safe_contact", case.pk)


@case_page(Permission.SAFE_CONTACT_WRITE)
def withdraw(request, case, point_id):
    point = contact_point_of(case.person, point_id)
    if request.method == "POST":
        withdraw_safe_contact(case, point, by=request.user)
        messages.success(request, _("Withdrawn. Nobody can use it from here any more."))
        return redirect("cases:safe_contact", case.pk)
    context = {"title": _("Withdraw this way to reach them"), "case": case, "point": point}
    return render(request, "cases/withdraw.html", context)
