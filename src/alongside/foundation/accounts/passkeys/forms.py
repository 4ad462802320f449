"""What is asked of a new key: a name by which its carrier knows it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NewKeyForm(forms.Form):
    name = forms.CharField(
        label=_("What do you call this key?"),
        help_text=_("For example: the one on my key ring, this laptop, my phone."),
        max_length=60,
        error_messages={"required": _("Give it a name, so that you know it in the list")},
    )


def told_of(answer: dict[str, Any]) -> dict[str, bool]:
    """What a browser says of the key it has just made: whether it is found by itself, and whether
    it is carried about rather than built in. Where the browser does not tell, a key built into
    the machine is one that is found."""
    roaming = answer.get("authenticatorAttachment") == "cross-platform"
    results = answer.get("clientExtensionResults")
    found = results.get("credProps") if isinstance(results, dict) else None
    told = found.get("rk") if isinstance(found, dict) else None
    return {"roaming": roaming, "alone": not roaming if told is None else told is True}
