"""What is safe: every way to reach the person, and what they said about it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.commands import (
    NotUsable,
    change_safe_contact,
    tell_safe_contact,
    withdraw_safe_contact,
)
from alongside.casework.cases.involved.queries import never_to_be_told
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.queries import last_change_to
from alongside.casework.cases.telling.commands import (
    confirm_safe_contact,
    take_back_mail,
    tell_safety_event,
)
from alongside.casework.cases.views.trying import accept, may_try, refuse
from alongside.casework.people.events.forms import SafetyEventForm
from alongside.casework.people.forms import SafeContactForm, as_it_stands
from alongside.casework.people.queries import contact_point_of
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.audit.versions import ChangedMeanwhile
from alongside.foundation.ui.forms import token_of


@case_page(Permission.CASE_READ)
def listing(request, case):
    may_change = holds(request.user, Permission.SAFE_CONTACT_WRITE)
    context = {"title": _("Safe contact"), "case": case, "may_change": may_change}
    context["never"] = never_to_be_told(case)
    return render(request, "cases/safe_contact.html", context)


@case_page(Permission.SAFE_CONTACT_WRITE)
@drafted
def add(request, case):
    kept, kept_at = restored(request)
    form = SafeContactForm(request.POST or None, initial=kept, new=True)
    if form.is_valid() and may_try(request, form):
        try:
            tell_safe_contact(case, by=request.user, once=form.once, **form.values())
            accept(request)
            messages.success(request, _("Saved. The banner above every page follows it."))
            return redirect("cases:safe_contact", case.pk)
        except NotUsable:
            refuse(request, case.person, form)
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
    if form.is_valid() and may_try(request, form):
        try:
            change_safe_contact(case, point, by=request.user, once=form.once, **form.values())
            accept(request)
            messages.success(request, _("Saved. The banner above every page follows it."))
            return redirect("cases:safe_contact", case.pk)
        except ChangedMeanwhile:
            return _somebody_else_changed_it(request, case, point_id, context)
        except NotUsable:
            refuse(request, case.person, form)
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
        confirm_safe_contact(case, point, by=request.user, once=token_of(request))
        messages.success(request, _("Noted: confirmed today."))
    return redirect("cases:safe_contact", case.pk)


@case_page(Permission.SAFE_CONTACT_WRITE)
def came_back(request, case, point_id):
    point = contact_point_of(case.person, point_id)
    if point.kind not in ("email", "post"):  # nothing is sent to it that could come back
        return redirect("cases:safe_contact", case.pk)
    if request.method == "POST":
        take_back_mail(case, point, by=request.user, once=token_of(request))
        said = _("Noted. Nothing counts as safe until they have been asked again.")
        messages.success(request, said)
        return redirect("cases:safe_contact", case.pk)
    context = {"title": _("Something came back from there"), "case": case, "point": point}
    return render(request, "cases/came_back.html", context)


@case_page(Permission.SAFE_CONTACT_WRITE)
def changed(request, case):
    form = SafetyEventForm(request.POST or None)
    if form.is_valid():
        tell_safety_event(case, **form.values(), by=request.user, once=form.once)
        said = _("Noted. Nothing counts as safe until they have been asked again.")
        messages.success(request, said)
        return redirect("cases:safe_contact", case.pk)
    context = {"title": _("Something has changed"), "case": case, "form": form}
    return render(request, "cases/safety_event.html", context)


@case_page(Permission.SAFE_CONTACT_WRITE)
def withdraw(request, case, point_id):
    point = contact_point_of(case.person, point_id)
    if request.method == "POST":
        withdraw_safe_contact(case, point, by=request.user)
        messages.success(request, _("Withdrawn. Nobody can use it from here any more."))
        return redirect("cases:safe_contact", case.pk)
    context = {"title": _("Withdraw this way to reach them"), "case": case, "point": point}
    return render(request, "cases/withdraw.html", context)
