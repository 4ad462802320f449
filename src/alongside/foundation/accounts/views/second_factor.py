"""Setting up the app that shows codes, and the recovery codes for when it is not at hand."""

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from alongside.foundation.accounts.commands import (
    AlreadySetUp,
    renew_recovery_codes,
    set_up_second_factor,
)
from alongside.foundation.accounts.forms import SecondFactorForm
from alongside.foundation.accounts.marks import Mark, marked
from alongside.foundation.accounts.queries import has_second_factor, recovery_codes_of
from alongside.foundation.accounts.second_factor import passed
from alongside.foundation.accounts.step_up import is_fresh, step_up

SECRET, SHOW_CODES = "second_factor_secret", "show_recovery_codes"


@marked(Mark.WITHOUT_SECOND_FACTOR)
@sensitive_post_parameters("code")
def set_up(request):
    """First of all, or for a new phone; a new phone needs the second factor first."""
    begun = SECRET in request.session and is_fresh(request)
    if has_second_factor(request.user) and not begun:
        return redirect("second-factor-anew")
    return _shown(request)


@step_up
def _shown(request):
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    posted = request.POST if request.method == "POST" else None
    form = SecondFactorForm(posted, secret=secret, user=request.user)
    if posted is not None and form.is_valid():
        return _set_up(request, secret)
    page = {"form": form, "picture": _picture(request.user, secret), "key": _in_fours(secret)}
    return render(request, "account/second_factor.html", page)


def _set_up(request, secret):
    try:
        set_up_second_factor(request.user, secret, passed=passed(request), by=request.user)
    except AlreadySetUp:  # between the door and here, in another session
        logout(request)
        return redirect("sign-in")
    update_session_auth_hash(request, request.user)
    record_authentication(request, request.user, "mfa", type="totp", reauthenticated=True)
    del request.session[SECRET]
    request.session[SHOW_CODES] = True
    return redirect("recovery-codes")


def recovery_codes(request):
    """Shown until she says that she has kept them, and then never again."""
    if not request.session.get(SHOW_CODES):
        return redirect("account")
    if request.method == "POST":
        del request.session[SHOW_CODES]
        messages.success(request, _("Your second step is ready."))
        return redirect("home")
    codes = [_in_fours(code) for code in recovery_codes_of(request.user)]
    return render(request, "account/recovery_codes.html", {"codes": codes})


@step_up
def new_recovery_codes(request):
    if request.method != "POST":
        return render(request, "account/new_recovery_codes.html")
    renew_recovery_codes(request.user, by=request.user)
    request.session[SHOW_CODES] = True
    return redirect("recovery-codes")


@step_up
def set_up_anew(request):
    """A new phone, or the first one beside a key."""
    if request.method != "POST":
        return render(request, "account/second_factor_anew.html")
    request.session[SECRET] = generate_totp_secret()
    return redirect("second-factor")


def _picture(user, secret):
    address = get_adapter().build_totp_url(user, secret)
    drawing = segno.make(address, error="m").svg_inline(scale=4, dark="#000", light="#fff")
    return mark_safe(drawing)  # noqa: S308  (drawn by us from our own letters)


def _in_fours(letters):
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))
