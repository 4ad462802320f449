"""The list of what was decided, and taking a decline back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.intake.decided.commands import (
    UNDONE_WITHIN,
    NotDeclined,
    ToBeErased,
    TooLate,
    undo_decline,
)
from alongside.casework.intake.decided.forms import UndoForm
from alongside.casework.intake.decided.queries import STATES, decided_page
from alongside.casework.intake.models import DECLINED
from alongside.casework.intake.pages import referral_page
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.packs.loader import words


@staff_page(Permission.REFERRAL_TRIAGE, lists=True)
def listing(request):
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    page = decided_page(for_user=request.user, state=state, after=request.GET.get("after"))
    context = {"title": _("Decided referrals"), "page": page, "state": state}
    context["states"] = [(code, words("decision", code)) for code in STATES]
    return render(request, "intake/decided_list.html", {**context, "within": "intake:triage"})


@referral_page(Permission.REFERRAL_TRIAGE)
def undo(request, referral):
    if referral.state != DECLINED:
        return redirect("intake:decide", referral.pk)
    form = UndoForm(request.POST or None)
    if form.is_valid():
        try:
            undo_decline(referral, **form.values(), by=request.user, once=form.once)
            messages.success(request, _("It is decided anew. What was said stands beside it."))
            return redirect("intake:decide", referral.pk)
        except NotDeclined:
            return redirect("intake:decide", referral.pk)
        except TooLate:
            form.add_error(None, _("Those days are over. Add a new referral"))
        except ToBeErased:
            form.add_error(None, _("An erasure is ordered. Have it called off first"))
    context = {"title": _("Take the decline back"), "referral": referral, "form": form}
    return render(request, "intake/undo.html", {**context, "days": UNDONE_WITHIN.days})
