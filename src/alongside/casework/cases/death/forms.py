"""What is asked when somebody has died, and when that was a mistake."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Choices, DayField, Form, Words


class DeathForm(Form):
    asks = "death"
    told_by = Choices(
        label=_("Who told us?"),
        vocabulary="death_told_by",
        error_messages={"required": _("Choose who told us")},
    )
    day = DayField(
        label=_("On which day did they die?"),
        required=False,
        past=True,
        help_text=_("Leave it empty if nobody has told us. There is no need to ask the family."),
    )
    words = Words(
        label=_("What we were told"),
        required=False,
        rows=3,
        help_text=_("And whom we may speak with in the family, if they want that."),
    )


class MistakeForm(Form):
    """A person is said to live after all."""

    why = Words(
        label=_("How do you know that they live?"),
        rows=3,
        error_messages={"required": _("Say how you know it, in one sentence")},
    )
    looked = Words(
        label=_("Who else has looked at it?"),
        rows=2,
        help_text=_("Have somebody else look first. If nobody could yet, say who will, and when."),
        error_messages={"required": _("Say who else has looked at it, or who will")},
    )
