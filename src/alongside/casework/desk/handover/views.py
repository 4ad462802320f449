"""The handover page, and the word of whoever takes the case that she has read it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.handing.commands import confirm_reading
from alongside.casework.cases.pages import case_page
from alongside.casework.desk.handover.queries import handover_page, last_handover
from alongside.casework.desk.mine.queries import without_numbers
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.ui.forms import token_of


@case_page(Permission.CASE_READ)
def handover(request, case):
    last = last_handover(case)
    context = {"title": _("To hand over"), "case": case, "last": last}
    context["page"] = handover_page(case, request.user)
    context["plain"] = without_numbers
    context["mine"] = bool(last) and last.to == request.user and last.read_at is None
    context["reads_contacts"] = holds(request.user, Permission.CONTACT_READ)
    return render(request, "desk/handover.html", context)


@case_page(Permission.CASE_READ)
def read(request, case):
    last = last_handover(case)
    if request.method == "POST" and last and last.to == request.user:
        confirm_reading(last, by=request.user, once=token_of(request))
        messages.success(request, _("Noted that you have read it."))
        return redirect("desk:case", case.pk)
    return redirect("desk:handover", case.pk)
