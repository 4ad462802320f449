"""In which order the grounds count."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.packs.loader import vocabulary
from alongside.foundation.ui.forms import Form


class OrderForm(Form):
    """A number for each ground; two alike are refused."""

    def __init__(self, *args, grounds, **kwargs):
        super().__init__(*args, **kwargs)
        said, many = vocabulary("allocation_ground"), len(grounds)
        for place, ground in enumerate(grounds, 1):
            self.fields[ground] = forms.IntegerField(
                label=said[ground], min_value=1, max_value=many, initial=place
            )

    def clean(self):
        told = super().clean()
        if not self.errors and len(set(told.values())) < len(told):
            raise forms.ValidationError(_("Give each of them another number"))
        return told

    @property
    def in_order(self) -> list[str]:
        """The grounds, the first one first."""
        return sorted(self.cleaned_data, key=lambda ground: self.cleaned_data[ground])
