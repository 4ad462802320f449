"""Why two records are one person, why they are not, and why they are parted again."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Form, Words


class ProposingForm(Form):
    reason = Words(
        label=_("Why are they one person?"),
        rows=3,
        help_text=_("What you know, and from whom. The second person reads it."),
        error_messages={"required": _("Say why they are one person")},
    )


class DecliningForm(Form):
    reason = Words(
        label=_("Why are they two people?"),
        rows=3,
        help_text=_("Or what is not clear enough. Whoever proposed it reads it."),
        error_messages={"required": _("Say why")},
    )


class PartingForm(Form):
    reason = Words(
        label=_("Why are they two people after all?"),
        rows=3,
        help_text=_("What has shown it. Whoever works with them reads it."),
        error_messages={"required": _("Say why they are parted")},
    )
