"""The form that adds or corrects a record, built for each request from what its kind declares."""

from django.forms import modelform_factory

from alongside.foundation.ui.forms import RecordForm


def form_for(kind, data=None, *, record=None, initial=None):
    """A form over the fields of a kind; over an existing record, to correct it."""
    factory = modelform_factory(kind.model, form=RecordForm, fields=kind.fields)
    return factory(data, instance=record, initial=initial)
