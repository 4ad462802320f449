"""The on-call log and its handover to the day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.casework.desk.oncall.commands import log_night, take_into_day
from alongside.casework.desk.oncall.forms import NightForm
from alongside.casework.desk.oncall.models import NightEntry
from alongside.casework.desk.oncall.queries import nights_of
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.clock import now
from alongside.foundation.ui.forms import token_of


@staff_page(Permission.NIGHT_LOG, lists=True)
def log(request):
    page = nights_of(request.user, after=request.GET.get("after"))
    return render(request, "desk/nights.html", {"title": _("On-call log"), "page": page})


@staff_page(Permission.NIGHT_LOG)
def add(request):
    given = {"writer": request.user, "initial": {"at": now().time()}}
    form = NightForm(request.POST or None, **given)
    if form.is_valid():
        log_night(**form.values(), by=request.user, once=form.once)
        messages.success(request, _("It is in the log. The day finds it in the morning."))
        return redirect("desk:nights")
    context = {"title": _("A line for the log"), "form": form, "said": []}
    return render(request, "ui/ask.html", {**context, "verb": _("Save this line")})


@staff_page(Permission.NIGHT_LOG)
def take(request, night_id):
    entry = get_object_or_404(NightEntry.objects.visible_to(request.user), pk=night_id)
    if request.method == "POST":
        take_into_day(entry, by=request.user, once=token_of(request))
        messages.success(request, _("You see to it."))
    return redirect("desk:nights")
