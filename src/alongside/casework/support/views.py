"""Logging a contact: a form that is kept while it is written, or one press when nobody answered."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.support.commands import log_contact
from alongside.casework.support.forms import ContactForm, empty_contact
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.clock import now, today
from alongside.foundation.ui.forms import token_of


@case_page(Permission.CONTACT_WRITE)
@drafted
def log(request, case):
    if not case.is_open:
        return render(request, "records/ended.html", {"title": _("Support ended"), "case": case})
    words, kept_at = restored(request)
    known = {**empty_contact(), **(words or {})}
    points = [standing.point for standing in case.standings if standing.point]
    form = ContactForm(request.POST or None, initial=known, points=points)
    if form.is_valid():
        values = form.values()
        log_contact(case, by=request.user, once=form.once, draft_page=request.path, **values)
        messages.success(request, form.said_in_short())
        return redirect("desk:case", case.pk)
    context = {"title": _("Log a contact"), "form": form, "case": case}
    return render(request, "support/log.html", {**context, "draft_kept_at": kept_at})


@case_page(Permission.CONTACT_WRITE)
def could_not_reach(request, case):
    if request.method != "POST" or not case.is_open:
        return redirect("contacts:add", case.pk)
    tried = {"on": today(), "at": now().time().replace(second=0, microsecond=0), "minutes": 0}
    tried |= {"channel": "phone", "reached": "no_answer"}
    contact = log_contact(case, by=request.user, once=token_of(request), **tried)
    said = _("Could not reach is in the file. If that was a slip, withdraw it here.")
    messages.success(request, said)
    return redirect("contacts:show", case.pk, contact.pk)
