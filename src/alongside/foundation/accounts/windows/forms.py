"""What is asked for a PIN, and at a lock that wants both steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.forms import CodeForm, OwnPasswordForm
from alongside.foundation.accounts.windows.pins import LONGEST, SHORTEST, is_too_easy


class PinField(forms.CharField):
    """Digits, not shown while they are typed."""

    def __init__(self, *, complete: str = "off", **kwargs: Any):
        digits = {"autocomplete": complete, "inputmode": "numeric"}
        super().__init__(max_length=LONGEST, widget=forms.PasswordInput(attrs=digits), **kwargs)


class PinForm(forms.Form):
    pin = PinField(label=_("Your PIN for this device"))


class NewPinForm(forms.Form):
    pin = PinField(
        label=_("A PIN for this device"),
        help_text=_("Six to twelve digits: no date, nothing in a row, nothing over and over."),
    )
    again = PinField(label=_("The same once more"))

    def clean_pin(self) -> str:
        pin = self.cleaned_data["pin"]
        if not (pin.isascii() and pin.isdigit() and len(pin) >= SHORTEST):
            raise forms.ValidationError(_("Six to twelve digits, and only digits"))
        if is_too_easy(pin):
            raise forms.ValidationError(_("That one is guessed first. Choose another"))
        return pin

    def clean_again(self) -> str:
        if self.cleaned_data["again"] != self.cleaned_data.get("pin", self.cleaned_data["again"]):
            raise forms.ValidationError(_("The two are not the same"))
        return self.cleaned_data["again"]


class WholeForm(OwnPasswordForm, CodeForm):
    """Both steps, as at a sign-in. A wrong password uses no code up."""

    field_order = ("password", "code")

    def clean_code(self) -> str:
        return super().clean_code() if "password" in self.cleaned_data else ""
