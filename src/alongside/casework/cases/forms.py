"""What is asked about a case: danger, who works on it, what happened, how support ended."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import CrimeEvent
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
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


class WorkerField(forms.ModelChoiceField):
    """A worker with her team; what weighs on her is told beside the form."""

    def __init__(self, **kwargs: Any):
        say = {"required": _("Choose a worker")}
        super().__init__(queryset=None, empty_label=say["required"], error_messages=say, **kwargs)

    def label_from_instance(self, obj):
        team = getattr(obj, "membership", None)
        told = {"name": obj.name, "team": team.team.name if team else _("no team")}
        return _("%(name)s, %(team)s") % told


class WorkerForm(Form):
    worker = WorkerField(label=_("Worker"))

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers


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
