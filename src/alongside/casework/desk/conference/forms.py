"""What is asked of a conference, of a partner who took part, and of what is to be done."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.casework.desk.conference.models import Conference
from alongside.casework.desk.conference.record import CONFERENCES
from alongside.casework.desk.conference.sharing import HERE
from alongside.casework.records.forms import EntryForm
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import DayField, Form, Words


class Colleagues(forms.ModelMultipleChoiceField):
    """Whoever may see the case, by name."""

    def label_from_instance(self, obj):
        return obj.name


class ConferenceForm(EntryForm):
    asks = CONFERENCES.asks
    staff: Colleagues = Colleagues(
        label=_("Which colleagues took part?"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those who may see this case. You are noted in any case."),
    )

    class Meta:
        model = Conference
        fields = CONFERENCES.fields

    def __init__(self, *args: Any, staff: QuerySet[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = staff  # type: ignore[attr-defined]
        self.order_fields(["on", "at", "why", "staff", "decided"])


class PartnerForm(Form):
    """One agency, what it is for, and what they are told."""

    asks = "conference_partner"
    agency = forms.CharField(
        label=_("Which agency?"),
        max_length=200,
        help_text=_("By the name under which the consent stands."),
        error_messages={"required": _("Enter which agency")},
    )
    name = forms.CharField(label=_("Who came for it?"), max_length=200, required=False)
    purpose = forms.ChoiceField(
        label=_("What for?"),
        choices=lambda: [("", ""), *choices("consent_purpose")],
        error_messages={"required": _("Choose what it is for")},
    )
    items = forms.MultipleChoiceField(
        label=_("What are they told?"),
        choices=lambda: [pair for pair in choices("consent_item") if pair[0] != HERE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Whoever takes part learns in any case that this person is with us."),
    )
    ground = forms.ChoiceField(
        label=_("Without their consent, on which ground?"),
        choices=lambda: [("", ""), *choices("sharing_ground")],
        required=False,
    )
    reason = Words(
        label=_("And why?"),
        required=False,
        rows=3,
        help_text=_("What would happen if it were not told, and whether they know of it."),
    )


class ActionForm(Form):
    asks = "conference_action"
    words = Words(
        label=_("What is to be done?"),
        rows=2,
        error_messages={"required": _("Say what is to be done")},
    )
    owner: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Who sees to it?"),
        queryset=None,
        empty_label=None,
        help_text=_("For a partner: who of us asks whether it was done."),
    )
    partner = forms.CharField(label=_("Which partner does it?"), required=False, max_length=200)
    due = DayField(
        label=_("By when?"), error_messages={"required": _("Enter the day by which it is done")}
    )

    def __init__(self, *args: Any, owners: QuerySet[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["owner"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]

    def clean_due(self):
        day = self.cleaned_data["due"]
        if day < today():
            raise forms.ValidationError(_("Enter today or a later day"))
        return day
