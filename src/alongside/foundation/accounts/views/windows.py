"""Where one is signed in, and the PIN of the device one sits at."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.commands import end_sessions
from alongside.foundation.accounts.guessing.devices import known_device, remember_device
from alongside.foundation.accounts.step_up import step_up_first
from alongside.foundation.accounts.windows.commands import end_window, forget_pin, set_pin
from alongside.foundation.accounts.windows.forms import NewPinForm
from alongside.foundation.accounts.windows.queries import has_pin, windows_of


def windows(request):
    page = {"windows": windows_of(request.user, request.session.session_key)}
    page["pin"] = has_pin(request.user, known_device(request, request.user.email))
    return render(request, "account/windows.html", page)


@require_POST
def end(request):
    """One other window; without one named, all the others."""
    if handle := request.POST.get("window"):
        end_window(handle, by=request.user)
        messages.success(request, _("That window is signed out."))
    else:
        end_sessions(request.user, by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("You are signed out everywhere else. Every PIN is forgotten."))
    return redirect("windows")


@step_up_first
@sensitive_post_parameters("pin", "again")
def pin(request):
    if shift.is_shared(request.session):
        return render(request, "account/pin_shared.html")
    form = NewPinForm(request.POST or None)
    if not form.is_valid():
        return render(request, "account/pin.html", {"form": form})
    response = redirect("windows")
    device = remember_device(request, response, request.user.email)
    set_pin(device, form.cleaned_data["pin"], by=request.user)
    messages.success(request, _("This PIN opens your lock on this device, within a shift."))
    return response


@require_POST
def drop_pin(request):
    if device := known_device(request, request.user.email):
        forget_pin(device, by=request.user)
        messages.success(request, _("The PIN of this device is forgotten."))
    return redirect("windows")
