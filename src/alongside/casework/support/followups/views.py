"""Asking about one note, answering beside it, and saying that the answer was read."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.records.queries import record_of, standing_record_of
from alongside.casework.support.followups.commands import answer, ask_about, have_read
from alongside.casework.support.followups.forms import AnswerForm, QuestionForm
from alongside.casework.support.followups.queries import follow_up_of, waits_to_be_read, who_answers
from alongside.casework.support.record import CONTACTS
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.ui.forms import token_of


@case_page(Permission.CASE_ALLOCATE)
@drafted
def ask(request, case, record_id):
    contact = standing_record_of(CONTACTS, case, record_id)
    words, kept_at = restored(request)
    form = QuestionForm(request.POST or None, initial=words)
    if form.is_valid():
        told = {"of": who_answers(case, contact.recorded_by), "once": form.once}
        ask_about(case, contact=contact.pk, **form.values(), **told, by=request.user)
        messages.success(request, _("Asked. It stands on the worker’s day."))
        return redirect("contacts:show", case.pk, contact.pk)
    context = {"title": _("Ask about this note"), "case": case, "contact": contact}
    context |= {"form": form, "deed_words": _("Ask"), "draft_kept_at": kept_at}
    return render(request, "support/follow_up.html", context)


@case_page(Permission.CONTACT_READ)
@drafted
def follow_up(request, case, follow_up_id):
    """The question beside its note; whoever writes here answers once, whoever asked reads."""
    asked = follow_up_of(case, follow_up_id)
    contact = record_of(CONTACTS, case, asked.contact)
    words, kept_at = restored(request)
    form = AnswerForm(request.POST or None, initial=words)
    if asked.answered_at:
        return _read(request, case, contact, asked)
    if form.is_valid():
        answer(asked, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Answered. Whoever asked finds it on their day."))
        return redirect("contacts:show", case.pk, contact.pk)
    context = {"title": _("A question about this note"), "case": case, "contact": contact}
    context |= {"form": form, "asked": asked, "deed_words": _("Answer"), "draft_kept_at": kept_at}
    return render(request, "support/follow_up.html", context)


def _read(request, case, contact, asked):
    if request.method == "POST" and waits_to_be_read(asked, request.user):
        have_read(asked, by=request.user, once=token_of(request))
        messages.success(request, _("Read. It is off your day."))
        return redirect("contacts:show", case.pk, contact.pk)
    context = {"title": _("A question about this note"), "case": case, "contact": contact}
    context |= {"asked": asked, "may_read": waits_to_be_read(asked, request.user)}
    return render(request, "support/follow_up.html", context)
