"""The page on which support is taken up again, and how it had ended before."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.commands import BehindAWall
from alongside.casework.cases.models import Reopening
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.proposing import proposals_for
from alongside.casework.cases.queries import sees, those_who_can_take_a_case
from alongside.casework.cases.reopening.commands import (
    HasDied,
    NotEnded,
    ReasonFirst,
    reopen_support,
)
from alongside.casework.cases.reopening.forms import ReopenForm
from alongside.casework.cases.reopening.returning import is_late
from alongside.casework.cases.second_eyes import NobodyElse
from alongside.casework.people.queries import unwalled
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.packs.loader import pack


@case_page(Permission.CASE_END)
@drafted
def reopen(request, case):
    if case.is_open or case.person.dead:
        return redirect("desk:case", case.pk)
    kept, kept_at = restored(request)
    able = _able(request.user, case)
    proposed = proposals_for(case, able, request.user) if len(able) > 1 else []
    first = {"worker": (proposed[0].worker if proposed else request.user).pk}
    late = is_late(case.ended_on)
    form = ReopenForm(request.POST or None, initial=kept or first, workers=able, late=late)
    if form.is_valid() and _taken_up(request, case, form):
        here = sees(request.user, case)
        return redirect("desk:case", case.pk) if here else redirect("desk:caseload")
    context = {"title": _("Take support up again"), "case": case, "form": form}
    context |= {"proposed": proposed, "freely": pack().returning.freely.number}
    return render(request, "cases/reopen.html", {**context, "draft_kept_at": kept_at})


def _able(user, case):
    """Whoever allocates chooses; whoever does not takes it on herself."""
    able = unwalled(those_who_can_take_a_case(), case.person)
    return able if holds(user, Permission.CASE_ALLOCATE) else able.filter(pk=user.pk)


def _taken_up(request, case, form):
    try:
        reopen_support(case, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Support goes on. Ask first what is safe now."))
    except (NotEnded, HasDied):
        messages.info(request, _("Somebody else changed this a moment ago. See how it stands."))
    except ReasonFirst:
        form.add_error("reason", _("Say why it is no new case; it ended long ago"))
        return False
    except BehindAWall:
        form.add_error("worker", _("Choose somebody else for this case"))
        return False
    except NobodyElse:
        say = _("A second look is still open, and nobody else could take it. Have it done first")
        form.add_error("worker", say)
        return False
    return True


@case_page(Permission.CASE_READ)
def endings(request, case):
    found = list(Reopening.objects.filter(case=case).select_related("by")[:50])
    for row in found:
        row.case = case
    context = {"title": _("How support had ended before"), "case": case, "rows": found}
    return render(request, "cases/endings.html", context)
