"""The appointments of a case: arrange one, move it, and say how it went."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.support.appointments.commands import (
    ATTENDED,
    answer_appointment,
    change_appointment,
    make_appointment,
)
from alongside.casework.support.appointments.forms import FACTS, AppointmentForm, OutcomeForm
from alongside.casework.support.appointments.queries import (
    appointment_of,
    appointments_of,
    earlier_of,
    facts_of,
    wished,
)
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.audit.versions import ChangedMeanwhile
from alongside.foundation.ui.forms import version_of


@case_page(Permission.CONTACT_READ)
def listed(request, case):
    ahead, over = appointments_of(case)
    context = {"title": _("Appointments"), "case": case, "ahead": ahead, "over": over}
    context["may_add"] = holds(request.user, Permission.CONTACT_WRITE) and case.is_open
    return render(request, "support/appointments.html", context)


@case_page(Permission.CONTACT_WRITE)
@drafted
def add(request, case):
    if not case.is_open:
        return render(request, "records/ended.html", {"title": _("Support ended"), "case": case})
    words, kept_at = restored(request)
    form = AppointmentForm(request.POST or None, initial={**wished(case.person), **(words or {})})
    if form.is_valid():
        made = make_appointment(case, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("The appointment is arranged and stands on your agenda."))
        return redirect("appointments:show", case.pk, made.pk)
    context = {"title": _("Arrange an appointment"), "form": form, "case": case}
    return render(request, "support/appointment_form.html", {**context, "draft_kept_at": kept_at})


@case_page(Permission.CONTACT_WRITE)
@drafted
def change(request, case, appointment_id):
    appointment = _standing(case, appointment_id)
    words, kept_at = restored(request)
    stands = {name: getattr(appointment, name) for name in FACTS}
    form = AppointmentForm(request.POST or None, initial={**stands, **(words or {})})
    context = {"title": _("Change or move the appointment"), "form": form, "case": case}
    context |= {"version": (words or {}).get("version", appointment.version)}
    if form.is_valid():
        told = {"version": version_of(request), "by": request.user, "once": form.once}
        try:
            change_appointment(appointment, **form.values(), **told)
            return redirect("appointments:show", case.pk, appointment.pk)
        except ChangedMeanwhile:
            context |= {"version": appointment.version, "theirs": facts_of(appointment)}
            return render(request, "support/appointment_form.html", context, status=409)
    return render(request, "support/appointment_form.html", {**context, "draft_kept_at": kept_at})


@case_page(Permission.CONTACT_READ)
@drafted
def show(request, case, appointment_id):
    appointment = appointment_of(case, appointment_id)
    open_still = appointment.answered_at is None
    may_write = holds(request.user, Permission.CONTACT_WRITE) and open_still
    words, kept_at = restored(request)
    form = OutcomeForm((request.POST or None) if may_write else None, initial=words)
    if form.is_valid():
        answer_appointment(appointment, **form.values(), by=request.user, once=form.once)
        return _onward(request, case, form.cleaned_data["outcome"])
    context = {"title": _("Appointment"), "case": case, "appointment": appointment, "form": form}
    context |= {"rows": facts_of(appointment), "earlier": earlier_of(appointment)}
    context |= {"may_write": may_write, "draft_kept_at": kept_at}
    return render(request, "support/appointment.html", context)


def _standing(case, appointment_id):
    appointment = appointment_of(case, appointment_id)
    if appointment.answered_at:
        raise Http404
    return appointment


def _onward(request, case, outcome):
    if outcome == ATTENDED and case.is_open:
        messages.success(request, _("It took place. Write the note now, while it is fresh."))
        return redirect("contacts:add", case.pk)
    messages.success(request, _("Noted. Agree on another day if they want one."))
    return redirect("appointments:list", case.pk)
