"""One's own passkeys and security keys: the list, a new one, one that goes."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.commands import AlreadySetUp
from alongside.foundation.accounts.marks import Mark, marked
from alongside.foundation.accounts.passkeys import ceremony, shown
from alongside.foundation.accounts.passkeys.ceremony import KeyRefused
from alongside.foundation.accounts.passkeys.commands import (
    LastOne,
    TooManyKeys,
    add_passkey,
    remove_passkey,
)
from alongside.foundation.accounts.passkeys.forms import NewKeyForm, told_of
from alongside.foundation.accounts.passkeys.fresh import KEY_REFUSED, STEP_UP
from alongside.foundation.accounts.passkeys.queries import passkeys_of
from alongside.foundation.accounts.queries import has_second_factor
from alongside.foundation.accounts.second_factor import passed
from alongside.foundation.accounts.step_up import step_up
from alongside.foundation.accounts.views.second_factor import SHOW_CODES


def passkeys(request):
    return render(request, "account/passkeys.html", {"keys": passkeys_of(request.user)})


@marked(Mark.WITHOUT_SECOND_FACTOR)
@require_POST
def new_key_options(request):
    known = [key.credential for key in passkeys_of(request.user)]
    return JsonResponse(ceremony.ask_for_new_key(request, request.user, known))


@marked(Mark.WITHOUT_SECOND_FACTOR)
@step_up
def add(request):
    """Her first second factor, or one more; a key already made waits for no second press."""
    form = NewKeyForm(request.POST or None)
    if form.is_valid():
        try:
            return _added(request, form.cleaned_data["name"])
        except KeyRefused:
            form.add_error(None, KEY_REFUSED)
        except TooManyKeys:
            form.add_error(None, _("You have many keys already. Remove one first"))
        except AlreadySetUp:  # between the door and here, in another session
            logout(request)
            return redirect("sign-in")
    first = not has_second_factor(request.user)
    return render(request, "account/passkey_add.html", {"form": form, "first": first})


def _added(request, name):
    first, answer = not has_second_factor(request.user), shown.answer_in(request)
    made = ceremony.new_key_in(request, answer)
    told = told_of(answer)
    was_passed = passed(request)
    add_passkey(request.user, name, made, told=told, passed=was_passed, by=request.user)
    if not first:
        messages.success(request, _("From now on this key opens your account too."))
        return redirect("passkeys")
    update_session_auth_hash(request, request.user)
    record_authentication(request, request.user, "mfa", type="webauthn", reauthenticated=True)
    request.session[SHOW_CODES] = True
    return redirect("recovery-codes")


@step_up
def remove(request, row):
    key = next((key for key in passkeys_of(request.user) if key.row == row), None)
    if key is None:
        raise Http404
    if request.method != "POST":
        return render(request, "account/passkey_remove.html", {"key": key})
    try:
        remove_passkey(row, by=request.user)
        messages.success(request, _("That key opens nothing any more."))
    except LastOne:
        say = _("This is all you have as a second step. Add another one first.")
        messages.error(request, say)
    return redirect("passkeys")


@require_POST
def fresh_options(request):
    """For the page that asks once more."""
    return JsonResponse(shown.options(request, STEP_UP, request.user, verified=False))
