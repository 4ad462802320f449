"""The page of one programme."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.organisation.workforce.models import Programme, Takes
from alongside.organisation.workforce.programmes.commands import (
    change_programme,
    tell_whom_it_takes,
)
from alongside.organisation.workforce.programmes.forms import ProgrammeForm, TakesForm


@staff_page(Permission.STAFF_MANAGE)
def programme(request, programme_id):
    found = get_object_or_404(Programme, pk=programme_id)
    others = Programme.objects.exclude(pk=found.pk)
    told = {"name": found.name, "closed": not found.open}
    given = {"taken": others, "label": _("Name of the programme"), "initial": told}
    form = ProgrammeForm(request.POST or None, **given)
    if form.is_valid():
        change_programme(found, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Saved. What was counted before keeps its programme."))
        return redirect("workforce:organisation")
    context = {"title": _("A programme"), "form": form, "within": "workforce:organisation"}
    context["programme"] = found
    return render(request, "workforce/programme.html", context)


@staff_page(Permission.STAFF_MANAGE)
def takes(request, programme_id):
    """Whom it takes: the page of a decision then says whether it fits, and refuses nobody."""
    found = get_object_or_404(Programme, pk=programme_id)
    told = Takes.objects.filter(programme=found).values().first()
    form = TakesForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        tell_whom_it_takes(found, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Saved. Whoever decides reads it beside each referral."))
        return redirect("workforce:programme", found.pk)
    context = {"title": _("Whom it takes"), "programme": found, "form": form}
    context["within"] = "workforce:organisation"
    return render(request, "workforce/takes.html", context)
