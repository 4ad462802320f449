"""What is asked at sign-in, at the lock and on one's own account."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.adapters import WRONG_CODE
from alongside.foundation.accounts.guessing.throttle import Try
from alongside.foundation.accounts.models import User
from alongside.foundation.vault.organisation import token


class PasswordField(forms.CharField):
    """Long enough for any sentence, and not for a book."""

    def __init__(self, *, complete: str = "current-password", **kwargs: Any):
        widget = forms.PasswordInput(attrs={"autocomplete": complete})
        super().__init__(max_length=256, widget=widget, strip=False, **kwargs)


class CodeField(forms.CharField):
    def __init__(self, **kwargs: Any):
        digits = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=digits), **kwargs)


class SignInForm(LoginForm):
    """allauth's, in our words."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        login = forms.EmailInput(attrs={"autocomplete": "username"})
        self.fields["login"] = forms.EmailField(label=_("Work e-mail address"), widget=login)
        self.fields["password"] = PasswordField(label=_("Password"))
        self.fields["shared"] = forms.BooleanField(
            label=_("Others use this computer too"),
            help_text=_("Tick this and it locks after five minutes and remembers nothing of you."),
            required=False,
        )


class CodeForm(AuthenticateForm):
    """A code of the app, or a recovery code. Each opens once."""

    code = CodeField(label=_("Code"))

    def clean_code(self) -> str:
        attempt = Try(context.request, "code", self.user.email)
        attempt.claim()
        code = super().clean_code()
        if not _first_use(self.user, code):
            raise forms.ValidationError(WRONG_CODE)
        attempt.succeeded()
        return code


class OwnPasswordForm(forms.Form):
    """Asks whoever is signed in to show that it is still she."""

    password = PasswordField(label=_("Your password"))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password, user = self.cleaned_data["password"], cast(User, self.request.user)
        found = get_adapter(self.request).authenticate(
            self.request, email=user.email, password=password
        )
        if found != user:
            raise forms.ValidationError(_("That did not work. Try again."))
        return password


class SecondFactorForm(forms.Form):
    """The first code of a new app shows that the key arrived there."""

    code = CodeField(label=_("The six digits that the app shows now"))

    def __init__(self, *args: Any, secret: str, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.secret, self.user = secret, user

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not validate_totp_code(self.secret, code) or not _first_use(self.user, code):
            raise forms.ValidationError(WRONG_CODE)
        return code


class NewPassword(PasswordField):
    def __init__(self, **kwargs: Any):
        kwargs.setdefault("label", _("New password"))
        kwargs.setdefault("help_text", _("At least 12 characters. Three or four words do well."))
        super().__init__(complete="new-password", **kwargs)


class PasswordForm(OwnPasswordForm):
    new_password = NewPassword()

    def clean_new_password(self) -> str:
        user = cast(User, self.request.user)
        validate_password(self.cleaned_data["new_password"], user)
        return self.cleaned_data["new_password"]


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Your name, as colleagues know you"), max_length=120)
    new_password = NewPassword(label=_("Choose a password"))

    def clean_new_password(self) -> str:
        validate_password(self.cleaned_data["new_password"])
        return self.cleaned_data["new_password"]


class PreferencesForm(forms.Form):
    """How the pages speak to whoever is signed in."""

    language = forms.ChoiceField(
        label=_("Language of the pages"),
        choices=lambda: [("", _("As the browser asks")), *settings.LANGUAGES],
        widget=forms.RadioSelect,
        required=False,
    )
    shortcuts = forms.BooleanField(label=_("Use keyboard shortcuts"), required=False)


def _first_use(user, code):
    """A code that somebody overheard opens nothing, not even while it still runs."""
    used = token("code", f"{user.pk}:{normalize_user_code(code)}").hex()
    lasts = mfa.TOTP_PERIOD * (2 * mfa.TOTP_TOLERANCE + 1)
    return cache.add(f"code:{used}", "used", timeout=lasts)
