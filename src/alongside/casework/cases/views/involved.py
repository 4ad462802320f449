"""Other people in a case; the suspect and other opponents on pages of their own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.involved.commands import add_party, change_party, withdraw_party
from alongside.casework.cases.involved.forms import CHANGED, OpponentForm, PartyForm
from alongside.casework.cases.involved.queries import involved_in, party_of
from alongside.casework.cases.pages import case_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.audit.versions import ChangedMeanwhile


def _listing(permission, *, apart):
    @case_page(permission)
    def listing(request, case):
        title = _("Whom they are not safe from") if apart else _("People involved")
        context = {"title": title, "case": case, "apart": apart}
        context["parties"] = involved_in(case, apart=apart)
        context["may_change"] = holds(request.user, Permission.CASE_CHANGE)
        return render(request, "cases/involved.html", context)

    return listing


def _add(*, apart):
    form_of, back = (OpponentForm, "cases:opposed") if apart else (PartyForm, "cases:involved")

    @case_page(Permission.CASE_CHANGE)
    @drafted
    def add(request, case):
        kept, kept_at = restored(request)
        form = form_of(request.POST or None, initial=kept)
        if form.is_valid():
            add_party(case, **form.values(), by=request.user, once=form.once)
            messages.success(request, _("Saved."))
            return redirect(back, case.pk)
        context = {"title": _("Note who else is involved"), "case": case, "form": form}
        context |= {"apart": apart, "draft_kept_at": kept_at}
        return render(request, "cases/change_party.html", context)

    return add


def _change(*, apart):
    form_of, back = (OpponentForm, "cases:opposed") if apart else (PartyForm, "cases:involved")

    @case_page(Permission.CASE_CHANGE)
    def change(request, case, party_id=None, opponent_id=None):
        party_id = party_id or opponent_id
        party = party_of(case, party_id, apart=apart)
        stands = {name: getattr(party, name) for name in (*CHANGED, "version")}
        form = form_of(request.POST or None, initial=stands, new=False)
        context = {"title": _("Change what we know of them"), "case": case, "form": form}
        context |= {"apart": apart, "party": party}
        if form.is_valid():
            try:
                change_party(party, **form.values(), by=request.user, once=form.once)
            except ChangedMeanwhile:
                theirs = party_of(case, party_id, apart=apart)
                form.take_over(theirs.version)
                context["theirs"] = theirs
                return render(request, "cases/change_party.html", context, status=409)
            messages.success(request, _("Saved."))
            return redirect(back, case.pk)
        return render(request, "cases/change_party.html", context)

    return change


def _withdraw(*, apart):
    back = "cases:opposed" if apart else "cases:involved"

    @case_page(Permission.CASE_CHANGE)
    def withdraw(request, case, party_id=None, opponent_id=None):
        party_id = party_id or opponent_id
        party = party_of(case, party_id, apart=apart)
        if request.method == "POST":
            withdraw_party(party, by=request.user)
            messages.success(request, _("Taken out of the case."))
            return redirect(back, case.pk)
        context = {"title": _("Take them out of the case"), "case": case, "party": party}
        return render(request, "cases/withdraw_party.html", {**context, "apart": apart})

    return withdraw


involved, opposed = (
    _listing(Permission.CASE_READ, apart=False),
    _listing(Permission.CASE_CHANGE, apart=True),
)
add_involved, add_opposed = _add(apart=False), _add(apart=True)
change_involved, change_opposed = _change(apart=False), _change(apart=True)
withdraw_involved, withdraw_opposed = _withdraw(apart=False), _withdraw(apart=True)
