"""What is asked when somebody is referred, and when we decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.handing.forms import WorkerField
from alongside.casework.intake.arrivals import Arrival, can_be_right
from alongside.foundation.ui.forms import Choices, DayField, Form, LongChoices, Words

NAMES = ("known_as", "given_names", "family_name", "birth_date", "pronouns", "languages")
PERSON = (*NAMES, "address", "postcode", "address_class")
REFERRAL = ("source", "sender", "danger", "crime", "crime_on", "happened", "safety_word")
SOMETHING = ("known_as", "given_names", "family_name", "phone", "email", "happened")


class ReferralForm(Form):
    """Nothing is required but how it came to us and something about the person."""

    asks = "referral"
    source = Choices(label=_("How did this come to us?"), vocabulary="referral_source")
    sender = forms.CharField(
        label=_("Who refers?"),
        required=False,
        max_length=200,
        help_text=_("Name and office, so that we can answer."),
    )
    known_as = forms.CharField(
        label=_("Known as"),
        required=False,
        max_length=120,
        help_text=_("What the person wants to be called. No legal name is needed to start."),
    )
    given_names = forms.CharField(label=_("Given names"), required=False, max_length=120)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=120)
    birth_date = DayField(
        label=_("Born"), required=False, help_text=_("To tell two people of one name apart.")
    )
    pronouns = forms.CharField(
        label=_("Pronouns"), required=False, max_length=60, help_text=_("How to speak of them.")
    )
    languages = forms.CharField(
        label=_("Languages"),
        required=False,
        max_length=120,
        help_text=_("With dialect, so that an interpreter can be found."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        help_text=_("It will be tried by the first contact script only."),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=200,
        help_text=_("Nothing is sent there until the person says that it is safe."),
    )
    safety_word = Words(
        label=_("What do they say about safe contact?"),
        required=False,
        rows=2,
        help_text=_("Who shares the phone or the home, when it is safe, what never to do."),
    )
    address = Words(
        label=_("Address"),
        required=False,
        rows=2,
        help_text=_("To find help nearby. Nothing is sent there unasked."),
    )
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=12)
    address_class = Choices(
        label=_("Who may learn the address?"),
        vocabulary="address_class",
        initial="not_asked",
        help_text=_("Not asked counts as withheld."),
    )
    danger = Choices(
        label=_("Danger, as far as it is told"),
        vocabulary="danger",
        initial="unknown",
        help_text=_("It sets how soon we decide. What is not known waits no longer than raised."),
    )
    crime = LongChoices(
        label=_("Crime"),
        vocabulary="crime",
        blank=_("Not known yet"),
        required=False,
        help_text=_("To find the right worker and programme."),
    )
    crime_on = DayField(label=_("When it happened"), required=False, past=True)
    happened = Words(
        label=_("What happened, in short"),
        required=False,
        rows=3,
        help_text=_("Enough to decide. The account itself is the person’s to tell, or not."),
    )
    programme: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Programme"), queryset=None, required=False, empty_label=_("Not decided")
    )

    def __init__(self, *args, programmes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes

    def clean_phone(self):
        number = self.cleaned_data["phone"]
        if number and sum(letter.isdigit() for letter in number) < 6:
            raise forms.ValidationError(_("Enter a telephone number, or leave it empty"))
        return number

    def clean_email(self):
        address = self.cleaned_data["email"]
        if address and "@" not in address:
            raise forms.ValidationError(_("Enter an e-mail address, or leave it empty"))
        return address

    def clean_birth_date(self):
        born = self.cleaned_data["birth_date"]
        if born and not can_be_right(born):
            raise forms.ValidationError(_("Enter a birth date that can be right"))
        return born

    def clean_crime_on(self):
        day = self.cleaned_data["crime_on"]
        if day and not can_be_right(day):
            raise forms.ValidationError(_("Enter a day that has come, for when it happened"))
        return day

    def clean(self):
        answers = super().clean()
        if not self.errors and not any(answers.get(name) for name in SOMETHING):
            said = _("Enter a name, an alias, a number or what happened")
            raise forms.ValidationError({"known_as": said})
        return answers

    def arrival(self):
        """What was typed, in the shape in which every referral comes in."""
        told = self.cleaned_data
        points = [{"kind": "mobile", "value": told["phone"]}] if told["phone"] else []
        if told["email"]:
            points.append({"kind": "email", "value": told["email"]})
        referral = {name: told[name] for name in REFERRAL} | {"programme": told["programme"]}
        return Arrival({name: told[name] for name in PERSON}, points, referral)


class AcceptForm(Form):
    """Who stands beside the person from now on, and for which programme."""

    asks = "acceptance"
    worker = WorkerField(label=_("Allocate to"))
    client_kind = Choices(
        label=_("What is this person to the crime?"),
        vocabulary="client_kind",
        error_messages={"required": _("Choose what this person is to the crime")},
    )
    programme: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Programme"), queryset=None, required=False, empty_label=_("Not decided")
    )
    stream: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Funding stream"), queryset=None, required=False, empty_label=_("Not decided")
    )
    same_case = forms.CharField(
        label=_("Same crime as case"),
        required=False,
        max_length=12,
        help_text=_("The reference of another client’s case, where the crime is the same one."),
    )

    anyway = Words(
        label=_("Why all the same?"),
        required=False,
        rows=2,
        help_text=_("Where the programme does not fit by what we know. You decide."),
    )

    def __init__(self, *args, workers, programmes, streams, event_of, judged, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers
        self.fields["programme"].queryset = programmes
        self.fields["stream"].queryset = streams
        self.event_of, self.judged = event_of, judged

    def clean(self):
        answers = super().clean()
        programme, kind = answers.get("programme"), answers.get("client_kind")
        if programme and kind and not answers.get("anyway"):
            against = self.judged(programme, kind)
            if against:
                say = _("This programme does not fit: %(why)s. Say why all the same")
                self.add_error("anyway", say % {"why": "; ".join(against)})
        return answers

    def clean_same_case(self):
        reference = self.cleaned_data["same_case"].replace(" ", "").upper()
        if not reference:
            return None
        if (event := self.event_of(reference)) is None:
            raise forms.ValidationError(_("Enter the reference of a case with a crime, or nothing"))
        return event

    def values(self):
        answers = super().values()
        answers["same_event"] = answers.pop("same_case")
        return answers


class DeclineForm(Form):
    """Why this is not something we offer, and where we pointed to instead."""

    asks = "decline"
    reason = Choices(label=_("Why not?"), vocabulary="decline_reason")
    signposted_to = Words(
        label=_("Where did we point to instead?"),
        required=False,
        rows=2,
        help_text=_("Nobody is sent away with nothing."),
    )
