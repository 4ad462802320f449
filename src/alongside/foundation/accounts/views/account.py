"""One's own account: who one is here, and one's password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.forms.models import model_to_dict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from alongside.foundation.accounts.commands import change_password, set_preferences
from alongside.foundation.accounts.forms import PasswordForm, PreferencesForm
from alongside.foundation.accounts.preferences.language import language_for
from alongside.foundation.accounts.queries import has_codes, recovery_codes_of


def account(request):
    left = len(recovery_codes_of(request.user))
    chosen = dict(settings.LANGUAGES).get(request.user.language, _("As the browser asks"))
    page = {"codes_left": left, "chosen_language": chosen}
    page["has_codes"] = has_codes(request.user)
    return render(request, "account/account.html", page)


@sensitive_post_parameters("password", "new_password")
def password(request):
    form = PasswordForm(request.POST or None, request=request)
    if not form.is_valid():
        return render(request, "account/password.html", {"form": form})
    change_password(request.user, form.cleaned_data["new_password"], by=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Your password is changed. Other devices are signed out."))
    return redirect("account")


def preferences(request):
    posted = request.POST if request.method == "POST" else None
    form = PreferencesForm(posted, initial=model_to_dict(request.user, ["language", "shortcuts"]))
    if posted is None or not form.is_valid():
        return render(request, "account/preferences.html", {"form": form})
    set_preferences(request.user, **form.cleaned_data, by=request.user)
    with translation.override(language_for(request)):
        messages.success(request, _("Saved. The pages speak to you like this from now on."))
    return redirect("account")
