"""One's own account: who one is here, and one's password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from alongside.foundation.accounts.commands import change_password
from alongside.foundation.accounts.forms import PasswordForm
from alongside.foundation.accounts.queries import recovery_codes_of


def account(request):
    left = len(recovery_codes_of(request.user))
    return render(request, "account/account.html", {"codes_left": left})


@sensitive_post_parameters("password", "new_password")
def password(request):
    form = PasswordForm(request.POST or None, request=request)
    if not form.is_valid():
        return render(request, "account/password.html", {"form": form})
    change_password(request.user, form.cleaned_data["new_password"], by=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Your password is changed. Other devices are signed out."))
    return redirect("account")
