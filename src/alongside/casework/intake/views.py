"""The pages of intake: a referral comes in, waits in triage, and is decided."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.intake.alike.queries import (
    conflicts_for,
)
from alongside.casework.intake.commands import (
    receive_referral,
)
from alongside.casework.intake.forms import ReferralForm
from alongside.casework.intake.models import Referral
from alongside.casework.intake.queries import (
    counts_waiting,
    waiting_page,
)
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.accounts.models import User
from alongside.foundation.ui.jinja import clock_time, day
from alongside.organisation.workforce.models import Programme


@staff_page(Permission.REFERRAL_ADD)
@drafted
def add(request):
    words, kept_at = restored(request)
    open_ones = Programme.objects.filter(open=True)
    form = ReferralForm(request.POST or None, initial=words or None, programmes=open_ones)
    if not form.is_valid():
        context = {"title": _("Add a referral"), "form": form, "draft_kept_at": kept_at}
        return render(request, "intake/add.html", context)
    return received(request, receive_referral(form.arrival(), by=request.user, once=form.once))


def received(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Whoever brought it learns by when it is decided, and the same whoever it is about."""
    decided = _("The referral is in. Triage decides about it by %(day)s, %(time)s.")
    by = {"day": day(referral.decide_by), "time": clock_time(referral.decide_by)}
    messages.success(request, decided % by)
    # Not to the referral itself: past a wall it is not there, and the answer may not tell.
    return back(request)


@staff_page(Permission.REFERRAL_TRIAGE, lists=True)
def triage(request):
    page = waiting_page(for_user=request.user, after=request.GET.get("after"))
    context = {"title": _("Triage"), "page": page, "counts": counts_waiting(request.user)}
    looks = holds(request.user, Permission.CONFLICT_DECIDE)
    context["conflicts"] = conflicts_for(request.user).count() if looks else None
    return render(request, "intake/triage.html", context)


def back(request: HttpRequest) -> HttpResponse:
    """Whoever was named for one referral has no triage to go back to."""
    return redirect(
        "intake:triage" if holds(cast(User, request.user), Permission.REFERRAL_TRIAGE) else "home"
    )
