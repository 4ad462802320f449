"""The form that adds or corrects a record, built for each request from what its kind declares."""

from django import forms
from django.forms import modelform_factory
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.casework.records.kinds import all_kinds
from alongside.foundation.clock import today
from alongside.foundation.ui.forms import OTHER_LABELS, RecordForm

EARLIEST = 1900


class EntryForm(RecordForm):
    """What is recorded has happened: not in the future, and not before anybody could tell."""

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day.year < EARLIEST or day > today():
            raise forms.ValidationError(_("Enter a day that is not in the future"))
        return day


def _labels_of_kinds():
    columns = {kind: {c.name: c for c in kind.model._meta.fields} for kind in all_kinds()}
    return {
        kind.asks: {name: capfirst(columns[kind][name].verbose_name) for name in kind.fields}
        for kind in all_kinds()
    }


OTHER_LABELS.append(_labels_of_kinds)


def form_for(kind, data=None, *, record=None, initial=None):
    """A form over the fields of a kind; over an existing record, to correct it."""
    factory = modelform_factory(kind.model, form=EntryForm, fields=kind.fields)
    factory.asks = kind.asks
    return factory(data, instance=record, initial=initial)
