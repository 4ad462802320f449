"""What is asked to raise a wall, to open a case in an emergency, and to look at it afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Choices, Form, Words


class ColleagueField(forms.ModelChoiceField):
    """A member of staff, by name."""

    def __init__(self, **kwargs: Any):
        say = {"required": _("Choose who")}
        super().__init__(queryset=None, empty_label="", error_messages=say, **kwargs)

    def label_from_instance(self, obj):
        return obj.name


class WallForm(Form):
    user = ColleagueField(label=_("Who must not see this case?"))
    reason = Words(
        label=_("Why?"),
        rows=3,
        required=False,
        help_text=_("Related, a neighbour, accused. They never read it. It may stay empty."),
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = staff


class EmergencyForm(Form):
    reference = forms.CharField(
        label=_("Case reference"),
        max_length=12,
        help_text=_("Seven letters and digits, such as K7M 4QTE."),
        error_messages={"required": _("Type the reference of the case")},
    )
    reason = Words(
        label=_("Why is it needed now?"),
        rows=3,
        error_messages={"required": _("Say why it is needed, in one sentence")},
    )


class LetInForm(Form):
    user = ColleagueField(label=_("Whom do you let in?"))
    reason = Words(
        label=_("Why is it needed now?"),
        rows=3,
        error_messages={"required": _("Say why it is needed, in one sentence")},
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = staff


class ReviewForm(Form):
    finding = Choices(
        label=_("What did you find?"),
        vocabulary="emergency_finding",
        error_messages={"required": _("Choose what you found")},
    )
    found = Words(label=_("In your words"), required=False, rows=3)

    def clean(self):
        answers = super().clean()
        if answers.get("finding") not in (None, "right") and not answers.get("found"):
            self.add_error("found", _("Say what was not right, and what follows"))
        return answers
