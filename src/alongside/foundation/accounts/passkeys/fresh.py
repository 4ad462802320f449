"""What is asked when the second factor is to be shown once more: a code, or a key."""

from typing import Any, cast

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.forms import CodeForm
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.passkeys.ceremony import KeyRefused
from alongside.foundation.accounts.passkeys.shown import answer_in, shown_by

STEP_UP = "step-up"
KEY_REFUSED = _("That key did not work here. Try again, or use another way.")


class FreshForm(CodeForm):
    """A code of the app, a recovery code, or one of her keys."""

    credential = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, user=cast(User, request.user), **kwargs)
        self.request = request
        self.by_key = bool(self.data.get(self.add_prefix("credential")))
        self.fields["code"].required = not self.by_key

    def clean_code(self) -> str:
        return "" if self.by_key else super().clean_code()

    def clean_credential(self) -> str:
        if self.by_key:
            name = self.add_prefix("credential")
            try:
                shown_by(self.request, answer_in(self.request, name), STEP_UP, self.user)
            except KeyRefused:
                raise forms.ValidationError(KEY_REFUSED) from None
        return ""
