"""What is asked of whoever read much, of whoever looks at it, and of whoever sets the budgets."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.openings.budgets import LEAST, MOST
from alongside.foundation.ui.forms import Choices, Form, Words


class WhyForm(Form):
    said = Words(
        label=_("What were you doing?"),
        rows=2,
        help_text=_("One line is enough: supervision, handing cases over, a busy night."),
        error_messages={"required": _("Write one line, or leave the page as it is")},
    )


class LookForm(Form):
    finding = Choices(
        label=_("What did you find?"),
        vocabulary="opening_finding",
        error_messages={"required": _("Choose what you found")},
    )
    found = Words(label=_("In your words"), required=False, rows=3)

    def clean(self):
        answers = super().clean()
        if answers.get("finding") == "not_in_order" and not answers.get("found"):
            self.add_error("found", _("Say what was not in order, and what follows"))
        return answers


class BudgetsForm(Form):
    """One number for each role that opens files, as it stands."""

    def __init__(self, *args: Any, roles: list[tuple[str, str, int]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for code, words, standing in roles:
            self.fields[code] = forms.IntegerField(
                label=words, min_value=LEAST, max_value=MOST, initial=standing
            )

    def changed(self) -> dict[str, int]:
        """Only what was set otherwise than it stands."""
        return {
            code: number
            for code, number in self.cleaned_data.items()
            if number != self.fields[code].initial
        }


class ReferenceForm(Form):
    reference = forms.CharField(
        label=_("Case reference"),
        max_length=12,
        help_text=_("Seven letters and digits, such as K7M 4QTE."),
        error_messages={"required": _("Type the reference of the case")},
    )

    def clean_reference(self):
        return re.sub(r"[^A-Z0-9]", "", self.cleaned_data["reference"].upper())
