"""What is asked of whoever fits the pack to the organisation."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.packs.commands import LONGEST_LABEL, is_plain
from alongside.foundation.packs.loader import in_use, pack
from alongside.foundation.ui.forms import Choices, Form

SHOWN, HIDDEN = "shown", "hidden"


class FieldForm(Form):
    """One field as it is asked here; what the pack does not leave open is not offered."""

    shown = Choices(
        label=_("Is it asked here?"),
        choices=[(SHOWN, _("Yes, it is asked")), (HIDDEN, _("No, it is hidden"))],
        help_text=_("What was recorded before stays readable."),
    )
    knowing = forms.BooleanField(label=_("I know that a return needs it"), required=False)
    required = forms.BooleanField(
        label=_("It has to be answered"),
        required=False,
        help_text=_(
            "Whoever leaves it empty is told so, and may still save and ask later. A referral from "
            "another service is always taken; what is missing shows as still to ask."
        ),
    )

    def __init__(self, *args: Any, field: Any, called: dict[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not field.may_be_hidden:
            del self.fields["shown"]
        if not (field.may_be_hidden and field.returns):
            del self.fields["knowing"]
        if not field.may_be_required:
            del self.fields["required"]
        self.languages = [f"label-{code}" for code in called]
        for code, words in called.items():
            self.fields[f"label-{code}"] = forms.CharField(
                label=gettext("What it is called, in %(language)s")
                % {"language": dict(settings.LANGUAGES)[code]},
                help_text=gettext("Leave it empty to call it “%(words)s”.") % {"words": words},
                required=False,
                max_length=LONGEST_LABEL,
            )

    def clean(self):
        answers = super().clean()
        for name in self.languages:
            words = answers[name] = " ".join(answers.get(name, "").split())
            if not is_plain(words):
                self.add_error(name, _("Write one short line of plain words"))
        if answers.get("shown") == HIDDEN:
            if answers.get("required"):
                self.add_error("required", _("What is hidden cannot be answered: choose one"))
            if "knowing" in self.fields and not answers.get("knowing"):
                say = _("A return needs this field. Tick this box to hide it all the same")
                self.add_error("knowing", say)
        return answers

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "hidden": told.get("shown") == HIDDEN,
            "required": bool(told.get("required")),
            "labels": {name.removeprefix("label-"): told[name] for name in self.languages},
        }


class CodesForm(Form):
    """Which codes are offered. Those that always stay are not asked about."""

    offered = forms.MultipleChoiceField(
        label=_("What can be chosen here"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, vocabulary: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        always = pack().narrowed[vocabulary]
        free = {code: words for code, words in in_use(vocabulary).items() if code not in always}
        self.codes = free
        self.fields["offered"].choices = list(free.items())  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {"hidden": sorted(self.codes.keys() - set(self.cleaned_data["offered"]))}
