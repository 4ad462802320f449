"""Who opened a file; an alert, to whoever read much and to whoever looks; the budgets."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.openings import budgets as budget
from alongside.casework.openings.commands import answer, note_look, say_why, set_budgets
from alongside.casework.openings.files import (
    LOOKED_BACK,
    case_for_officer,
    looks_at,
    may_look,
    readings_of,
)
from alongside.casework.openings.forms import BudgetsForm, LookForm, ReferenceForm, WhyForm
from alongside.casework.openings.models import Alert
from alongside.casework.openings.queries import changes_of_budgets, findings_of, openings_of
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.step_up import step_up
from alongside.foundation.audit.trail import note
from alongside.foundation.clock import now
from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import version_of

EARLIEST = 2000  # nothing was opened before, and the days before it can be counted


@staff_page(Permission.TODAY_READ, lists=True)
def alert(request, alert_id):
    """To anybody but these two it is missing."""
    alert = get_object_or_404(Alert.objects.select_related("user", "asked"), pk=alert_id)
    if request.user.pk == alert.user_id:
        return _for_herself(request, alert)
    if request.user.pk == alert.asked_id:
        return _for_a_second_person(request, alert)
    raise Http404


def _for_herself(request, alert):
    form = WhyForm(request.POST or None, initial={"said": alert.said})
    if form.is_valid():
        say_why(alert, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Noted. Whoever looks at it reads your line."))
        return redirect("desk:today")
    context = {"title": _("What you opened in an hour"), "alert": alert, "form": form}
    return render(request, "openings/mine.html", {**context, "findings": findings_of(alert)})


def _for_a_second_person(request, alert):
    form = LookForm(request.POST or None)
    if form.is_valid():
        seen = {"opened": version_of(request), **form.values()}
        answer(alert, **seen, by=request.user, once=form.once)
        messages.success(request, _("Noted what you found."))
        return redirect("desk:today")
    begins = datetime.combine(alert.on, time.min, alert.at.tzinfo)
    day = {"since": begins, "until": begins + timedelta(days=1)}
    context = {"title": _("More was read than usual"), "alert": alert, "form": form}
    context["openings"] = openings_of(alert.user, request.user, **day)
    return render(request, "openings/look.html", {**context, "findings": findings_of(alert)})


@case_page(Permission.CASE_READ)
def file(request, case):
    """Whoever leads sees everybody's openings; anybody else, her own. A GET says up to when."""
    looks = may_look(request.user, case)
    form = LookForm(request.POST or None)
    if request.method == "POST" and not looks:
        raise PermissionDenied
    if form.is_valid():
        until = moment_of(request)
        note_look(case, **form.values(), until=until, by=request.user, once=form.once)
        messages.success(request, _("Noted what you found."))
        return redirect("openings:file", case.pk)
    context = {"title": _("Who opened it"), "case": case, "form": form, "looks": looks}
    context |= _opened(case, request, only=None if looks else request.user)
    return render(request, "openings/file.html", context)


def _opened(case, request, *, only=None):
    until = moment_of(request)
    rows = readings_of(case, until=until, only=only)
    told = {"readings": rows, "until": until, "earlier": (until - LOOKED_BACK).isoformat()}
    return {**told, "looked": [] if only else looks_at(case)}


def moment_of(request: HttpRequest) -> datetime:
    """Up to when the page in her hands told the openings; never later than now."""
    asked = request.POST.get("until", "") or request.GET.get("until", "")
    try:
        told = parse_datetime(asked)
    except ValueError:  # it looks like a moment, and no calendar has it
        return now()
    return min(told, now()) if told and is_aware(told) and told.year >= EARLIEST else now()


@staff_page(Permission.OPENINGS_BY_REFERENCE)
def by_reference(request):
    """For whoever reads no case: who opened it, without a word of what stands in it."""
    asked = ReferenceForm(request.POST or None)
    context = {"title": _("Who opened a file"), "asked": asked}
    if asked.is_valid():
        case = case_for_officer(asked.cleaned_data["reference"], request.user)
        if case is None:
            note("openings.not_found", subject=request.user, by=request.user)
            asked.add_error("reference", _("Nothing can be opened under this reference"))
        else:
            note(f"visited.{Permission.OPENINGS_BY_REFERENCE}", subject=case, by=request.user)
            form = LookForm(request.POST if "finding_sent" in request.POST else None)
            if form.is_valid():
                until = moment_of(request)
                note_look(case, **form.values(), until=until, by=request.user, once=form.once)
                messages.success(request, _("Noted what you found."))
                return redirect("openings:by-reference")
            context |= {"case": case, "form": form, **_opened(case, request)}
    return render(request, "openings/by_reference.html", context)


@staff_page(Permission.READING_BUDGET)
@step_up
def budgets(request):
    standing = budget.budgets()
    roles = [
        (code, words, standing.get(code, budget.UNKNOWN))
        for code, words in choices("role")
        if budget.opens_anything(code)
    ]
    form = BudgetsForm(request.POST or None, roles=roles)
    if form.is_valid():
        set_budgets(form.changed(), by=request.user)
        messages.success(request, _("This holds from now on."))
        return redirect("openings:budgets")
    context = {"title": _("Reading budgets"), "form": form, "changes": changes_of_budgets()}
    return render(request, "openings/budgets.html", context)
