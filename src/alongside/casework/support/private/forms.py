"""What is asked of whoever opens what another keeps private."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Choices, Form, Words


class PrivateOpeningForm(Form):
    ground = Choices(
        label=_("What goes before?"),
        vocabulary="private_ground",
        error_messages={"required": _("Choose why it has to be opened")},
    )
    reason = Words(
        label=_("In your words"),
        rows=3,
        help_text=_("Who asked, or what you fear. Whoever keeps the note reads it."),
        error_messages={"required": _("Write why it has to be opened")},
    )
