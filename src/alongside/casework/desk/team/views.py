"""The team board, and what counts when somebody is proposed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.desk.team.commands import order_grounds
from alongside.casework.desk.team.forms import OrderForm
from alongside.casework.desk.team.queries import boards_of, grounds_in_order
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.packs.loader import pack


@staff_page(Permission.CASE_ALLOCATE, lists=True)
def board(request):
    context = {"title": _("Team"), "boards": boards_of(request.user)}
    context["weights"] = pack().working_day.load
    return render(request, "desk/team.html", context)


@staff_page(Permission.CASE_ALLOCATE)
def order(request):
    form = OrderForm(request.POST or None, grounds=grounds_in_order())
    if form.is_valid():
        order_grounds(form.in_order, by=request.user)
        messages.success(request, _("This order counts from now on."))
        return redirect("desk:team")
    said = [
        _(
            "When a case is allocated, somebody is proposed. Number what counts first, second "
            "and so on; it holds for the whole organisation."
        )
    ]
    context = {"title": _("What counts first"), "form": form, "said": said}
    return render(request, "ui/ask.html", {**context, "verb": _("Let this order count")})
