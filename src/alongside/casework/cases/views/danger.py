"""How high the danger is: judged by a worker, and looked at twice when it is called lower."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.commands import (
    NeedsReason,
    agree_to_danger,
    judge_danger,
)
from alongside.casework.cases.forms import DangerForm
from alongside.casework.cases.models import DANGER_LOWERED
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.queries import judgement_of, judgements_of, waiting_for
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.drafts import drafted, restored


@case_page(Permission.CASE_CHANGE)
@drafted
def judge(request, case):
    kept, kept_at = restored(request)
    form = DangerForm(request.POST or None, initial=kept or {"level": case.danger})
    if form.is_valid():
        try:
            judge_danger(case, **form.values(), by=request.user, once=form.once)
            messages.success(request, _("Saved: the danger is judged anew."))
            return redirect("cases:danger", case.pk)
        except NeedsReason:
            form.add_error("reason", _("Say why it is lower. A second person will look at it"))
    context = {"title": _("Danger"), "case": case, "form": form, "draft_kept_at": kept_at}
    waiting = waiting_for(request.user, case, DANGER_LOWERED)
    judgements = judgements_of(case)
    others = {judgement.pk for judgement in judgements if judgement.by != request.user}
    context |= {"judgements": judgements, "waiting": waiting & others}
    return render(request, "cases/danger.html", context)


@case_page(Permission.CASE_CHANGE)
def agree(request, case, judgement_id):
    judgement = judgement_of(case, judgement_id)
    asked = judgement.pk in waiting_for(request.user, case, DANGER_LOWERED)
    if request.method == "POST" and asked and judgement.by != request.user:
        agree_to_danger(judgement, by=request.user)
        messages.success(request, _("Noted that you have looked at it and agree."))
    return redirect("cases:danger", case.pk)
