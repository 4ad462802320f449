"""In by e-mail address and password, then a code; out by one press."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.addresses import way_back
from alongside.foundation.accounts.forms import CodeForm, SignInForm
from alongside.foundation.accounts.marks import Mark, marked
from alongside.foundation.audit.trail import note


@sensitive_post_parameters("password")
def sign_in(request):
    if request.user.is_authenticated:
        return redirect(way_back(request) or "home")
    posted = request.POST if request.method == "POST" else None
    form = SignInForm(posted, request=request)
    if posted is not None and form.is_valid():
        return form.login(request, redirect_url=way_back(request))
    page = {"form": form, "back": way_back(request)}
    return render(request, "account/sign_in.html", page)


@sensitive_post_parameters("code")
def enter_code(request):
    """Reached only by whoever has just given the right password."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if request.user.is_authenticated or stage is None:
        return redirect("sign-in")
    posted = request.POST if request.method == "POST" else None
    form = CodeForm(posted, user=stage.login.user)
    if posted is not None and form.is_valid():
        post_authentication(request, form.authenticator)
        return stage.exit()
    return render(request, "account/code.html", {"form": form})


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
