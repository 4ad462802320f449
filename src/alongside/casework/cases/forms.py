"""What is asked about a case: danger, what happened, who may know of it, how support ended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import CrimeEvent
from alongside.foundation.ui.forms import Choices, DayField, Form, LongChoices, RecordForm, Words


class OverrideForm(Form):
    ground = Choices(label=_("Why must it be now?"), vocabulary="override_ground")
    reason = Words(
        label=_("What has happened?"),
        rows=3,
        error_messages={"required": _("Say what has happened, in one sentence")},
    )


class DangerForm(Form):
    asks = "danger"
    level = Choices(
        label=_("How high is the danger?"),
        vocabulary="danger",
        error_messages={"required": _("Choose how high the danger is")},
    )
    reason = Words(
        label=_("What makes you think so?"),
        required=False,
        rows=3,
        help_text=_("To raise the danger no reason is needed. To lower it one is."),
    )


class SensitiveForm(Form):
    """Who may know of the case from now on. Its workers always may."""

    readers: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label=_("Who else may know of this case?"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    let_go = forms.BooleanField(
        label=_("I know that I will no longer see this case"), required=False
    )

    def __init__(self, *args, staff, asker, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].queryset = staff
        self.asker, self.works_on_it = asker, asker.pk in workers
        if self.works_on_it:
            del self.fields["let_go"]

    def clean(self):
        answers = super().clean()
        named = self.works_on_it or self.asker in (answers.get("readers") or [])
        if not named and not answers.get("let_go"):
            say = _("You would lose sight of this case. Tick your own name, or tick this box")
            self.add_error("let_go", say)
        return answers


class CrimeForm(RecordForm):
    asks = "crime"
    category = LongChoices(
        label=_("What happened?"),
        vocabulary="crime",
        error_messages={"required": _("Choose what happened")},
    )
    on = DayField(label=_("When?"), required=False, past=True)
    reported = Choices(
        label=_("Was it reported to the police?"),
        vocabulary="reported",
        initial="not_known",
    )
    reference = forms.CharField(label=_("Police reference"), required=False, max_length=60)
    client_kind = Choices(
        label=_("How does it concern them?"),
        vocabulary="client_kind",
        error_messages={"required": _("Choose how it concerns them")},
    )

    class Meta:
        model = CrimeEvent
        fields = ("category", "on", "reported", "reference")


class EndingForm(Form):
    asks = "ending"
    reason = Choices(
        label=_("Why does support end?"),
        vocabulary="ending_reason",
        error_messages={"required": _("Choose why support ends")},
    )
    outcome = Choices(
        label=_("How are things now?"),
        vocabulary="outcome",
        error_messages={"required": _("Choose how things are now, or that nobody asked")},
    )
    summary = Words(
        label=_("In short"),
        required=False,
        help_text=_("What was done, what they want to happen next, where they can turn."),
    )
