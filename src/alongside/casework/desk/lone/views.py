"""Working alone: one page to check in, to stay longer, and to be back in one tap."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.casework.desk.lone.commands import check_in, check_out, stay_longer
from alongside.casework.desk.lone.forms import CheckInForm, UntilForm
from alongside.casework.desk.lone.models import Visit
from alongside.casework.desk.lone.queries import own_visit, watched_by
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.packs.loader import pack
from alongside.foundation.ui.forms import token_of


@staff_page(Permission.TODAY_READ)
def lone(request):
    visit = own_visit(request.user)
    form = UntilForm(request.POST or None) if visit else _check_in_form(request)
    if form.is_valid():
        save = {"by": request.user, "once": form.once, **form.values()}
        visit = stay_longer(visit, **save) if visit else check_in(**save)
        messages.success(
            request, _("%(name)s is told if you are late.") % {"name": visit.colleague.name}
        )
        return redirect("desk:lone")
    context = {"title": _("Working alone"), "form": form, "visit": visit}
    context |= {"watched": watched_by(request.user), "rules": pack().working_day.lone_working}
    return render(request, "desk/lone.html", context)


def _check_in_form(request):
    return CheckInForm(request.POST or None, user=request.user)


@staff_page(Permission.TODAY_READ)
def back(request, visit_id):
    told = Q(user=request.user) | Q(colleague=request.user) | Q(lead=request.user)
    visit = get_object_or_404(Visit.objects.filter(told).select_related("user"), pk=visit_id)
    if request.method == "POST":
        check_out(visit, by=request.user, once=token_of(request))
        mine = visit.user_id == request.user.pk
        said = _("Good to have you back.") if mine else _("Noted that %(name)s is well.")
        messages.success(request, said if mine else said % {"name": visit.user.name})
    return redirect("desk:lone")
