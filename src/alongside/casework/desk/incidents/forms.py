"""What is asked when something went wrong or nearly did."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.desk.incidents.queries import who_would_handle
from alongside.casework.desk.oncall.queries import case_by_reference
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.foundation.ui.forms import Choices, DayField, Form, Words


class IncidentForm(Form):
    kind = Choices(label=_("What is it?"), vocabulary="incident_kind")
    on = DayField(label=_("When did it happen?"), initial=today, past=True)
    words = Words(
        label=_("What happened?"),
        rows=5,
        help_text=_(
            "What you saw or know, plainly, without the names of people we support. Nobody is "
            "blamed for telling."
        ),
    )
    about: forms.ModelChoiceField = forms.ModelChoiceField(
        User.objects.who_may_sign_in(),
        label=_("Is it about a colleague?"),
        required=False,
        empty_label=_("No, or I do not know"),
        help_text=_("They will not see it, nor that it was told."),
    )
    reference = forms.CharField(
        label=_("Case reference"),
        required=False,
        max_length=20,
        help_text=_("Only if it belongs to a case that is open to you."),
    )

    def __init__(self, *args, teller, **kwargs):
        super().__init__(*args, **kwargs)
        self.teller = teller

    def clean(self):
        told = super().clean()
        typed, told["case"] = told.pop("reference", ""), None
        if typed and (case := case_by_reference(self.teller, typed)):
            told["case"] = case
        elif typed:
            say = _("No case that is open to you has this reference. Leave it empty")
            self.add_error("reference", say)
        if told.get("on") and told["on"] > today():
            self.add_error("on", _("Enter a day that is not in the future"))
        if told.get("kind") == "allegation" and not told.get("about"):
            self.add_error("about", _("Choose whom it is about, so that they do not see it"))
        if not self.errors:
            self._somebody_has_to_hear(told)
        return told

    def _somebody_has_to_hear(self, told):
        if who_would_handle(told["case"], told.get("about"), self.teller):
            return
        if told["case"]:
            say = _("Nobody who handles incidents may know of this case. Leave the reference out")
            self.add_error("reference", say)
        else:
            say = _("Nobody else here handles incidents. Ring the named outsider, or your board")
            self.add_error(None, say)


class StepForm(Form):
    kind = Choices(label=_("What do you add?"), vocabulary="incident_step")
    words = Words(label=_("In short"), rows=3)
