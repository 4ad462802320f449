"""The page of one programme."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.organisation.workforce.models import Programme
from alongside.organisation.workforce.programmes.commands import change_programme
from alongside.organisation.workforce.programmes.forms import ProgrammeForm


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
    return render(request, "workforce/programme.html", context)
