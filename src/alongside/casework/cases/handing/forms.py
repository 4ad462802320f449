"""Who takes a case or joins it, and what she should know first."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Form, Words


class WorkerField(forms.ModelChoiceField):
    """A worker with her team; what weighs on her is told beside the form."""

    def __init__(self, **kwargs: Any):
        say = {"required": _("Choose a worker")}
        super().__init__(queryset=None, empty_label=say["required"], error_messages=say, **kwargs)

    def label_from_instance(self, obj):
        team = getattr(obj, "membership", None)
        told = {"name": obj.name, "team": team.team.name if team else _("no team")}
        return _("%(name)s, %(team)s") % told


class WorkerForm(Form):
    worker = WorkerField(label=_("Worker"))

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers


class HandOverForm(WorkerForm):
    """Who takes it, and what she should know before anything else."""

    words = Words(
        label=_("What should they know first?"),
        required=False,
        rows=3,
        help_text=_("What helps, promises, dates and safe contact stand on the page already."),
    )
