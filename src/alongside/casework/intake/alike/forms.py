"""What is said about a conflict once somebody has looked at it."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Choices, Form, Words


class ConflictForm(Form):
    finding = Choices(label=_("What did you find?"), vocabulary="conflict_finding")
    said = Words(
        label=_("What keeps the two apart?"),
        required=False,
        rows=3,
        help_text=_("Who works with whom, which days and rooms, who raises which wall."),
    )
