"""What is asked to keep a file longer, and how long files are kept."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import today
from alongside.foundation.ui.forms import Choices, DayField, Form, Words

KEEP, ERASE = "keep", "erase"
LONGEST = 366 * 10


class ReviewForm(Form):
    deed = Choices(
        label=_("What is to be done with those you ticked?"),
        choices=lambda: [(KEEP, _("Keep them longer")), (ERASE, _("Order that they are erased"))],
        error_messages={"required": _("Choose what is to be done")},
    )
    reason = Words(label=_("Why are they kept?"), required=False, rows=2)
    until = DayField(
        label=_("Look at them again on"),
        required=False,
        help_text=_("Only for those that are kept."),
    )

    def clean(self):
        answers = super().clean()
        if answers.get("deed") == KEEP:
            until = answers.get("until")
            if not answers.get("reason"):
                self.add_error("reason", _("Write why they are kept"))
            if "until" not in self.errors and (
                not until or not today() + timedelta(31) < until <= today() + timedelta(LONGEST)
            ):
                self.add_error("until", _("Enter a day more than a month ahead, within ten years"))
        return answers


class PeriodForm(Form):
    months = forms.IntegerField(
        label=_("Months after support ended"),
        min_value=1,
        max_value=600,
        error_messages={"required": _("Enter a number of months, for example 84")},
    )
