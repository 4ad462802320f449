"""What is asked before somebody works alone: where, until when, and who knows."""

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now
from alongside.foundation.ui.forms import Form, TimeField24, Words


class UntilForm(Form):
    until = TimeField24(
        label=_("Until when?"), help_text=_("An earlier time than now means tomorrow.")
    )

    def clean_until(self):
        at = datetime.combine(now().date(), self.cleaned_data["until"], tzinfo=now().tzinfo)
        return at if at > now() else at + timedelta(days=1)


class CheckInForm(UntilForm):
    place = Words(
        label=_("Where?"),
        rows=2,
        help_text=_("So that somebody can find you. Only you read it while all is well."),
    )
    colleague: forms.ModelChoiceField = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who is told if you are late?"),
        empty_label=_("Choose a colleague"),
    )
    field_order = ("place", "until", "colleague")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = User.objects.who_may_sign_in().exclude(pk=user.pk)
