"""What happened to this client; others to whom it happened are not told of here."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.commands import note_crime
from alongside.casework.cases.forms import CrimeForm
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.queries import crimes_of
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.drafts import drafted, restored


@case_page(Permission.CASE_CHANGE)
def crimes(request, case):
    context = {"title": _("Crime"), "case": case, "crimes": crimes_of(case)}
    return render(request, "cases/crimes.html", context)


@case_page(Permission.CASE_CHANGE)
@drafted
def add(request, case):
    kept, kept_at = restored(request)
    form = CrimeForm(request.POST or None, initial=kept)
    if form.is_valid():
        note_crime(case, by=request.user, once=form.once, **form.values())
        messages.success(request, _("Saved."))
        return redirect("cases:crime", case.pk)
    context = {"title": _("Note what happened"), "case": case, "form": form}
    return render(request, "cases/add_crime.html", {**context, "draft_kept_at": kept_at})
