"""An alert as she sees it whose openings they are, and as whoever looks at it does; the budgets."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.casework.openings import budgets as budget
from alongside.casework.openings.commands import answer, say_why, set_budgets
from alongside.casework.openings.forms import BudgetsForm, LookForm, WhyForm
from alongside.casework.openings.models import Alert
from alongside.casework.openings.queries import changes_of_budgets, findings_of, openings_of
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.step_up import step_up
from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import version_of


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
