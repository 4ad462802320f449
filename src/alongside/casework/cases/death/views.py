"""The page of a death: noting it, what stopped, what follows, and taking it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.death.commands import (
    look_after_bereavement,
    record_death,
    take_death_back,
)
from alongside.casework.cases.death.forms import DeathForm, MistakeForm
from alongside.casework.cases.death.queries import (
    asked_to_look,
    death_of,
    mistakes_about,
    stopped_in,
)
from alongside.casework.cases.pages import case_page
from alongside.casework.people.death.commands import NotedAlready, TakenBackAlready
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.ui.forms import token_of


@case_page(Permission.CASE_CHANGE)
@drafted
def death(request, case):
    noted = death_of(case.person)
    if noted:
        return _noted(request, case, noted)
    kept, kept_at = restored(request)
    form = DeathForm(request.POST or None, initial=kept)
    if form.is_valid():
        try:
            record_death(case, **form.values(), by=request.user, once=form.once)
            messages.success(request, _("Noted. Whatever was still to come has stopped."))
        except NotedAlready:
            messages.info(request, _("Somebody noted it a moment ago."))
        return redirect("cases:death", case.pk)
    context = {"title": _("If they have died"), "case": case, "form": form}
    context["mistakes"] = mistakes_about(case.person)
    return render(request, "cases/death.html", {**context, "draft_kept_at": kept_at})


def _noted(request, case, noted):
    name = case.person.first_name
    context = {"title": _("%(name)s has died") % {"name": name}, "case": case, "death": noted}
    context["stopped"] = stopped_in(case, noted)
    context["may_end"] = case.is_open and holds(request.user, Permission.CASE_END)
    context["may_hold"] = holds(request.user, Permission.RECORD_ERASE)
    return render(request, "cases/died.html", context)


@case_page(Permission.CASE_CHANGE)
def mistake(request, case):
    noted = death_of(case.person)
    if noted is None:
        return redirect("cases:death", case.pk)
    form = MistakeForm(request.POST or None)
    if noted.person_id != case.person_id:
        messages.error(request, _("Not taken back: whoever noted it has to look at it first."))
        return redirect("cases:death", case.pk)
    if form.is_valid():
        _take_back(request, case, noted, form)
        return redirect("desk:case", case.pk)
    context = {"title": _("It was a mistake: they live"), "case": case, "form": form}
    return render(request, "cases/death_mistake.html", context)


def _take_back(request, case, noted, form):
    try:
        take_death_back(case, noted, **form.values(), by=request.user, once=form.once)
    except TakenBackAlready:
        messages.info(request, _("Somebody took it back a moment ago."))
        return
    if death_of(case.person):
        said = _("Taken back here. Others noted it as well: until they have looked, it counts.")
        messages.info(request, said)
    else:
        messages.success(request, _("Taken back. What had stopped stands on the day again."))


@case_page(Permission.CASE_CHANGE)
def bereavement(request, case):
    asked = asked_to_look(case)
    if request.method == "POST":
        look_after_bereavement(case, by=request.user, once=token_of(request))
        messages.success(request, _("Noted that you have looked at it."))
        return redirect("desk:case", case.pk)
    context = {"title": _("Bereavement"), "case": case, "kinds": {item.kind for item in asked}}
    return render(request, "cases/bereavement.html", context)
