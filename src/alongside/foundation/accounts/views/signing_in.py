"""In by e-mail address and password, then a code; out by one press."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.adapters import ASKED_SHARED
from alongside.foundation.accounts.addresses import way_back
from alongside.foundation.accounts.forms import CodeForm, SignInForm
from alongside.foundation.accounts.marks import Mark, marked
from alongside.foundation.accounts.passkeys.ceremony import KeyRefused
from alongside.foundation.accounts.passkeys.fresh import KEY_REFUSED
from alongside.foundation.accounts.passkeys.queries import has_passkey
from alongside.foundation.accounts.passkeys.shown import (
    SIGN_IN,
    answer_in,
    options,
    shown_by,
    shown_by_somebody,
)
from alongside.foundation.audit.trail import note

SECOND_STEP = "second step"


@sensitive_post_parameters("password")
def sign_in(request):
    if request.user.is_authenticated:
        return redirect(way_back(request) or "home")
    if request.POST.get("credential"):
        return _by_key(request)
    posted = request.POST if request.method == "POST" else None
    form = SignInForm(posted, request=request)
    if posted is not None and form.is_valid():
        request.session[ASKED_SHARED] = "shared" in request.POST
        return form.login(request, redirect_url=way_back(request))
    return _sign_in_page(request, form)


def _by_key(request):
    """A key that was unlocked by its carrier is both steps at once. Nobody can guess one, so
    this way in is never slowed."""
    try:
        user = shown_by_somebody(request, answer_in(request)).user
    except KeyRefused:
        return _sign_in_page(request, SignInForm(request=request), said=KEY_REFUSED)
    request.session[ASKED_SHARED] = "shared" in request.POST
    record_authentication(request, user, "mfa", type="webauthn", passwordless=True)
    return perform_login(request, Login(user=user, redirect_url=way_back(request)))


def _sign_in_page(request, form, said=None):
    page = {"form": form, "back": way_back(request), "said": said}
    return render(request, "account/sign_in.html", page)


@require_POST
def key_options(request):
    """Asked by whoever is about to show a key; it tells nothing of anybody."""
    return JsonResponse(options(request, SIGN_IN, None, verified=True))


@sensitive_post_parameters("code")
def enter_code(request):
    """Reached only by whoever has just given the right password."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if request.user.is_authenticated or stage is None:
        return redirect("sign-in")
    user, said = stage.login.user, None
    posted = request.POST if request.method == "POST" else None
    if posted and posted.get("credential"):
        if _key_shown(request, user):
            return stage.exit()
        posted, said = None, KEY_REFUSED
    form = CodeForm(posted, user=user)
    if posted is not None and form.is_valid():
        post_authentication(request, form.authenticator)
        return stage.exit()
    page = {"form": form, "said": said, "keys": has_passkey(user)}
    return render(request, "account/code.html", page)


def _key_shown(request, user):
    try:
        shown_by(request, answer_in(request), SECOND_STEP, user)
    except KeyRefused:
        return False
    record_authentication(request, user, "mfa", type="webauthn")
    return True


@require_POST
def second_step_options(request):
    """The keys of whoever has just given the right password."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return JsonResponse({}, status=403)
    return JsonResponse(options(request, SECOND_STEP, stage.login.user, verified=False))


@require_POST
def start_again(request):
    """Back from the code to the first step, for whoever mistook the account."""
    if not request.user.is_authenticated:
        clear_login(request)
    return redirect("sign-in")


@marked(Mark.WHILE_LOCKED)
@require_POST
def sign_out(request):
    if request.user.is_authenticated:
        note("user.signed_out", subject=request.user, by=request.user)
    logout(request)
    messages.success(request, _("You are signed out."))
    response = redirect("sign-in")
    # Cookies stay: the one left says only that this device is known.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
