"""Pages of possible duplicates, side by side, and of conflicts, for a manager alone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.casework.cases.commands import BehindAWall
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.second_eyes import NobodyElse
from alongside.casework.intake.alike.commands import (
    DIFFERENT,
    NOT_SURE,
    SAME,
    CannotJoin,
    NobodyToAsk,
    NotYetLooked,
    NotYetSure,
    answer_likeness,
    ask_about_likeness,
    join_person,
    look_at_conflict,
    take_into_case,
    tell_of_conflict,
)
from alongside.casework.intake.alike.forms import ConflictForm
from alongside.casework.intake.alike.queries import (
    COMPARED,
    asked_about,
    conflict_of,
    conflicts_for,
    open_cases_in_sight,
    side_of,
)
from alongside.casework.intake.commands import AlreadyDecided
from alongside.casework.intake.models import LISTED, WAITING
from alongside.casework.intake.pages import referral_page
from alongside.casework.intake.reasons import label_of
from alongside.casework.intake.sides.queries import beside_each, named_conflict
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.forms import token_of

FIRST = {
    NobodyToAsk: gettext_lazy("There is nobody to ask. Decide about it as it stands."),
    NotYetSure: gettext_lazy("Ask whoever works with this person first."),
    NotYetLooked: gettext_lazy(
        "First say below whether it is about the colleague of the same name. Then join."
    ),
}


@referral_page(Permission.REFERRAL_TRIAGE)
def compare(request, referral, likeness_id):
    """Both beside each other, and what may be done about it."""
    if referral.state not in (WAITING, LISTED):
        return redirect("intake:decide", referral.pk)
    side = side_of(referral, likeness_id, reader=request.user)
    if request.method == "POST":
        return _answered(request, referral, side)
    context = {"title": _("Is it the same person?"), "referral": referral, "side": side}
    context["rows"] = [(label_of(name), name) for name in COMPARED]
    return render(request, "intake/compare.html", context)


def _answered(request, referral, side):
    answer, given = request.POST.get("answer"), {"by": request.user, "once": token_of(request)}
    try:
        if answer == SAME:
            join_person(side.likeness, **given)
            said = _("Joined: the referral stands with this person’s record. Now decide about it.")
            messages.success(request, said)
        elif answer == DIFFERENT:
            answer_likeness(side.likeness, DIFFERENT, **given)
            messages.success(request, _("Noted: somebody else."))
        elif answer == "ask" and side.case:
            ask_about_likeness(side.likeness, side.case, **given)
            messages.success(request, _("Asked. It stands on their day."))
    except (NobodyToAsk, NotYetSure, NotYetLooked) as first:
        messages.error(request, FIRST[type(first)])
    except (CannotJoin, AlreadyDecided, NobodyElse, BehindAWall):
        messages.error(request, _("It cannot be joined. Decide about it as it stands."))
    return redirect("intake:decide", referral.pk)


@referral_page(Permission.REFERRAL_TRIAGE)
@require_POST
def into_case(request, referral, into_id):
    """The person has an open case: it goes on there."""
    cases = open_cases_in_sight(referral, reader=request.user)
    case = next((each for each in cases if each.pk == into_id), None)
    if case is None:
        raise Http404
    try:
        take_into_case(referral, case, by=request.user, once=token_of(request))
    except AlreadyDecided:
        return redirect("intake:decide", referral.pk)
    messages.success(request, _("It goes on in the open case. Whoever works there calls."))
    return redirect("desk:case", case.pk)


@referral_page(Permission.REFERRAL_TRIAGE)
@require_POST
def tell(request, referral):
    tell_of_conflict(referral, by=request.user, once=token_of(request))
    messages.success(request, _("A manager is told, and looks at both sides."))
    return redirect("intake:decide", referral.pk)


@case_page(Permission.CASE_CHANGE)
def asked(request, case):
    """For whoever works with this person: is somebody who came in the same one?"""
    likenesses = asked_about(case, reader=request.user)
    if request.method == "POST":
        named = [one for one in likenesses if str(one.pk) == request.POST.get("likeness")]
        answer = request.POST.get("answer")
        for likeness in named if answer in (SAME, DIFFERENT, NOT_SURE) else []:
            answer_likeness(likeness, answer, by=request.user, once=token_of(request))
            messages.success(request, _("Thank you. Whoever triages reads it."))
        return redirect("intake:asked", case.pk)
    context = {"title": _("Is it the same person?"), "case": case, "likenesses": likenesses}
    return render(request, "intake/asked.html", context)


@staff_page(Permission.CONFLICT_DECIDE, lists=True)
def conflicts(request):
    context = {"title": _("Conflicts"), "conflicts": conflicts_for(request.user)[:50]}
    return render(request, "intake/conflicts.html", {**context, "within": "intake:triage"})


@staff_page(Permission.CONFLICT_DECIDE, lists=True)
def conflict(request, conflict_id):
    return _looked_at(request, conflict_of(conflict_id, user=request.user), "intake:conflicts")


@staff_page(Permission.CASE_CHANGE, lists=True)
def conflict_by_code(request, conflict_id):
    """No manager may know of both sides: for the colleague whom the outsider chose."""
    return _looked_at(request, named_conflict(conflict_id, user=request.user), "desk:today")


def _looked_at(request, found, back):
    form = ConflictForm(request.POST or None)
    if form.is_valid():
        look_at_conflict(found, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Noted. It is off the list."))
        return redirect(back)
    context = {"title": _("A conflict"), "conflict": found, "form": form}
    context["beside"] = beside_each(found) if found.other else []
    return render(request, "intake/conflict.html", {**context, "within": "intake:triage"})
