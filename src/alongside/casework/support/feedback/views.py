"""Feedback on an ended case: whether we may ask, then what was said."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.support.feedback.commands import (
    YES,
    NotNow,
    OwnWork,
    may_ask_them,
    note_wish,
    tell_feedback,
)
from alongside.casework.support.feedback.forms import ToldForm, WishForm
from alongside.casework.support.feedback.models import Feedback
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.drafts import drafted, restored


@case_page(Permission.CASE_END)
@drafted
def feedback(request, case):
    if case.is_open or case.person.dead:
        messages.info(request, _("How support was is asked when it has ended."))
        return redirect("desk:case", case.pk)
    wish = Feedback.objects.filter(case=case, ended_on=case.ended_on).first()
    context = {"title": _("How support was"), "case": case, "wish": wish}
    if wish is None:
        return _wish(request, case, context)
    wish.case = case
    sends = request.method == "POST"  # also the second of two: no word of hers is lost
    if wish.may_ask == YES and (sends or not wish.told_at) and may_ask_them(wish, request.user):
        return _told(request, case, wish, context)
    return render(request, "support/feedback.html", context)


def _wish(request, case, context):
    form = WishForm(request.POST or None)
    if not form.is_valid():
        return render(request, "support/feedback.html", {**context, "form": form})
    try:
        note_wish(case, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Noted."))
    except NotNow:
        messages.info(request, _("Somebody has noted it already."))
    return redirect("desk:case", case.pk)


def _told(request, case, wish, context):
    words, kept_at = restored(request)
    form = ToldForm(request.POST or None, initial=words)
    context |= {"form": form, "draft_kept_at": kept_at}
    if not form.is_valid():
        return render(request, "support/feedback.html", context)
    try:
        tell_feedback(wish, **form.values(), by=request.user, once=form.once)
    except (NotNow, OwnWork):
        form.add_error(None, _("Somebody else has noted it meanwhile. Your words are still here"))
        return render(request, "support/feedback.html", context, status=409)
    messages.success(request, _("Thank you. It is off your day."))
    return redirect("feedback:page", case.pk)
