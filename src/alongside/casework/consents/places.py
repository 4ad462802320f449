"""Where consents stand in a case."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import section

section(
    _("If we cannot reach them"),
    "consents:unreachable",
    Permission.CASE_READ,
    order=21,
    group=_("Safety"),
)
section(_("Consents"), "consents:ledger", Permission.CASE_READ, order=33, group=_("About the file"))
