"""Why a decline is taken back."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Form, Words


class UndoForm(Form):
    asks = "undo_decline"
    why = Words(
        label=_("Why is it decided anew?"),
        rows=2,
        help_text=_("What has changed, or what was not known."),
    )
