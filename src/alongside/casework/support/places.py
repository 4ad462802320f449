"""Where contacts and the limits of confidentiality stand in a case."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import Keys, section

section(
    _("Contacts"),
    "contacts:list",
    Permission.CONTACT_READ,
    order=12,
    keys=Keys("l", _("Log a contact"), "contacts:add"),
)
section(_("Promises"), "promises:list", Permission.CONTACT_READ, order=13)
section(_("Appointments"), "appointments:list", Permission.CONTACT_READ, order=14)
section(_("Reasoning"), "reasoning:list", Permission.CONTACT_READ, order=15)
section(
    _("Limits of confidentiality"),
    "limits:list",
    Permission.LIMITS_READ,
    order=34,
    group=_("About the file"),
)
