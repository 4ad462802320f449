"""The rota: for everybody to read, for whoever leads to fill."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.clock import today
from alongside.organisation.workforce.rota.commands import put_on_rota, take_off_rota
from alongside.organisation.workforce.rota.forms import TurnForm
from alongside.organisation.workforce.rota.models import Turn
from alongside.organisation.workforce.rota.queries import on_duty, rota_from


@staff_page(Permission.TODAY_READ)
def rota(request):
    context = {"title": _("Duty rota"), "days": rota_from(today()), "now_on": on_duty()}
    context["fills"] = holds(request.user, Permission.CASE_ALLOCATE)
    return render(request, "workforce/rota.html", context)


@staff_page(Permission.CASE_ALLOCATE)
def put_on(request):
    asked = {"on": request.GET.get("on", "")}
    form = TurnForm(request.POST or None, initial={k: v for k, v in asked.items() if v})
    if form.is_valid():
        turn = put_on_rota(**form.values(), by=request.user, once=form.once)
        messages.success(request, _("%(name)s is on the rota.") % {"name": turn.user.name})
        return redirect("workforce:rota")
    context = {"title": _("Put somebody on the rota"), "form": form, "said": []}
    return render(request, "ui/ask.html", {**context, "verb": _("Put them on the rota")})


@staff_page(Permission.CASE_ALLOCATE)
def take_off(request, turn_id):
    turn = get_object_or_404(Turn.objects.select_related("user"), pk=turn_id)
    if request.method == "POST":
        take_off_rota(turn, by=request.user)
        messages.success(request, _("%(name)s is off the rota then.") % {"name": turn.user.name})
    return redirect("workforce:rota")
