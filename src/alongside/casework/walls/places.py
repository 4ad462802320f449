"""Where walls stand in a case."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import deed, section

section(
    _("Walls: who is kept out"),
    "walls:walls",
    Permission.CASE_READ,
    order=35,
    group=_("About the file"),
)
deed(_("Open a case in an emergency"), "walls:emergency", Permission.EMERGENCY_OPEN)
