"""Opening what a colleague keeps private, and having seen that somebody did."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.records.queries import record_of
from alongside.casework.support.private.commands import have_seen_opening, open_private
from alongside.casework.support.private.forms import PrivateOpeningForm
from alongside.casework.support.private.queries import private_in
from alongside.casework.support.record import CONTACTS
from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.forms import token_of


@case_page(Permission.CASE_CHANGE)
def open_note(request, case, record_id):
    record_of(CONTACTS, case, record_id)  # one of another case is missing
    found = private_in(case, record_id, reader=request.user)
    if found is None or found.may_read:
        return redirect("contacts:show", case.pk, record_id)
    form = PrivateOpeningForm(request.POST or None)
    if form.is_valid():
        open_private(found.kept, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Open to you for an hour. Whoever keeps it is told."))
        return redirect("contacts:show", case.pk, record_id)
    context = {"title": _("Open a private note"), "case": case, "form": form, "private": found}
    return render(request, "support/private.html", {**context, "contact": record_id})


@case_page(Permission.CONTACT_READ)
def seen(request, case, record_id):
    record_of(CONTACTS, case, record_id)
    found = private_in(case, record_id, reader=request.user)
    if found and request.method == "POST":
        have_seen_opening(found.kept, by=request.user, once=token_of(request))
    return redirect("contacts:show", case.pk, record_id)
