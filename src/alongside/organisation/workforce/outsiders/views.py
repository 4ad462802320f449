"""The pages of the outsiders, of their sheets, and of the duty number."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.step_up import step_up
from alongside.organisation.workforce.models import ANSWER, LET_IN, PASS_ON
from alongside.organisation.workforce.outsiders.commands import (
    NotAppointed,
    appoint_outsider,
    end_outsider,
    make_sheet,
    set_duty_line,
)
from alongside.organisation.workforce.outsiders.forms import DutyLineForm, OutsiderForm
from alongside.organisation.workforce.outsiders.queries import (
    duty_line,
    outsider_of,
    outsiders,
    those_it_works_for,
)


@staff_page(Permission.STAFF_MANAGE)
@step_up
def outsider_list(request):
    form = OutsiderForm(request.POST or None)
    if form.is_valid():
        appoint_outsider(**form.values(), by=request.user, once=form.once)
        messages.success(request, _("Noted. A second person has to agree before there are codes."))
        return redirect("workforce:outsiders")
    context = {"title": _("Named outsiders"), "form": form, "outsiders": outsiders()}
    return render(request, "workforce/outsiders.html", context)


@staff_page(Permission.STAFF_MANAGE)
@step_up
def sheet(request, outsider_id):
    outsider = outsider_of(outsider_id)
    context = {"title": _("A sheet of codes"), "outsider": outsider}
    if request.method != "POST":
        context["for_nobody"] = not those_it_works_for(request.user).exists()
        return render(request, "workforce/sheet_ask.html", context)
    try:
        context["codes"] = _by_purpose(make_sheet(outsider, by=request.user).sheet)
    except NotAppointed:
        messages.error(request, _("A second person has to agree first."))
        return redirect("workforce:outsiders")
    return render(request, "workforce/sheet.html", context)


def _by_purpose(sheet):
    say = {
        LET_IN: _("To let somebody in"),
        ANSWER: _("To answer for it afterwards"),
        PASS_ON: _("To say who decides about a referral"),
    }
    return [(say[purpose], codes) for purpose, codes in sheet.items()]


@staff_page(Permission.STAFF_MANAGE)
@step_up
def end_of_outsider(request, outsider_id):
    outsider = outsider_of(outsider_id)
    if request.method == "POST":
        end_outsider(outsider, by=request.user)
        messages.success(request, _("Ended. The codes open nothing any more."))
        return redirect("workforce:outsiders")
    context = {"title": _("End it for this outsider"), "outsider": outsider}
    return render(request, "workforce/outsider_end.html", context)


@staff_page(Permission.STAFF_MANAGE)
@step_up
def duty(request):
    line = duty_line()
    told = {"phone": line.phone, "hours": line.hours} if line else None
    form = DutyLineForm(request.POST or None, initial=told)
    if form.is_valid():
        set_duty_line(**form.values(), by=request.user)
        messages.success(request, _("Saved. It stands on every page from now on."))
        return redirect("workforce:organisation")
    context = {"title": _("Duty number"), "form": form}
    context["what_it_does"] = _(
        "Whom colleagues ring when they are not sure and cannot wait. It stands at the head of "
        "every page, but not on the locked screen and not where people sign in: those tell a "
        "passer-by nothing of us."
    )
    return render(request, "workforce/setting.html", context)
