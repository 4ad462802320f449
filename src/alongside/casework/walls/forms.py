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


class NightForm(EmergencyForm):
    """Where an outsider is appointed: a wall can be passed by phone as well."""

    code = forms.CharField(
        label=_("Code of the outsider, if you rang one"),
        max_length=20,
        required=False,
        help_text=_("Only when nothing opens without it. Two groups of four, such as K7MP 4QTE."),
    )
    said = forms.CharField(
        label=_("What was said on the phone"),
        max_length=300,
        required=False,
        help_text=_("One sentence: what you asked, and what they answered."),
    )

    def clean(self):
        answers = super().clean()
        if answers.get("code") and not answers.get("said"):
            self.add_error("said", _("Say in one sentence what was said on the phone"))
        return answers


class AnswerForm(Form):
    """What the outsider says about it, whoever types it in."""

    finding = Choices(
        label=_("What do they say?"),
        vocabulary="emergency_finding",
        error_messages={"required": _("Choose what they say")},
    )
    found = Words(
        label=_("In their words"),
        rows=3,
        error_messages={"required": _("Write down what they say, in a sentence")},
    )
    code = forms.CharField(
        label=_("Code to answer for it"),
        max_length=20,
        help_text=_("They read it from the second list of their sheet."),
        error_messages={"required": _("Type the code that they read out")},
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
