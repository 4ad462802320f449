"""A referral waits that nobody who triages may know of: the number, and the way by code."""

from contextlib import suppress

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.intake.beyond.commands import HersAlready, take_by_code
from alongside.casework.intake.beyond.forms import ByCodeForm
from alongside.casework.intake.beyond.queries import beyond_all_but, told_to
from alongside.casework.intake.sides.commands import take_conflict_by_code
from alongside.casework.intake.sides.queries import conflicts_told_to
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.step_up import step_up
from alongside.foundation.audit.trail import note
from alongside.organisation.workforce.models import PASS_ON
from alongside.organisation.workforce.outsiders.commands import CodeSpent
from alongside.organisation.workforce.outsiders.hearing import NotRight, hear
from alongside.organisation.workforce.outsiders.queries import outsiders_to_ring


@staff_page(Permission.STAFF_MANAGE)
def beyond(request):
    """For an administrator: how many, and whom to ring."""
    context = {"title": _("Referrals for the outsider"), "outsiders": outsiders_to_ring()}
    context["waiting"] = told_to(request.user).count()
    context["conflicts"] = conflicts_told_to(request.user).count()
    return render(request, "intake/beyond.html", context)


@staff_page(Permission.CASE_CHANGE)
@step_up
def by_code(request):
    """For the colleague whom the outsider chose, whoever she is."""
    form = ByCodeForm(request.POST or None)
    if form.is_valid() and (taken := _taken(request, form)):
        if taken.conflict_id:
            return redirect("intake:conflict-by-code", taken.conflict_id)
        return redirect("intake:decide", taken.referral_id)
    context = {"title": _("A code for a referral"), "form": form}
    return render(request, "intake/by_code.html", context)


def _taken(request, form):
    # Whether nothing waits or a wall stands between them, the answer is one, and the code stays.
    try:
        code = hear(request, form.cleaned_data["code"], PASS_ON)
        if code.used_at:
            raise CodeSpent
        while referral := beyond_all_but(request.user):
            with suppress(HersAlready):  # then the next one that waits
                given = {"code": code, "by": request.user, "once": form.once}
                return take_by_code(referral, **given)
        while conflict := conflicts_told_to(request.user).first():
            with suppress(HersAlready):
                given = {"code": code, "by": request.user, "once": form.once}
                return take_conflict_by_code(conflict, **given)
        note("referral.none_by_code", subject=request.user, by=request.user)
        form.add_error("code", _("Nothing waits for you. Tell them, and say no more"))
    except (NotRight, CodeSpent) as trouble:
        form.add_error("code", str(trouble) or _("This code was used before. Ask for another"))
    return None
