"""The page of those who may be here twice."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.casework.intake.alike.commands import DIFFERENT
from alongside.casework.intake.doubles.commands import answer_double
from alongside.casework.intake.doubles.queries import doubles_for, row_of
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.forms import token_of


@staff_page(Permission.REFERRAL_TRIAGE, lists=True)
def doubles(request):
    context = {"title": _("Perhaps here twice"), "rows": doubles_for(request.user)}
    return render(request, "intake/doubles.html", {**context, "within": "intake:triage"})


@staff_page(Permission.REFERRAL_TRIAGE)
@require_POST
def somebody_else(request, double_id):
    row = row_of(double_id, reader=request.user)
    if row.waiting:  # it is answered there, with a reason that whoever proposed it reads
        return redirect("intake:double", double_id)
    answer_double(row.double, DIFFERENT, by=request.user, once=token_of(request))
    messages.success(request, _("Noted: two people. They are not shown together again."))
    return redirect("intake:doubles")
