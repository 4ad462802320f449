"""What is asked when somebody is away, and about each case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.foundation.ui.forms import DayField, Form, Words


class AwayForm(Form):
    first = DayField(label=_("First day away"))
    last = DayField(label=_("Last day away"))
    cover: forms.ModelChoiceField = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who stands in?"),
        empty_label=_("Choose a colleague"),
        help_text=_("They see the cases for these days. Ask them first."),
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cover"].queryset = colleagues

    def clean(self):
        told = super().clean()
        first, last = told.get("first"), told.get("last")
        if last and last < today():
            self.add_error("last", _("Enter today or a later day"))
        elif first and last and last < first:
            self.add_error("last", _("Enter a day that is not before the first one"))
        return told


class BriefForm(Form):
    words = Words(
        label=_("What should they know before anything else?"),
        required=False,
        rows=3,
        help_text=_(
            "What helps, what makes it harder, what not to ask again, what you promised. The rest "
            "stands in the file."
        ),
    )
