"""The form by which a job is set aside."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Form, Words


class SetAsideForm(Form):
    """The reason is kept, sealed, beside the job."""

    reason = Words(label=_("Why will it not be done?"), rows=3, max_length=1000)
