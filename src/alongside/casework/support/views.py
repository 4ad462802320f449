"""Logging a contact: a form that is kept while it is written, or one press when nobody answered."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.records.queries import headings_of, record_of, rows_of
from alongside.casework.records.views import entry_in, withdraw_page
from alongside.casework.support.commands import PRIVATE, log_contact, withdraw_contact
from alongside.casework.support.followups.queries import follow_ups_of
from alongside.casework.support.forms import ContactForm, empty_contact
from alongside.casework.support.lens.views import flags_for
from alongside.casework.support.private.queries import private_in
from alongside.casework.support.record import CONTACTS
from alongside.casework.support.voices import VOICES
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.clock import now, today
from alongside.foundation.packs.loader import pack
from alongside.foundation.ui.asking import EMPTY, as_asked
from alongside.foundation.ui.forms import token_of


@case_page(Permission.CONTACT_WRITE)
@drafted
def log(request, case):
    if not case.is_open:
        return render(request, "records/ended.html", {"title": _("Support ended"), "case": case})
    words, kept_at = restored(request)
    known = {**empty_contact(), **(words or {})}
    lens = "lens" in request.POST
    if lens:  # read, not saved: the words go back into the form as they are
        known |= request.POST.dict()
    form = ContactForm(None if lens else request.POST or None, initial=known, case=case)
    if form.is_valid():
        values = form.values()
        log_contact(case, by=request.user, once=form.once, draft_page=request.path, **values)
        messages.success(request, form.said_in_short())
        return redirect("desk:case", case.pk)
    context = {"title": _("Log a contact"), "form": form, "case": case}
    context |= {"guide": pack().listening, "draft_kept_at": None if lens else kept_at}
    if lens and not case.on_hold:
        context["flags"] = flags_for(case, request.user, known)
    return render(request, "support/log.html", context)


withdraw = withdraw_page(CONTACTS, withdraw_contact)


@case_page(Permission.CONTACT_READ)
def show(request, case, record_id):
    contact = record_of(CONTACTS, case, record_id)
    context = entry_in(CONTACTS, case, contact, request.user)
    filled = [name for name in CONTACTS.fields if _is_shown(contact, name)]
    plain = replace(CONTACTS, fields=tuple(name for name in filled if name not in VOICES))
    spoken = replace(CONTACTS, fields=tuple(name for name in filled if name in VOICES))
    context |= {"rows": rows_of(plain, contact), "may_undo": _may_undo(contact, context, request)}
    context["voices"] = rows_of(spoken, contact)
    context["follow_ups"] = follow_ups_of(case, contact.pk)
    context |= _kept_private(request, case, contact)
    context["may_ask"] = holds(request.user, Permission.CASE_ALLOCATE)
    return render(request, "support/show.html", context)


def _kept_private(request, case, contact):
    private = private_in(case, contact.pk, reader=request.user) if contact.private else None
    names = dict(headings_of(CONTACTS, PRIVATE))
    rows = [(names[name], words) for name, words in (private.words if private else {}).items()]
    may_open = holds(request.user, Permission.CASE_CHANGE)
    return {"private": private, "private_rows": rows, "may_open": may_open}


def _is_shown(contact, name):
    return getattr(contact, name) not in EMPTY or as_asked(CONTACTS.asks, name).required


def _may_undo(contact, context, request):
    """A try that was put down with one press, by whoever pressed, on the same day."""
    one_press = contact.reached != "yes" and not contact.minutes and contact.on == today()
    return context["may_change"] and one_press and contact.recorded_by == request.user


@case_page(Permission.CONTACT_WRITE)
def could_not_reach(request, case):
    if request.method != "POST" or not case.is_open:
        return redirect("contacts:add", case.pk)
    tried = {"on": today(), "at": now().time().replace(second=0, microsecond=0), "minutes": 0}
    tried |= {"channel": "phone", "reached": "no_answer"}
    contact = log_contact(case, by=request.user, once=token_of(request), **tried)
    said = _("Could not reach is in the file. The call stays on the agenda.")
    messages.success(request, said)
    return redirect("contacts:show", case.pk, contact.pk)
