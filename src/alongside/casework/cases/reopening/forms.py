"""What is asked when support is taken up again."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.handing.forms import WorkerField
from alongside.foundation.accounts.models import User
from alongside.foundation.ui.forms import Choices, Form, Words


class ReopenForm(Form):
    """`late` where it ended so long ago that a new case would be the usual way."""

    asks = "reopening"
    why = Choices(
        label=_("What brings them back?"),
        vocabulary="return_reason",
        error_messages={"required": _("Choose what brings them back")},
    )
    changed = Words(
        label=_("What has changed since support ended?"),
        rows=3,
        help_text=_("What is new, and what they want now. What is in the file need not be told."),
        error_messages={"required": _("Say what has changed, or that nothing has")},
    )
    reason = Words(
        label=_("Why is this no new case?"),
        rows=2,
        required=False,
        error_messages={"required": _("Say why it is no new case; it ended long ago")},
    )
    worker = WorkerField(label=_("Who stands beside them?"))

    def __init__(self, *args: Any, workers: QuerySet[User], late: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers  # type: ignore[attr-defined]
        self.late = late
        if not late:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True
