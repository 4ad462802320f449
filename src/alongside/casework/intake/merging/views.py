"""The pages on which two records are brought together, and parted again."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.casework.cases.pages import case_page
from alongside.casework.intake.doubles.queries import row_of
from alongside.casework.intake.merging.commands import (
    AnsweredAlready,
    NotInSight,
    OneAlready,
    confirm_merge,
    decline_merge,
    propose_merge,
    see_what_was_told,
    undo_merge,
)
from alongside.casework.intake.merging.forms import DecliningForm, PartingForm, ProposingForm
from alongside.casework.intake.merging.guards import CannotMerge, SpeakForTwo
from alongside.casework.intake.merging.pages import double_page, merge_page
from alongside.casework.intake.merging.queries import (
    beside_each_other,
    merges_of,
    still_to_read,
)
from alongside.casework.intake.merging.sight import who_is_asked
from alongside.casework.keeping.commands import AnotherPersonMust
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.hands import one_hand
from alongside.foundation.ui.forms import token_of

WHY_NOT: dict[type[Exception], Any] = {
    OneAlready: gettext_lazy("It was proposed before. Look at that proposal"),
    AnotherPersonMust: gettext_lazy("Another person must confirm it. Nothing is changed"),
    AnsweredAlready: gettext_lazy("Somebody answered this a moment ago. Look at it anew"),
    SpeakForTwo: gettext_lazy("What is known of them now speaks for two people. They stay apart"),
    CannotMerge: gettext_lazy(
        "These records stay apart. There are several reasons for this, and none is shown here. "
        "If you are sure, speak with whoever leads"
    ),
    NotInSight: gettext_lazy("Both records have to be open to you. Nothing was changed"),
}
TROUBLE = tuple(WHY_NOT)
PROPOSED_NOW = gettext_lazy(
    "Proposed. Both records stay as they are until somebody else confirms it."
)


@double_page(Permission.REFERRAL_TRIAGE)
def double(request, double_id):
    row = row_of(double_id, reader=request.user)
    halves = [half.person for half in row.halves]
    beside = beside_each_other(*halves, reader=request.user)
    if row.waiting:
        return redirect("intake:merge", beside.case.pk, row.waiting.pk)
    form = ProposingForm(request.POST or None)
    if form.is_valid() and (merge := _done(form, propose_merge, *halves, by=request.user)):
        messages.success(request, PROPOSED_NOW)
        return redirect("intake:merge", beside.case.pk, merge.pk)
    context = {"title": _("Is it one person?"), "beside": beside, "form": form, "row": row}
    return render(request, "intake/double.html", {**context, "within": "intake:triage"})


@case_page(Permission.CASE_READ)
def listing(request, case):
    merges = merges_of(case, reader=request.user)
    context = {"title": _("Records of this person"), "case": case, "merges": merges}
    context["to_read"] = still_to_read(merges, reader=request.user)
    return render(request, "intake/together.html", context)


@case_page(Permission.CASE_READ)
@require_POST
def seen(request, case):
    merges = merges_of(case, reader=request.user)
    see_what_was_told([shown.merge for shown in merges], by=request.user)
    messages.success(request, _("Thank you. It is off your day."))
    return redirect("desk:case", case.pk)


@merge_page(Permission.CASE_CHANGE)
def merge(request, case, shown):
    found = shown.merge
    if not found.waits:
        return _answered_before(request, case, shown)
    form = DecliningForm(request.POST if request.POST.get("answer") == "two" else None)
    if request.method == "POST" and _answered(request, found, form):
        return redirect("intake:merge", case.pk, found.pk)
    context = {"title": _title_of(found), "case": case, "shown": shown, "form": form}
    context["own"] = found.proposed_by == request.user
    context["may_confirm"] = not one_hand(found.proposed_by_id, request.user.pk)
    context["asked"] = who_is_asked(found)
    return render(request, "intake/merge.html", context)


def _answered_before(request, case, shown):
    """It stands, or somebody said that they are two: then two people may say otherwise again."""
    found, again = shown.merge, request.POST.get("answer") == "again"
    if request.POST.get("answer") in ("one", "two"):
        messages.error(request, f"{WHY_NOT[AnsweredAlready]}.")
        return redirect("intake:merge", case.pk, found.pk)
    form = ProposingForm(request.POST if again else None)
    pair = (found.person, found.other)
    if again and form.is_valid():
        made = _done(form, partial(propose_merge, again=True), *pair, by=request.user)
        if made:
            messages.success(request, PROPOSED_NOW)
            return redirect("intake:merge", case.pk, made.pk)
    context = {"title": _title_of(found), "case": case, "shown": shown, "form": form}
    return render(request, "intake/merge.html", {**context, "offered": not shown.merge.stands})


def _title_of(merge):
    if merge.waits:
        return _("Is it one person?")
    return _("Two records of one person") if merge.stands else _("Two people")


def _answered(request, merge, form):
    """Whether there is nothing left to mend on the page."""
    if request.POST.get("answer") == "one":
        try:
            confirm_merge(merge, by=request.user, once=token_of(request))
            messages.success(request, _("Brought together: from now on they are one person here."))
        except TROUBLE as trouble:
            messages.error(request, f"{WHY_NOT[type(trouble)]}.")
        return True
    if form.is_valid() and _done(form, decline_merge, merge, by=request.user):
        messages.success(request, _("Noted. Both records stay as they are."))
        return True
    return False


@merge_page(Permission.CASE_CHANGE)
def part(request, case, shown):
    here = ("intake:merge", case.pk, shown.merge.pk)
    if not shown.merge.stands:
        return redirect(*here)
    form = PartingForm(request.POST or None)
    if form.is_valid() and _done(form, undo_merge, shown.merge, by=request.user):
        messages.success(request, _("Parted: they are two people again, as before."))
        return redirect(*here)
    context = {"title": _("Part these records again"), "case": case, "shown": shown, "form": form}
    return render(request, "intake/part.html", context)


def _done(form, command, *about, by):
    try:
        return command(*about, **form.values(), by=by, once=form.once)
    except TROUBLE as trouble:
        form.add_error(None, WHY_NOT[type(trouble)])
        return None
