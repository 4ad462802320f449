"""What a worker is asked about herself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import Form


class StrengthsForm(Form):
    languages = forms.CharField(
        label=_("Which languages can you support somebody in?"),
        required=False,
        max_length=200,
        help_text=_("Separated by commas, as people write them: Arabic, Polish."),
    )
    crimes = forms.MultipleChoiceField(
        label=_("Which kinds of crime do you know well?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["crimes"].choices = choices("crime")
