"""Ending support: why, what came of it, and what happens then."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.commands import (
    AlreadyEnded,
    DeathFirst,
    SecondEyesFirst,
    end_support,
)
from alongside.casework.cases.forms import EndingForm
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.queries import ends_with_support
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.drafts import drafted, restored


def _ended(request, case, form):
    try:
        end_support(case, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Support has ended. What was written stays readable."))
    except AlreadyEnded:
        messages.info(request, _("Support has already ended."))
    except SecondEyesFirst:
        say = _("The danger was lowered, and nobody else has looked at it yet. End support then")
        form.add_error(None, say)
        return False
    except DeathFirst:
        say = _("Note the death first, on its own page: that stops everything still to come")
        form.add_error("reason", say)
        return False
    return True


@case_page(Permission.CASE_END)
@drafted
def end(request, case):
    if not case.is_open:
        messages.info(request, _("Support has already ended."))
        return redirect("desk:case", case.pk)
    kept, kept_at = restored(request)
    first = {"reason": "died"} if case.person.dead else None
    form = EndingForm(request.POST or None, initial=kept or first)
    if form.is_valid() and _ended(request, case, form):
        return redirect("desk:case" if case.person.dead else "feedback:page", case.pk)
    context = {"title": _("End support"), "case": case, "form": form, "draft_kept_at": kept_at}
    return render(request, "cases/end.html", {**context, "open_items": ends_with_support(case)})
