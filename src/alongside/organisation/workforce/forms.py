"""What is asked when somebody is invited, or helped in person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import User
from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import Form, Words
from alongside.organisation.workforce.models import Team


class InvitationForm(Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Work e-mail address"))
    role = forms.ChoiceField(label=_("Role"))
    team = forms.ModelChoiceField(
        Team.objects.all(), label=_("Team"), required=False, empty_label=_("No team")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = choices("role")

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Somebody on the list has this address already"))
        return email


class SecondRoleForm(Form):
    role = forms.ChoiceField(
        label=_("Second role"),
        required=False,
        help_text=_(
            "One role is worn at a time. Changing it asks for the second step. A second role that "
            "opens files is given at the machine's command line, not here by one person alone."
        ),
    )

    def __init__(self, *args, free, **kwargs):
        super().__init__(*args, **kwargs)
        others = [(code, words) for code, words in choices("role") if code in free]
        self.fields["role"].choices = [("", _("None")), *others]


class ResetForm(Form):
    reason = Words(
        label=_("How did you make sure who it is, and why is a new second step needed?"),
        help_text=_("For example: came by in person with her badge; the phone was stolen."),
        rows=3,
    )


class NameForm(Form):
    """A programme or a funding stream is a name, to begin with."""

    name = forms.CharField(label=_("Name"), max_length=120)

    def __init__(self, *args, taken, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = label
        self.taken = taken

    def clean_name(self):
        if self.taken.filter(name=self.cleaned_data["name"]).exists():
            raise forms.ValidationError(_("This name is on the list already"))
        return self.cleaned_data["name"]


class TeamForm(NameForm):
    supervisor: forms.ModelChoiceField = forms.ModelChoiceField(
        User.objects.who_may_sign_in(),
        label=_("Supervisor"),
        empty_label=_("Choose a supervisor"),
        help_text=_("Sees what the team’s workers see, but for sensitive cases."),
    )


class MembershipForm(Form):
    user: forms.ModelChoiceField = forms.ModelChoiceField(
        User.objects.who_may_sign_in(), label=_("Who"), empty_label=_("Choose somebody")
    )
    team: forms.ModelChoiceField = forms.ModelChoiceField(
        Team.objects.all(), label=_("Joins the team"), empty_label=_("Choose a team")
    )


class SignInRulesForm(Form):
    """Shorter is safer, longer is calmer: both ends are set by the work, not by taste."""

    shift_hours = forms.IntegerField(
        label=_("Hours of a shift"),
        min_value=10,
        max_value=14,
        help_text=_("After this many, 10 to 14, password and second step are asked for again."),
    )
    lock_minutes = forms.IntegerField(
        label=_("Minutes without use until a screen locks"),
        min_value=5,
        max_value=15,
        help_text=_("From 5 to 15. On a shared computer it is always 5."),
    )
