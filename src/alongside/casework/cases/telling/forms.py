"""What is asked to pin a notice above every page of a case."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.foundation.ui.forms import DayField, Form


class NoticeForm(Form):
    """What everybody who opens the case must know, until a day."""

    words = forms.CharField(
        label=_("What must everybody know?"),
        max_length=200,
        help_text=_("One sentence, for a few weeks at most."),
        error_messages={"required": _("Say it in one sentence")},
    )
    owner: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Who sees to it?"), queryset=None, empty_label=None
    )
    until = DayField(
        label=_("Until when?"),
        error_messages={"required": _("Enter the day on which it comes down")},
    )

    def __init__(self, *args: Any, owners: QuerySet[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["owner"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]

    def clean_until(self):
        day = self.cleaned_data["until"]
        if not today() <= day <= today() + timedelta(days=92):
            raise forms.ValidationError(_("Enter a day within the next three months"))
        return day
