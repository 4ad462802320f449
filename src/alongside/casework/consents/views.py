"""The ledger of a case, what is said apart from it, and what holds if nobody can reach her."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.casework.cases.pages import case_page
from alongside.casework.consents.commands import (
    agree_if_unreachable,
    give_consent,
    say,
    withdraw_consent,
)
from alongside.casework.consents.forms import (
    AgreementForm,
    BasisForm,
    ConsentForm,
    UnreachableForm,
)
from alongside.casework.consents.ledger import police_may_be_asked, written_only
from alongside.casework.consents.queries import (
    against_elsewhere,
    consent_of,
    ledger_of,
    plan_of,
    said_last,
    waiting_on,
)
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.clock import now, today
from alongside.foundation.packs.loader import words
from alongside.foundation.ui.forms import token_of


@case_page(Permission.CASE_READ)
def ledger(request, case):
    context = {"title": _("Consents"), "case": case, "consents": ledger_of(case)}
    context |= {"said": said_last(case), "on": today(), "signed": written_only()}
    context["may_change"] = holds(request.user, Permission.CASE_CHANGE)
    context["against"] = against_elsewhere(case, reader=request.user)
    return render(request, "consents/ledger.html", context)


@case_page(Permission.CASE_CHANGE)
@drafted
def add(request, case):
    kept, kept_at = restored(request)
    form = ConsentForm(request.POST or None, initial=kept)
    if form.is_valid():
        give_consent(case, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Saved. Before it ends it stands on your day."))
        return redirect("consents:ledger", case.pk)
    context = {"title": _("Consent to share"), "case": case, "form": form}
    context |= {"signed": written_only(), "draft_kept_at": kept_at}
    return render(request, "consents/add.html", context)


@case_page(Permission.CASE_CHANGE)
def withdraw(request, case, consent_id):
    consent = consent_of(case, consent_id)
    if request.method == "POST":
        stopped = waiting_on(consent)
        withdraw_consent(consent, by=request.user, once=token_of(request))
        messages.success(request, _what_follows(case, consent, stopped))
        return redirect("consents:ledger", case.pk)
    context = {"title": _("Consent is taken back"), "case": case, "consent": consent}
    return render(request, "consents/withdraw.html", context)


def _what_follows(case, consent, stopped):
    told = {"name": case.person.first_name, "purpose": words("consent_purpose", consent.purpose)}
    said = _("%(name)s has taken back the consent for: %(purpose)s.") % told
    some = ngettext(
        "%(num)s thing that waited on it was stopped.",
        "%(num)s things that waited on it were stopped.",
        stopped,
    )
    after = _("What was told before cannot be called back; say so.")
    return " ".join([said, *([some % {"num": stopped}] if stopped else []), after])


def _said(what, form_of):
    @case_page(Permission.CASE_CHANGE)
    def page(request, case):
        form = form_of(request.POST or None)
        if form.is_valid():
            say(case, what=what, **form.values(), by=request.user, once=form.once)
            messages.success(request, _("Saved."))
            return redirect("consents:ledger", case.pk)
        context = {"title": words("said_what", what), "case": case, "form": form, "what": what}
        return render(request, "consents/said.html", context)

    return page


service, asking, basis = (
    _said("service", AgreementForm),
    _said("asking", AgreementForm),
    _said("basis", BasisForm),
)


@case_page(Permission.CASE_READ)
def unreachable(request, case):
    plan = plan_of(case)
    context = {"title": _("If we cannot reach them"), "case": case, "plan": plan}
    context["police"] = bool(plan) and police_may_be_asked(case, plan, now())
    context |= {"signed": written_only()}
    context["may_change"] = holds(request.user, Permission.CASE_CHANGE)
    return render(request, "consents/unreachable.html", context)


@case_page(Permission.CASE_CHANGE)
@drafted
def agree(request, case):
    plan, (kept, kept_at) = plan_of(case), restored(request)
    names = ("after_days", "ask", "police", "tries", "message")
    stands = {name: getattr(plan, name) for name in names} if plan else {}
    form = UnreachableForm(request.POST or None, initial=kept or stands)
    if form.is_valid():
        agree_if_unreachable(case, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Saved. Today follows what you agreed."))
        return redirect("consents:unreachable", case.pk)
    context = {"title": _("Agree what we do if we cannot reach them"), "case": case, "form": form}
    context |= {"signed": written_only(), "draft_kept_at": kept_at}
    return render(request, "consents/agree.html", context)
