"""Taking up an account by the link that was handed over."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from alongside.foundation.accounts.commands import (
    InvitationOver,
    digest_of,
    take_up_invitation,
)
from alongside.foundation.accounts.forms import InvitationForm
from alongside.foundation.accounts.queries import open_invitation


@sensitive_post_parameters("new_password")
def invitation(request, token):
    """Looking uses nothing up: scanners of mail follow links too."""
    invited = open_invitation(digest_of(token))
    if invited is None:
        return render(request, "account/invitation_over.html", status=410)
    posted = request.POST if request.method == "POST" else None
    form = InvitationForm(posted, initial={"name": invited.user.name})
    if posted is not None and form.is_valid():
        return _take_up(request, token, invited.user, form.cleaned_data)
    return render(request, "account/invitation.html", {"form": form, "user_invited": invited.user})


def _take_up(request, token, user, given):
    name, password = given["name"], given["new_password"]
    try:
        user = take_up_invitation(token, name=name, password=password, by=user)
    except InvitationOver:
        return render(request, "account/invitation_over.html", status=410)
    get_adapter(request).logout(request)
    record_authentication(request, user, "password")
    return perform_login(request, Login(user=user))
