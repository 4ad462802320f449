"""What is asked when an appointment is arranged, and after its hour."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import today
from alongside.foundation.ui.forms import (
    Choices,
    DayField,
    Form,
    Line,
    MinutesField,
    TimeField24,
    Words,
)

MEETING = ("kind", "on", "at", "minutes", "place", "hidden", "attendees", "interpreter")
WANTED = ("interpreter_wants", "interpreter_gender", "interpreter_avoid", "interpreter_cost")
FACTS = (*MEETING, *WANTED, "transport", "childcare")


class AppointmentForm(Form):
    """What for, when and where is enough; interpreter and journey when they are needed."""

    asks = "appointment"
    kind = Choices(label=_("What for?"), vocabulary="appointment_kind")
    on = DayField(label=_("Day"))
    at = TimeField24(label=_("Time"))
    minutes = MinutesField(label=_("Minutes"), initial=60)
    place = Line(label=_("Room or place"), required=False)
    hidden = forms.BooleanField(
        label=_("Hide the place on every list, and on Today"), required=False
    )
    attendees = Line(label=_("Who comes?"), required=False)
    interpreter = Choices(
        label=_("Interpreter"), vocabulary="interpreter_state", initial="not_needed"
    )
    interpreter_wants = Line(label=_("Language and dialect"), required=False)
    interpreter_gender = Choices(
        label=_("A woman or a man?"), vocabulary="interpreter_gender", required=False
    )
    interpreter_avoid = Line(
        label=_("People to avoid"),
        required=False,
        help_text=_("A small community hears everything. Ask before you book."),
    )
    interpreter_cost = forms.DecimalField(
        label=_("What does the interpreter cost?"),
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_digits", "max_whole_digits", "max_decimal_places"),
            _("Enter an amount, for example 45.50"),
        ),
    )
    transport = Words(
        label=_("How do they come and go?"),
        required=False,
        help_text=_("Give a driver a corner to meet at and a first name, never the reason."),
        rows=2,
    )
    childcare = Line(label=_("Who looks after children?"), required=False)

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day < today() and day != self.initial.get("on"):
            raise forms.ValidationError(_("Enter today or a later day"))
        return day


class OutcomeForm(Form):
    asks = "appointment_outcome"
    outcome = Choices(label=_("How did it go?"), vocabulary="appointment_outcome")
    why = Words(
        label=_("In their words"),
        required=False,
        help_text=_("Only if they told you. Nobody owes us a reason."),
        rows=2,
    )
