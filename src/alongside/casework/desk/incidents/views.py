"""The log of incidents: telling one, reading those one may know of, adding what was done."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.queries import sees
from alongside.casework.desk.incidents.commands import add_step, tell_incident
from alongside.casework.desk.incidents.forms import IncidentForm, StepForm
from alongside.casework.desk.incidents.queries import incident_of, incidents_of, steps_of
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds


@staff_page(Permission.TODAY_READ, lists=True)
def listing(request):
    page = incidents_of(request.user, after=request.GET.get("after"))
    return render(request, "desk/incidents.html", {"title": _("Incidents"), "page": page})


@staff_page(Permission.TODAY_READ)
def tell(request):
    form = IncidentForm(request.POST or None, teller=request.user)
    if form.is_valid():
        incident = tell_incident(**form.values(), by=request.user, once=form.once)
        messages.success(request, _("Told. Thank you for telling it."))
        return redirect("desk:incident", incident.pk)
    said = [
        _(
            "Something went wrong, nearly did, or reached eyes it was not for. First make "
            "everybody safe; then write it here."
        )
    ]
    context = {"title": _("Tell of an incident"), "form": form, "said": said}
    return render(request, "ui/ask.html", {**context, "verb": _("Tell it")})


@staff_page(Permission.TODAY_READ)
def show(request, incident_id):
    incident = incident_of(request.user, incident_id)
    handles = holds(request.user, Permission.INCIDENT_HANDLE)
    form = StepForm(request.POST or None) if handles else None
    if form and form.is_valid():
        add_step(incident, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Added."))
        return redirect("desk:incident", incident.pk)
    context = {"title": _("Incident"), "incident": incident, "steps": steps_of(incident)}
    shown = incident.case and sees(request.user, incident.case)
    context |= {"entry": form, "linked": incident.case if shown else None}
    return render(request, "desk/incident.html", context)
