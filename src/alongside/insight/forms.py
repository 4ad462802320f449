"""Asking for a cut: the days, the programme, the funding stream."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import DayField, Form
from alongside.insight.cut import Cut, Lists
from alongside.insight.periods import LONGEST, Period, period_called, present_quarter


class CutForm(Form):
    """Sent by GET: what is not told is everything, and an unknown period the present quarter."""

    period = forms.CharField(label=_("Period"), required=False)
    first = DayField(label=_("Or from"), required=False, past=True)
    last = DayField(label=_("to"), required=False, past=True)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    stream = forms.ChoiceField(label=_("Funding stream"), required=False)

    def __init__(self, asked: Any, lists: Lists):
        super().__init__(asked)
        for name, named in (("programme", lists.programmes), ("stream", lists.streams)):
            choice: Any = self.fields[name]
            choice.choices = [("", _("All")), *named.items()]

    def clean(self):
        told = super().clean()
        first, last = told.get("first"), told.get("last")
        if {"first", "last"} & self.errors.keys():
            return told
        if bool(first) != bool(last):
            self.add_error("last" if first else "first", _("Give both days, from and to."))
        elif first and last and not 0 <= (last - first).days < LONGEST:
            say = _("Choose a last day that is not before the first, and not over two years later.")
            self.add_error("last", say)
        return told

    @property
    def cut(self) -> Cut:
        """What was asked for, as far as it could be read."""
        told = self.cleaned_data if self.is_valid() else {}
        if told.get("first"):
            period = Period(told["first"], told["last"])
        else:
            period = period_called(self.data.get("period", "")) or present_quarter()
        ids = [told.get("programme"), told.get("stream")]
        return Cut(period, *(UUID(one) if one else None for one in ids))
