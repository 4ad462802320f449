"""What is asked when somebody shall wait, at a review, and after a call meanwhile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.commands import LEVELS
from alongside.casework.cases.handing.forms import WorkerField
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import Choices, DayField, Form, MinutesField, Words


class ReviewForm(Form):
    """Why they wait, and until when at the longest."""

    asks = "waiting"
    reason = Choices(label=_("Why do they wait?"), vocabulary="wait_reason")
    review_on = DayField(
        label=_("Look at it again on"),
        error_messages={"required": _("Enter the day on which it is looked at again")},
    )

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day < today():
            raise forms.ValidationError(_("Enter today or a day to come, for the review"))
        return day


class WaitForm(ReviewForm):
    """Also who answers for them meanwhile."""

    worker = WorkerField(
        label=_("Who answers for them?"),
        help_text=_("Calls them meanwhile, and is there if they get in touch."),
    )
    field_order = ["worker", "reason", "review_on"]

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers


class SafetyCallForm(Form):
    """How they are now. The danger can be raised here, never lowered."""

    asks = "safety_call"
    reached = Choices(label=_("Did you reach each other?"), vocabulary="reached")
    danger = Choices(
        label=_("Danger now"),
        help_text=_("As it is, or higher. Raising it needs no reason."),
    )
    found = Words(
        label=_("What did you find?"),
        required=False,
        rows=3,
        help_text=_("How safe they are until somebody has time. Never tell them a position."),
    )
    minutes = MinutesField(label=_("Minutes"), required=False)
    next_on = DayField(
        label=_("Call again on"),
        required=False,
        help_text=_("Left empty, by the clock of their danger and within their safe times."),
    )

    def __init__(self, *args, level, **kwargs):
        super().__init__(*args, **kwargs)
        lowest = LEVELS.index(level)
        able = [(code, said) for code, said in choices("danger") if LEVELS.index(code) >= lowest]
        self.fields["danger"].choices = able
        self.fields["danger"].initial = level

    def clean_next_on(self):
        day = self.cleaned_data["next_on"]
        if day and day < today():
            raise forms.ValidationError(_("Enter today or a day to come, for the next call"))
        return day

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "minutes": self.cleaned_data["minutes"] or 0}
