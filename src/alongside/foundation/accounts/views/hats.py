"""Changing into one's other role, by showing that it is still oneself."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.accounts.hats.commands import NoOtherHat, change_hat, waiting_for
from alongside.foundation.accounts.step_up import step_up


@step_up
def change(request):
    if not request.user.other_role:
        raise Http404
    if request.method == "POST":
        return _changed(request, request.POST.get("to", ""))
    return render(request, "account/hat.html", {"waiting": waiting_for(request.user)})


def _changed(request, to):
    try:
        change_hat(request.user, to=to, by=request.user)
    except NoOtherHat:  # changed in another window: nothing was done twice
        messages.info(request, _("Your role was changed already."))
        return redirect("hat")
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Your other role is on now. What it opens stands in the menu."))
    return redirect("home")
