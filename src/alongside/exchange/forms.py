"""What is asked when a machine is let in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Choices, Form


class KeyForm(Form):
    feed = forms.CharField(
        label=_("Name of the feed"),
        max_length=60,
        help_text=_(
            "Who sends, such as the police force. Under the same name as their files, nobody comes "
            "in twice."
        ),
    )
    source = Choices(label=_("How do its referrals come to us?"), vocabulary="referral_source")
