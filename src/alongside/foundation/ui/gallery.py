"""Every part of the pages in each of its states, for those who build them; nowhere else."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.doors import open_to_all
from alongside.foundation.clock import now, today
from alongside.foundation.ui.forms import Choices, DayField, Form, MinutesField, TimeField24, Words

STANDINGS = ["safe_now", "not_now", "first_contact", "first_contact_used_up", "stale", "doubted"]
STANDINGS += ["unsafe", "unknown", "died"]


class Sample(Form):
    """A field of each kind."""

    channel = Choices(label=_("How did you meet?"), vocabulary="channel")
    danger = Choices(label=_("How high is the danger?"), vocabulary="danger")
    days = forms.MultipleChoiceField(
        label=_("On these days"),
        choices=lambda: [("0", _("Today")), ("1", _("Next"))],
        widget=forms.CheckboxSelectMultiple,
    )
    on = DayField(
        label=_("Day"),
        help_text=_("Leave empty if none is agreed. For example: thu, or 26 November."),
    )
    at = TimeField24(label=_("At"))
    minutes = MinutesField(label=_("Minutes"))
    period = forms.ChoiceField(label=_("Period"), choices=lambda: [("", _("Months"))])
    note = Words(label=_("Note"), help_text=_("What they want, in their words."))
    agreed = forms.BooleanField(label=_("Show it all the same"))


@open_to_all
def gallery(request: HttpRequest) -> HttpResponse:
    """Only where the settings ask for it; anywhere else it is as if there were none."""
    if not settings.GALLERY:
        raise Http404
    page: dict[str, Any] = {
        "wrong": Sample({"on": "thu", "at": "25:00", "minutes": "many", "channel": "phone"}),
        "standings": STANDINGS,
        "dangers": ("standard", "raised", "high", ""),
        "yesterday": today() - timedelta(days=1),
        "kept_at": now(),
    }
    return render(request, "ui/gallery.html", page)
